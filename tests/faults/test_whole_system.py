"""Whatever dies, stops or fills up: no acknowledged answer is lost or doubled, and all recovers by itself."""

import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import psutil
import psycopg
import pytest

from pipelines.stores.clickhouse import warehouse
from tests.faults.learners import Learner, learning
from tests.faults.whole_system import PARTS, System, whole_system
from tests.support.small_disks import filled, mounted

RECOVERS_WITHIN = 120.0  # seconds; 30 on a machine that does nothing else
COMES_THROUGH_WITHIN = 300.0
"""A refresher that was killed imports dbt and builds everything first."""
FELT_FOR = 1.0
SPACE = "700m"

QUESTIONS = """
select question_id, count(*), count(*) filter (where attempt = 1),
    count(*) filter (where attempt = 1 and correct)
from answers group by question_id order by question_id
"""
QUESTIONS_OF_MART = """
select question_id, attempts, first_attempts, correct from marts.question_stats
where attempts > 0 order by question_id
"""


@pytest.fixture(scope="module")
def small_disk() -> Iterator[Path | None]:
    with mounted(SPACE) as disk:
        yield disk


@pytest.fixture(scope="module")
def system(small_disk: Path | None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    home = (small_disk or tmp_path_factory.mktemp("faults")) / "home"
    home.mkdir(mode=0o755)
    with whole_system(home) as started:
        yield started


def test_parts_killed_at_random_moments_come_back_and_no_answer_is_lost_or_doubled(system: System) -> None:
    random = Random(20)
    victims = [*PARTS, "postgres", "api"]
    random.shuffle(victims)
    with learning(system.api, ("anna", "boris", "vera")) as learners:
        for name in victims:
            time.sleep(random.uniform(0.3, 1.5))
            system.part(name).kill()
        system.recovers_within(RECOVERS_WITHIN)
        time.sleep(1)
    assert_kept(system, learners)


def test_stores_that_hang_are_waited_for(system: System) -> None:
    with learning(system.api, ("galya", "dima")) as learners:
        for name in ("clickhouse", "postgres"):
            time.sleep(0.5)
            stopped = [system.part(name), *system.part(name).children(recursive=True)]
            for process in stopped:
                with suppress(psutil.NoSuchProcess):
                    process.send_signal(signal.SIGSTOP)
            time.sleep(3)
            for process in stopped:
                with suppress(psutil.NoSuchProcess):  # one that was at its end when its parent stopped
                    process.send_signal(signal.SIGCONT)
        system.recovers_within(RECOVERS_WITHIN)
        time.sleep(1)
    assert_kept(system, learners)


def test_a_full_disk_refuses_answers_and_keeps_those_it_took(system: System, small_disk: Path | None) -> None:
    if small_disk is None:
        pytest.skip("this account may not mount a small file system to fill")
    with learning(system.api, ("egor", "zhanna")) as learners:
        time.sleep(0.5)
        with filled(small_disk):
            with pytest.raises(psycopg.OperationalError):  # students alone may find room in what is allocated
                overflow(system)
            time.sleep(3)
        system.recovers_within(RECOVERS_WITHIN)
        time.sleep(1)
    assert_kept(system, learners, felt_for=0)


def overflow(system: System) -> None:
    with psycopg.connect(system.endpoints.postgres_url, autocommit=True) as connection:
        connection.execute(
            "create table overflow as select repeat('x', 1000) from generate_series(1, 100000)"
        )


def assert_kept(system: System, learners: list[Learner], felt_for: float = FELT_FOR) -> None:
    """Every acknowledged answer stands once, as it was acknowledged, and comes through to the marts."""
    assert max(learner.longest for learner in learners) > felt_for
    assert [line for learner in learners for line in learner.unexpected] == []
    said = {serve: right for learner in learners for serve, right in learner.acknowledged.items()}
    assert len(said) >= len(learners)
    with psycopg.connect(system.endpoints.postgres_url) as connection:
        rows = connection.execute("select serve_id::text, correct from answers").fetchall()
        questions = connection.execute(QUESTIONS).fetchall()
    kept: dict[str, bool] = dict(rows)
    assert len(kept) == len(rows)
    assert {serve: kept.get(serve) for serve in said} == said
    system.brings_through(len(kept), COMES_THROUGH_WITHIN)
    with warehouse(system.endpoints.clickhouse_url) as store:
        assert [tuple(row) for row in store.rows(QUESTIONS_OF_MART)] == questions
