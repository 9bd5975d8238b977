"""A load that was cut off anywhere is repeated without loss and without doubles."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from pipelines.local.ports import free_port
from pipelines.local.readiness import http_answers
from pipelines.stores.clickhouse import WarehouseError, warehouse
from pipelines.stores.postgres import PostgresError, postgres
from pipelines.stores.raw_tables import upgrade_warehouse
from pipelines.stores.training_tables import ANSWERS, load_table
from pipelines.stores.windowed_tables import RawTable, TableSource
from pipelines.stores.windows import load
from tests.support.dying_loaders import STEPS, Watched, load_and_die
from tests.support.training_rows import Answer, add_answers, add_questions, add_students


@pytest.fixture
def trained_url(postgres_url: str) -> str:
    with psycopg.connect(postgres_url) as connection:
        add_questions(connection, 100)
        add_students(connection, 40)
    answer_everything(postgres_url, attempt=1)
    return postgres_url


def answer_everything(postgres_url: str, attempt: int) -> None:
    answers = [Answer(student, item, attempt=attempt) for student in range(1, 41) for item in range(1, 101)]
    with psycopg.connect(postgres_url) as connection:
        add_answers(connection, answers)


def checksums(postgres_url: str, warehouse_url: str) -> tuple[object, object]:
    """Count and sum of ids in both."""
    with postgres(postgres_url) as connection, warehouse(warehouse_url) as store:
        [kept] = connection.execute("select count(*), sum(id)::bigint from answers")
        [copied] = store.rows("select count(), sum(answer_id) from raw.answers")
    return kept, tuple(copied)


def test_a_loader_killed_after_any_step_leaves_nothing_to_repair(
    trained_url: str, warehouse_url: str
) -> None:
    for attempt, step in enumerate(["the window is sent", *STEPS], start=2):
        assert load_and_die(trained_url, warehouse_url, step) == -signal.SIGKILL, step
        answer_everything(trained_url, attempt)
    assert load_table(ANSWERS, trained_url, warehouse_url) > 0
    kept, copied = checksums(trained_url, warehouse_url)
    assert kept == copied
    assert load_table(ANSWERS, trained_url, warehouse_url) == 0


def test_leftovers_are_deleted_before_the_window_is_sent_again(trained_url: str, warehouse_url: str) -> None:
    load_and_die(trained_url, warehouse_url, "the window is sent")
    with warehouse(warehouse_url) as store:
        assert store.number("select count() from raw.answers") == 4000
    assert load_table(ANSWERS, trained_url, warehouse_url) == 4000
    kept, copied = checksums(trained_url, warehouse_url)
    assert kept == copied


def test_a_warehouse_killed_in_the_middle_of_a_window_is_named_and_the_load_repeats(
    trained_url: str, tmp_path: Path
) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with (
        own_warehouse(tmp_path, port) as server,
        postgres(trained_url) as connection,
        warehouse(url) as store,
    ):
        upgrade_warehouse(url)

        def kill(_: str) -> None:
            server.kill()
            server.wait()

        with pytest.raises(WarehouseError, match=f"ClickHouse at 127.0.0.1:{port} does not answer"):
            load(Watched(TableSource(connection, ANSWERS), kill), RawTable(store, ANSWERS))
    with own_warehouse(tmp_path, port):
        assert load_table(ANSWERS, trained_url, url) == 4000
        kept, copied = checksums(trained_url, url)
    assert kept == copied


@contextmanager
def own_warehouse(directory: Path, port: int) -> Iterator["subprocess.Popen[bytes]"]:
    command = [sys.executable, "-m", "pipelines.local.warehouse", f"--data={directory}", f"--port={port}"]
    environment = {name: value for name, value in os.environ.items() if name != "APO_CLICKHOUSE_URL"}
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as server:
        while not answers(port):
            assert server.poll() is None
            time.sleep(0.05)
        yield server
        server.terminate()


def answers(port: int) -> bool:
    try:
        return http_answers(port, "/ping")()
    except OSError:
        return False


def test_stores_that_do_not_answer_are_named_without_their_passwords(warehouse_url: str) -> None:
    port = free_port()
    with pytest.raises(PostgresError, match=f"PostgreSQL at localhost:{port} ") as refused:
        load_table(ANSWERS, f"postgresql://apo:secret@localhost:{port}/apo", warehouse_url)
    assert "secret" not in str(refused.value)
    with pytest.raises(WarehouseError, match=f"ClickHouse at localhost:{port} ") as unanswered:
        upgrade_warehouse(f"http://apo:secret@localhost:{port}")
    assert "secret" not in str(unanswered.value)
