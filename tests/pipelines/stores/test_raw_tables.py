"""Serves, sessions, erased students and the small tables, as the warehouse comes to know them."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

import psycopg
import pytest
from psycopg import Connection

from pipelines.stores.clickhouse import warehouse
from pipelines.stores.erasures import rekey_erased
from pipelines.stores.restored_days import restore_day
from pipelines.stores.snapshot_tables import BROADCASTS, QUESTIONS, REPORTS, SNAPSHOTS, STUDENTS
from pipelines.stores.snapshots import reload
from pipelines.stores.training_tables import (
    ANSWERS,
    SERVES,
    SESSIONS,
    TRAINING_TABLES,
    load_table,
    seconds_behind,
)
from tests.support.training_rows import Answer, add_answers, add_questions, add_students, erase

TOUCHED = "select sum(length(day_rows)) from raw.loaded_windows where source = 'answers' and lo = hi"


@pytest.fixture
def training(postgres_url: str) -> Iterator[Connection]:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        add_questions(connection, 3)
        add_students(connection, 5)
        add_answers(connection, [Answer(student, 1) for student in range(1, 6)])
        yield connection


def load_everything(postgres_url: str, warehouse_url: str) -> list[int]:
    return [load_table(table, postgres_url, warehouse_url) for table in TRAINING_TABLES]


def rows(warehouse_url: str, query: str) -> list[tuple[object, ...]]:
    with warehouse(warehouse_url) as store:
        return [tuple(row) for row in store.rows(query)]


def test_serves_and_sessions_are_loaded_once_and_a_finished_session_again(
    training: Connection, postgres_url: str, warehouse_url: str
) -> None:
    training.execute("update sessions set finished_at = null where student_id = 1")
    assert load_everything(postgres_url, warehouse_url) == [5, 5, 5]
    assert load_everything(postgres_url, warehouse_url) == [0, 0, 0]
    training.execute("update sessions set finished_at = now() where student_id = 1")
    training.execute("update serves set answered = answered")
    assert load_everything(postgres_url, warehouse_url) == [0, 0, 1]
    finished = "select isNotNull(finished_at) from raw.sessions where student_id = 1 order by tx"
    assert rows(warehouse_url, finished) == [(False,), (True,)]


def test_the_days_of_a_window_are_those_of_moscow_as_postgresql_counts_them(
    training: Connection, postgres_url: str, warehouse_url: str
) -> None:
    late = datetime(2026, 2, 28, 20, 59, 59, 999999, UTC), datetime(2026, 2, 28, 21, 0, tzinfo=UTC)
    for student, moment in enumerate(late, start=1):
        training.execute("update answers set answered_at = %s where student_id = %s", (moment, student))
    load_table(ANSWERS, postgres_url, warehouse_url)
    [(counted, checksums)] = rows(warehouse_url, "select day_rows, day_checksums from raw.loaded_windows")
    ids: dict[int, int] = dict(training.execute("select student_id, id from answers"))
    others = sum(ids[student] for student in range(2, 6))
    assert isinstance(counted, dict)
    assert isinstance(checksums, dict)
    assert {str(day): count for day, count in counted.items()} == {"2026-02-28": 1, "2026-03-01": 4}
    assert {str(day): sum_ for day, sum_ in checksums.items()} == {"2026-02-28": ids[1], "2026-03-01": others}
    found = (
        "select toString(toDate(answered_at, 'Europe/Moscow')) as day, count() from raw.answers group by day"
    )
    assert set(rows(warehouse_url, found)) == {("2026-02-28", 1), ("2026-03-01", 4)}


def test_an_erased_student_is_the_tombstone_in_every_copy_after_the_next_load(
    training: Connection, postgres_url: str, warehouse_url: str
) -> None:
    load_everything(postgres_url, warehouse_url)
    tombstone = erase(training, 3)
    load_everything(postgres_url, warehouse_url)
    assert rekey_erased(postgres_url, warehouse_url) == 1
    for table in TRAINING_TABLES:
        found = {row[0] for row in rows(warehouse_url, f"select student_id from {table.raw}")}
        assert found == {1, 2, 4, 5, tombstone}, table.name
    assert rows(warehouse_url, TOUCHED) == [(1,)]
    assert rekey_erased(postgres_url, warehouse_url) == 0
    assert load_everything(postgres_url, warehouse_url) == [0, 0, 0]


def test_an_erasure_that_was_cut_off_is_done_again(
    training: Connection, postgres_url: str, warehouse_url: str
) -> None:
    load_everything(postgres_url, warehouse_url)
    erase(training, 3)
    rekey_erased(postgres_url, warehouse_url)
    with warehouse(warehouse_url) as store:
        store.execute("truncate table raw.erasures")
    assert rekey_erased(postgres_url, warehouse_url) == 1
    assert rows(warehouse_url, TOUCHED) == [(1,)]


def test_a_question_that_moves_to_another_theme_touches_the_days_of_its_answers(
    training: Connection, postgres_url: str, warehouse_url: str
) -> None:
    load_everything(postgres_url, warehouse_url)
    reload(QUESTIONS, postgres_url, warehouse_url)
    training.execute("insert into themes (subject, title) values ('economics', 'деньги')")
    training.execute("update questions set theme = 'деньги' where id = 2")
    reload(QUESTIONS, postgres_url, warehouse_url)
    assert rows(warehouse_url, TOUCHED) == [(0,)]
    training.execute("update questions set theme = 'деньги' where id = 1")
    reload(QUESTIONS, postgres_url, warehouse_url)
    assert rows(warehouse_url, TOUCHED) == [(1,)]


def test_a_small_table_is_copied_when_any_row_of_it_has_changed(
    training: Connection, postgres_url: str, warehouse_url: str
) -> None:
    taken = "select count() from raw.snapshots where name = 'students'"
    changes: Sequence[str] = (
        "select 1",
        "update students set grade = '10' where id = 2",
        "insert into students (surname, name, origin, consented_at) values ('А', 'Б', 'real', now())",
        "delete from students where id = 6",
    )
    copies, grades = [], []
    for change in changes:
        training.execute(change)
        for _ in range(2):
            reload(STUDENTS, postgres_url, warehouse_url)
        copies.append(rows(warehouse_url, taken)[0][0])
        grades.append(
            [row[0] for row in rows(warehouse_url, "select grade from raw.students order by student_id")]
        )
    assert copies == [1, 2, 3, 4]
    assert grades == [["9"] * 5, ["9", "10", *"999"], ["9", "10", *"999", ""], ["9", "10", *"999"]]


def test_nothing_that_tells_who_a_student_is_reaches_the_warehouse(
    training: Connection, postgres_url: str, warehouse_url: str
) -> None:
    training.execute(
        "update students set surname = 'Тайнов', name = 'Секрет', email = 'secret@school.ru', "
        "telegram_id = 777777 where id = 1"
    )
    training.execute(
        "insert into reports (student_id, question_id, version, reason, text, reported_at) "
        "values (1, 1, 1, 'key', 'я Тайнов', now())"
    )
    load_everything(postgres_url, warehouse_url)
    for snapshot in SNAPSHOTS:
        reload(snapshot, postgres_url, warehouse_url)
    dumped = [rows(warehouse_url, f"select * from {table.raw}") for table in (*TRAINING_TABLES, *SNAPSHOTS)]
    assert all(secret not in str(dumped) for secret in ("Тайнов", "Секрет", "secret@", "777777"))
    assert rows(warehouse_url, "select has_email, has_telegram from raw.students where student_id = 1") == [
        (True, True)
    ]


def test_findings_of_submissions_are_counted_by_file_code_and_level(
    training: Connection, postgres_url: str, warehouse_url: str
) -> None:
    rejected, warned = '{"code": "K1", "level": "E"}', '{"code": "K2", "level": "W"}'
    report = (
        f'[{{"file": "a\'b \\"c\\".csv", "findings": [{rejected}, {rejected}]}}, '
        f'{{"file": "d.csv", "findings": [{warned}]}}, {{"file": "e.csv", "findings": []}}]'
    )
    training.execute("update submissions set report = %s, files = array['a''b \"c\".csv', 'd.csv']", [report])
    for snapshot in SNAPSHOTS:
        reload(snapshot, postgres_url, warehouse_url)
    found = "select file, code, level, findings from raw.submission_findings order by code"
    assert rows(warehouse_url, found) == [('a\'b "c".csv', "K1", "E", 2), ("d.csv", "K2", "W", 1)]
    files = "select JSONExtract(files, 'Array(String)') from raw.submissions"
    assert rows(warehouse_url, files) == [(['a\'b "c".csv', "d.csv"],)]


def test_reports_are_copied_with_their_decisions(
    training: Connection, postgres_url: str, warehouse_url: str
) -> None:
    training.execute(
        "insert into reports (student_id, question_id, version, reason, reported_at, decision, decided_at) "
        "values (1, 1, 1, 'key', now(), null, null), (2, 1, 1, 'typo', now(), 'accepted', now())"
    )
    assert reload(REPORTS, postgres_url, warehouse_url) == 2
    found = "select reason, decision, isNull(decided_at) from raw.reports order by report_id"
    assert rows(warehouse_url, found) == [("key", "", True), ("typo", "accepted", False)]


def test_messages_of_a_broadcast_are_counted_by_channel_and_those_of_previews_are_not(
    training: Connection, postgres_url: str, warehouse_url: str
) -> None:
    written = (
        "insert into broadcasts (content, channels, audience, guarantee, state, preview_of, created_at) "
        "values (%s, array['telegram'], '{}', 'at_most_once', 'done', %s, now()) returning id"
    )
    [(sent,)] = training.execute(written, ['{"title": "Набор"}', None])
    [(preview,)] = training.execute(written, ['{"title": "Набор"}', sent])
    states = ["sent", "sent", "blocked", "unknown", "pending"]
    settle = (
        "insert into deliveries (broadcast_id, channel, student_id, state, not_before) "
        "values (%s, %s, %s, %s, now())"
    )
    for student, state in enumerate(states, start=1):
        training.execute(settle, (sent, "telegram", student, state))
    training.execute(settle, (sent, "email", 1, "cancelled"))
    training.execute(settle, (preview, "telegram", 1, "sent"))
    assert reload(BROADCASTS, postgres_url, warehouse_url) == 2
    found = "select channel, title, recipients, sent, failed, waiting from raw.broadcasts order by channel"
    assert rows(warehouse_url, found) == [("email", "Набор", 1, 0, 0, 0), ("telegram", "Набор", 5, 2, 2, 1)]


def test_the_lag_is_the_age_of_the_oldest_row_that_waits(
    training: Connection, postgres_url: str, warehouse_url: str
) -> None:
    load_table(ANSWERS, postgres_url, warehouse_url)
    assert seconds_behind(ANSWERS, postgres_url, warehouse_url) == 0
    add_answers(training, [Answer(1, 2)])
    training.execute("update answers set answered_at = now() - interval '90 s' where question_id = 2")
    assert 90 <= seconds_behind(ANSWERS, postgres_url, warehouse_url) < 120
    assert seconds_behind(SERVES, postgres_url, warehouse_url) >= 0
    assert load_table(SESSIONS, postgres_url, warehouse_url) == 5


def test_a_day_that_lost_and_doubled_rows_is_copied_again(
    training: Connection, postgres_url: str, warehouse_url: str
) -> None:
    training.execute("update answers set answered_at = '2026-03-02 12:00Z' where student_id > 3")
    load_everything(postgres_url, warehouse_url)
    kept = rows(warehouse_url, "select * from raw.answers order by answer_id")
    with warehouse(warehouse_url) as store:
        store.execute("insert into raw.answers select * from raw.answers where student_id = 1")
        store.execute("alter table raw.answers delete where student_id = 2")
        store.execute("alter table raw.answers update correct = not correct where student_id = 3")
    restore_day(postgres_url, warehouse_url, date(2026, 3, 1))
    assert rows(warehouse_url, "select * from raw.answers order by answer_id") == kept
    assert rows(warehouse_url, TOUCHED) == [(1,)]
    assert load_everything(postgres_url, warehouse_url) == [0, 0, 0]
