"""Every committed answer reaches the warehouse once, whatever the transactions do."""

import random
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from psycopg import Connection

from pipelines.stores.clickhouse import warehouse
from pipelines.stores.training_tables import ANSWERS, forget_tables, load_table
from pipelines.stores.windows import LoadedWindow, LoadRefused
from tests.support.training_rows import Answer, add_answers, add_questions, add_students


@pytest.fixture
def training(postgres_url: str) -> Iterator[Connection]:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        add_questions(connection, 20)
        add_students(connection, 20)
        yield connection


def answer(connection: Connection, student: int, question: int, attempt: int = 1) -> None:
    add_answers(connection, [Answer(student, question, attempt=attempt)])


def answered(connection: Connection) -> list[int]:
    return [row[0] for row in connection.execute("select id from answers order by id")]


def loaded(warehouse_url: str) -> list[object]:
    with warehouse(warehouse_url) as store:
        return [row[0] for row in store.rows("select answer_id from raw.answers order by answer_id")]


def test_an_answer_that_commits_after_a_later_one_is_not_lost(
    training: Connection, postgres_url: str, warehouse_url: str
) -> None:
    with psycopg.connect(postgres_url) as slow:
        answer(slow, 1, 1)
        answer(training, 2, 1)
        assert load_table(ANSWERS, postgres_url, warehouse_url) == 0
        slow.commit()
    answer(training, 3, 1)
    assert load_table(ANSWERS, postgres_url, warehouse_url) == 3
    assert loaded(warehouse_url) == answered(training)


def test_what_was_rolled_back_is_not_loaded(
    training: Connection, postgres_url: str, warehouse_url: str
) -> None:
    with psycopg.connect(postgres_url) as regretful:
        answer(regretful, 1, 1)
        regretful.rollback()
        answer(regretful, 2, 1)
        with pytest.raises(psycopg.errors.UniqueViolation), regretful.transaction():
            answer(regretful, 2, 1)
        with regretful.transaction():
            answer(regretful, 3, 1)
    assert load_table(ANSWERS, postgres_url, warehouse_url) == 2
    assert loaded(warehouse_url) == answered(training)


def test_loading_again_adds_nothing(training: Connection, postgres_url: str, warehouse_url: str) -> None:
    answer(training, 1, 1)
    assert [load_table(ANSWERS, postgres_url, warehouse_url) for _ in range(3)] == [1, 0, 0]
    assert loaded(warehouse_url) == answered(training)


def test_a_backlog_is_loaded_in_windows_of_bounded_size(
    training: Connection, postgres_url: str, warehouse_url: str
) -> None:
    for student in range(1, 8):
        answer(training, student, 1)
    add_answers(training, [Answer(8, question) for question in range(1, 11)])
    answer(training, 9, 1)
    windows: list[LoadedWindow] = []
    assert load_table(ANSWERS, postgres_url, warehouse_url, batch_rows=3, on_window=windows.append) == 18
    assert [window.rows for window in windows] == [3, 3, 1, 10, 1]
    assert loaded(warehouse_url) == answered(training)


def test_values_arrive_as_they_were(training: Connection, postgres_url: str, warehouse_url: str) -> None:
    response = '"tab\\t, line\\n, slash \\\\ and \\"quotes\\" — да"'
    add_answers(training, [Answer(1, 1, correct=False, seconds=0.1, origin="imported", response=response)])
    load_table(ANSWERS, postgres_url, warehouse_url)
    with warehouse(warehouse_url) as store:
        [row] = store.rows(
            "select student_id, correct, attempt, origin, seconds, response, toString(answered_at) "
            "from raw.answers"
        )
    expected = (1, False, 1, "imported", 0.1, response, "2026-03-01 12:00:00.123")
    assert tuple(row) == expected


def test_two_loaders_wait_for_each_other(training: Connection, postgres_url: str, warehouse_url: str) -> None:
    add_answers(
        training, [Answer(student, question) for student in range(1, 21) for question in range(1, 21)]
    )
    with ThreadPoolExecutor(4) as pool:
        runs = [pool.submit(load_table, ANSWERS, postgres_url, warehouse_url) for _ in range(4)]
    assert sorted(run.result() for run in runs) == [0, 0, 0, 400]
    assert loaded(warehouse_url) == answered(training)


def test_answers_of_another_cluster_are_refused_until_a_rebase(
    training: Connection, postgres_url: str, warehouse_url: str
) -> None:
    answer(training, 1, 1)
    with warehouse(warehouse_url) as store:
        store.execute(
            "insert into raw.loaded_windows values ('answers', 'another/1', 0, 10, 0, now(), {}, {})"
        )
    with pytest.raises(LoadRefused, match="apo refresh --rebase"):
        load_table(ANSWERS, postgres_url, warehouse_url)
    forget_tables(postgres_url, warehouse_url)
    assert load_table(ANSWERS, postgres_url, warehouse_url) == 1


def test_restored_rows_from_the_future_are_refused_until_a_rebase(
    training: Connection, postgres_url: str, warehouse_url: str
) -> None:
    answer(training, 1, 1)
    training.execute("update answers set tx = tx + 1000000")
    answer(training, 2, 1)
    with pytest.raises(LoadRefused, match="apo refresh --rebase"):
        load_table(ANSWERS, postgres_url, warehouse_url)
    forget_tables(postgres_url, warehouse_url)
    assert load_table(ANSWERS, postgres_url, warehouse_url) == 2


def test_a_warehouse_that_lost_rows_is_noticed(
    training: Connection, postgres_url: str, warehouse_url: str
) -> None:
    answer(training, 1, 1)
    load_table(ANSWERS, postgres_url, warehouse_url)
    with warehouse(warehouse_url) as store:
        store.execute("truncate table raw.answers")
    with pytest.raises(LoadRefused, match="holds 0 answers where 1 were loaded"):
        load_table(ANSWERS, postgres_url, warehouse_url)


def test_many_writers_lose_and_double_nothing(
    training: Connection, postgres_url: str, warehouse_url: str
) -> None:
    deadline = time.monotonic() + 3
    writers = [
        threading.Thread(target=write_until, args=(postgres_url, student, deadline))
        for student in range(1, 7)
    ]
    for writer in writers:
        writer.start()
    total = 0
    while any(writer.is_alive() for writer in writers):
        total += load_table(ANSWERS, postgres_url, warehouse_url, batch_rows=500)
    total += load_table(ANSWERS, postgres_url, warehouse_url)
    assert loaded(warehouse_url) == answered(training)
    assert total == len(answered(training)) > 100


def write_until(postgres_url: str, student: int, deadline: float) -> None:
    """Commits late, rolls back now and then, and mixes sizes."""
    chance = random.Random(student)
    attempt = 0
    with psycopg.connect(postgres_url) as connection:
        while time.monotonic() < deadline:
            attempt += 1
            size = chance.choice([1, 1, 5, 20])
            add_answers(connection, [Answer(student, 1 + item, attempt=attempt) for item in range(size)])
            time.sleep(chance.random() * 0.03)
            if chance.random() < 0.1:
                connection.rollback()
            else:
                connection.commit()
