"""What the operator meets before anything runs: help, broken settings, stores that are away."""

import socket
from collections.abc import Iterator

import pytest

from tests.pipelines.cli.conftest import Apo

COMMANDS = (
    ["db", "upgrade"],
    ["db", "downgrade"],
    ["banks", "check"],
    ["banks", "load"],
    ["refresh"],
    ["simulate"],
    ["demo"],
    ["doctor"],
    ["backup"],
    ["restore"],
    ["up"],
    ["api"],
    ["warehouse", "serve"],
    ["export"],
    ["contest", "draft"],
)


@pytest.fixture
def closed_port() -> Iterator[int]:
    """Bound and never listened on, so that a connection is refused and nobody else takes it."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield bound.getsockname()[1]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_gives_an_example(apo: Apo, command: list[str]) -> None:
    code, output, _ = apo(*command, "--help")

    assert code == 0
    assert f"Example: apo {' '.join(command)}" in " ".join(output.replace("`", "").split())


def test_a_broken_setting_is_named_with_its_variable(apo: Apo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APO_API_PORT", "eight thousand")

    code, _, errors = apo("refresh")

    assert code == 2
    assert "APO_API_PORT" in errors
    assert "Traceback" not in errors


@pytest.mark.parametrize("command", ["api", "up"])
def test_without_a_secret_nothing_starts(apo: Apo, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.delenv("APO_SECRET_KEY", raising=False)

    code, _, errors = apo(command)

    assert code == 2
    assert "APO_SECRET_KEY" in errors


def test_postgres_that_is_away_is_named_with_its_place(
    apo: Apo, monkeypatch: pytest.MonkeyPatch, closed_port: int
) -> None:
    monkeypatch.setenv("APO_POSTGRES_URL", f"postgresql://apo:hush@127.0.0.1:{closed_port}/apo")
    monkeypatch.setenv("APO_CLICKHOUSE_URL", "http://apo:hush@127.0.0.1:1")

    code, _, errors = apo("refresh")

    assert code == 2
    assert f"PostgreSQL at 127.0.0.1:{closed_port}" in errors
    assert "hush" not in errors


def test_clickhouse_that_is_away_is_named_with_its_place(
    apo: Apo, monkeypatch: pytest.MonkeyPatch, postgres_url: str, closed_port: int
) -> None:
    monkeypatch.setenv("APO_POSTGRES_URL", postgres_url)
    monkeypatch.setenv("APO_CLICKHOUSE_URL", f"http://apo:hush@127.0.0.1:{closed_port}")

    code, _, errors = apo("refresh")

    assert code == 2
    assert f"ClickHouse at 127.0.0.1:{closed_port}" in errors
    assert "hush" not in errors


def test_simulated_students_need_a_bank(apo: Apo, monkeypatch: pytest.MonkeyPatch, postgres_url: str) -> None:
    monkeypatch.setenv("APO_POSTGRES_URL", postgres_url)

    code, _, errors = apo("simulate", "--students", 1, "--answers", 1, "--seed", 1)

    assert code == 2
    assert "apo banks load FILE" in errors
