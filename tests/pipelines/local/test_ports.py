import socket

import pytest

from pipelines.local.errors import LocalError
from pipelines.local.ports import Port, free_port, refuse_taken


@pytest.mark.parametrize("address", ["127.0.0.1", "0.0.0.0"])
def test_a_port_in_use_is_one_sentence_with_its_purpose_and_variable(address: str) -> None:
    with socket.socket() as other:
        other.bind((address, 0))
        other.listen()
        number = other.getsockname()[1]
        with pytest.raises(LocalError) as caught:
            refuse_taken(
                [
                    Port(free_port(), "Dagster", "APO_DAGSTER_PORT"),
                    Port(number, "the REST API", "APO_API_PORT"),
                ]
            )
    assert str(caught.value) == (
        f"Port {number}, needed for the REST API, is in use by another program: "
        "stop it or set APO_API_PORT to a free port."
    )


def test_two_purposes_of_one_port_are_named_together() -> None:
    number = free_port()
    with pytest.raises(LocalError, match="both Dagster and the REST API: change APO_DAGSTER_PORT or APO_API"):
        refuse_taken(
            [Port(number, "Dagster", "APO_DAGSTER_PORT"), Port(number, "the REST API", "APO_API_PORT")]
        )


def test_a_port_left_a_moment_ago_is_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        number = server.getsockname()[1]
        with socket.create_connection(("127.0.0.1", number)) as client:
            server.accept()[0].close()  # the server's side closes first and keeps the port in TIME_WAIT
            assert client.recv(1) == b""
    refuse_taken([Port(number, "the REST API", "APO_API_PORT")])
