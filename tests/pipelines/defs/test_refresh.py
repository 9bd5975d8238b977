"""The whole way round on real engines: answers, raw tables, models, published statistics."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import dagster as dg
import psycopg
import pytest
from psycopg import Connection

from pipelines.defs.marts.assets import OFTEN
from pipelines.defs.question_stats.job import nightly_calibration
from pipelines.defs.question_stats.job import refresh as job
from pipelines.defs.question_stats.sensor import ALIVE, WAITING, new_answers_or_questions, say_alive
from pipelines.defs.resources import Stores
from pipelines.refresh import RefreshResult, refresh
from pipelines.stores import frequent_builds
from pipelines.stores.clickhouse import WarehouseError, warehouse
from pipelines.stores.windows import LoadRefused
from tests.support.training_rows import Answer, add_answers, add_questions, add_students

Refresh = Callable[..., RefreshResult]
NOTHING_NEW = dg.SkipReason("nothing is new")


@pytest.fixture
def training(postgres_url: str) -> Iterator[Connection]:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        add_questions(connection, 3)
        add_students(connection, 20)
        yield connection


@pytest.fixture
def refreshed(postgres_url: str, warehouse_url: str, tmp_path_factory: pytest.TempPathFactory) -> Refresh:
    home = tmp_path_factory.getbasetemp()

    def run(
        *, rebase: bool = False, job: str = "calibrate", progress: Callable[[str], None] = lambda _: None
    ) -> RefreshResult:
        urls = postgres_url, warehouse_url
        return refresh(*urls, home, rebase=rebase, job=job, progress=progress)

    return run


def published(training: Connection) -> dict[int, tuple[object, ...]]:
    rows = training.execute(
        "select question_id, attempts, first_attempts, correct, level from question_stats"
    )
    return {row[0]: row[1:] for row in rows}


def test_answers_become_published_statistics(training: Connection, refreshed: Refresh) -> None:
    add_answers(training, [Answer(student, 1, correct=student <= 10) for student in range(1, 21)])
    add_answers(training, [Answer(student, 2) for student in range(1, 6)])
    training.execute("listen question_bank")
    told: list[str] = []
    result = refreshed(progress=told.append)
    assert (result.answers, result.questions, result.published, result.changed) == (25, 3, 2, 2)
    assert result.answers_agree
    assert published(training) == {1: (20, 20, 10, 3), 2: (5, 5, 5, None)}
    assert [notice.channel for notice in training.notifies(timeout=1, stop_after=1)] == ["question_bank"]
    assert "25 answers moved to ClickHouse" in told
    [(late,)] = training.execute("select count(*) from question_stats where as_of > now()")
    assert late == 0


def test_a_second_refresh_changes_nothing(training: Connection, refreshed: Refresh) -> None:
    add_answers(training, [Answer(student, 1) for student in range(1, 21)])
    refreshed(job="publish")
    before = training.execute("select * from question_stats").fetchall()
    result = refreshed(job="publish")
    assert (result.answers, result.published, result.changed) == (0, 1, 0)
    assert training.execute("select * from question_stats").fetchall() == before


def test_statistics_that_the_mart_no_longer_has_vanish(training: Connection, refreshed: Refresh) -> None:
    add_answers(training, [Answer(student, 1) for student in range(1, 4)])
    training.execute(
        "insert into question_stats (question_id, version, attempts, first_attempts, correct, as_of) "
        "values (3, 1, 9, 9, 9, now())"
    )
    refreshed(job="publish")
    assert published(training) == {1: (3, 3, 3, None)}


def test_a_frequent_refresh_leaves_dear_models_to_the_night_and_what_has_nothing_new(
    training: Connection, refreshed: Refresh, warehouse_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_answers(training, [Answer(student, 1, seconds=10.0) for student in range(1, 11)])
    refreshed(job="publish")
    monkeypatch.setattr(frequent_builds, "LEAVE_ABOVE", 10)
    add_answers(training, [Answer(student, 1, seconds=30.0) for student in range(11, 21)])
    found = "select first_attempts, median_seconds from marts.question_stats where question_id = 1"
    made = """
        select name, uuid from system.tables
        where name in ('stg_answers', 'int_items') and database in ('staging', 'intermediate') order by name
    """
    with warehouse(warehouse_url) as store:
        before = store.rows(made)
        refreshed(job="publish")
        assert [tuple(row) for row in store.rows(found)] == [(20, 10)]
        assert store.rows(made) == before
        store.execute("drop view staging.stg_answers")
        refreshed(job="publish")
        monkeypatch.undo()
        add_answers(training, [Answer(1, 2)])
        refreshed(job="publish")
        assert [tuple(row) for row in store.rows(found)] == [(20, 20)]
    assert OFTEN not in (nightly_calibration.job.tags or {})


def test_a_foreign_warehouse_is_refused_by_its_class_and_rebased(
    training: Connection, refreshed: Refresh, warehouse_url: str
) -> None:
    add_answers(training, [Answer(1, 1)])
    with warehouse(warehouse_url) as store:
        store.execute(
            "insert into raw.loaded_windows values ('answers', 'another/1', 0, 10, 0, now(), {}, {})"
        )
    with pytest.raises(LoadRefused, match="apo refresh --rebase"):
        refreshed()
    result = refreshed(rebase=True, job="publish")
    assert (result.answers, published(training)) == (1, {1: (1, 1, 1, None)})


def test_a_warehouse_that_is_away_is_named(postgres_url: str, tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="ClickHouse at localhost:1 does not answer"):
        refresh(postgres_url, "http://apo:secret@localhost:1", tmp_path)


def test_a_publication_tells_how_old_its_new_answers_were(
    training: Connection, refreshed: Refresh, warehouse_url: str
) -> None:
    add_answers(training, [Answer(student, 1) for student in range(1, 21)])
    add_answers(training, [Answer(1, 2, origin="imported")])
    begun = time.monotonic()
    training.execute("update answers set answered_at = now() - interval '100 seconds'")
    refreshed(job="publish")
    oldest = 100 + time.monotonic() - begun
    refreshed(job="publish")
    with warehouse(warehouse_url) as store:
        [(answers, *ages)] = store.rows(
            "select answers, seconds_median, seconds_longest from raw.publications"
        )
    assert answers == 20
    assert all(100 <= float(str(age)) <= oldest for age in ages)


def test_the_sensor_runs_what_the_resident_refresher_has_not_run_within_a_tick(
    training: Connection, postgres_url: str, warehouse_url: str
) -> None:
    stores = Stores(postgres_url=postgres_url, clickhouse_url=warehouse_url)
    add_answers(training, [Answer(1, 1)])
    with dg.DagsterInstance.ephemeral() as instance:

        def tick(cursor: str | None) -> dg.SensorResult:
            context = dg.build_sensor_context(instance, cursor=cursor, resources={"stores": stores})
            found = new_answers_or_questions(context)
            assert isinstance(found, dg.SensorResult)
            return found

        say_alive(instance)
        assert tick(WAITING).skip_reason == dg.SkipReason("the resident refresher is at work")
        instance.daemon_cursor_storage.set_cursor_values({ALIVE: "0"})
        first = tick(None)
        second = tick(first.cursor)
        assert (first.run_requests, len(second.run_requests or [])) == ([], 1)
        [request] = second.run_requests or []
        refreshing().execute_in_process(instance=instance, tags=request.tags)
        assert [tick(cursor).skip_reason for cursor in (None, WAITING)] == [NOTHING_NEW, NOTHING_NEW]


def refreshing() -> dg.JobDefinition:
    """A job that does nothing, by the name of the one that refreshes."""

    @dg.op
    def nothing() -> None:
        pass

    @dg.job(name=job.name)
    def refresh_nothing() -> None:
        nothing()

    return refresh_nothing
