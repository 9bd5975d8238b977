"""Calibration on real engines, from answers in PostgreSQL to the difficulty that training reads."""

from collections.abc import Callable, Iterator, Sequence

import dagster as dg
import numpy as np
import psycopg
import pytest
from psycopg import Connection
from scipy.stats import spearmanr

from pipelines.calibration.calibrate import Options, calibrate
from pipelines.calibration.maximisation import Model
from pipelines.defs.answers.assets import snapshots, training
from pipelines.defs.in_process import run_here
from pipelines.defs.marts.assets import dbt_models
from pipelines.defs.question_stats.assets import question_stats
from pipelines.defs.question_stats.calibration import calibrations
from pipelines.defs.resources import Stores
from pipelines.stores.clickhouse import warehouse
from tests.support.simulated_answers import Truth, simulate
from tests.support.training_rows import Answer, add_answers, add_questions, add_students

Refresh = Callable[[], int]
"""Questions with new numbers."""
QUESTIONS, STUDENTS, EACH = 24, 900, 16
LEFT_BY_AN_INTERRUPTED_RUN = """
insert into raw.calibrations (run_id, subject, model, question_id, version, first_answers, difficulty, slope)
values ('killed', 'economics', 'rasch', 1, 1, 900, 99, 1)
"""


calibrate_alone = dg.define_asset_job(
    "calibrate_alone",
    selection=(
        dg.AssetSelection.assets(training, snapshots, calibrations, question_stats)
        | dg.AssetSelection.assets(question_stats).upstream() & dg.AssetSelection.assets(dbt_models)
    ).without_checks(),
    executor_def=dg.in_process_executor,
)
"""The nightly job without the marts that calibration neither reads nor changes."""


@pytest.fixture
def bank(postgres_url: str) -> Iterator[Connection]:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        add_questions(connection, QUESTIONS)
        add_students(connection, 2 * STUDENTS)
        yield connection


@pytest.fixture
def refreshed(postgres_url: str, warehouse_url: str, tmp_path_factory: pytest.TempPathFactory) -> Refresh:
    stores = Stores(
        postgres_url=postgres_url, clickhouse_url=warehouse_url, home=str(tmp_path_factory.getbasetemp())
    )
    assets = [training, snapshots, dbt_models, calibrations, question_stats]
    defs = dg.Definitions(assets=assets, jobs=[calibrate_alone], resources={"stores": stores})
    job = defs.resolve_job_def(calibrate_alone.name)
    return lambda: run_here(job, lambda _: None, recorded=False).count(question_stats.key, "changed")


@pytest.fixture
def truth() -> Truth:
    return Truth(np.full(QUESTIONS, 1.2), np.linspace(-2, 2, QUESTIONS))


def given(truth: Truth, seed: int, first_student: int = 1, students: int = STUDENTS) -> list[Answer]:
    answers = simulate(np.random.default_rng(seed), truth, students, EACH)
    columns = answers.students.tolist(), answers.questions.tolist(), answers.right.tolist()
    return [
        Answer(first_student + student, 1 + question, correct=right)
        for student, question, right in zip(*columns, strict=True)
    ]


def rows(warehouse_url: str, query: str) -> Sequence[Sequence[object]]:
    with warehouse(warehouse_url) as store:
        return store.rows(query)


def test_difficulty_of_the_model_is_published(
    bank: Connection, refreshed: Refresh, warehouse_url: str, truth: Truth
) -> None:
    add_answers(bank, given(truth, seed=1))
    refreshed()
    alone = calibrate(simulate(np.random.default_rng(1), truth, STUDENTS, EACH), Options(Model.RASCH))
    published = bank.execute(
        "select difficulty, difficulty_se, level from question_stats order by question_id"
    ).fetchall()
    assert [row[0] for row in published] == pytest.approx(alone.difficulties.tolist(), abs=1e-4)
    assert [row[1] for row in published] == pytest.approx(alone.difficulty_errors.tolist(), abs=1e-4)
    assert [row[2] for row in published] == [
        1 + sum(row[0] > cut for cut in (-1.5, -0.5, 0.5, 1.5)) for row in published
    ]
    assert spearmanr([row[0] for row in published], truth.difficulties).statistic > 0.95
    [(slopes, errors, fits)] = rows(
        warehouse_url,
        "select avg(slope), countIf(slope_se > 0), countIf(abs(infit - 1) < 0.3 and outfit is not null) "
        "from marts.question_stats",
    )
    assert (slopes, errors, fits) == (pytest.approx(1.2, abs=0.15), QUESTIONS, QUESTIONS)


def test_a_second_calibration_keeps_the_scale_although_other_students_come(
    bank: Connection, refreshed: Refresh, warehouse_url: str, truth: Truth
) -> None:
    add_answers(bank, given(truth, seed=1))
    refreshed()
    with warehouse(warehouse_url) as store:
        store.execute(LEFT_BY_AN_INTERRUPTED_RUN)
    assert refreshed() == 0
    able = Truth(truth.slopes, truth.difficulties - 1.5)
    add_answers(bank, given(able, seed=2, first_student=STUDENTS + 1))
    refreshed()
    runs = rows(
        warehouse_url,
        "select model, anchors, ability_mean from raw.calibration_runs order by model, calibrated_at",
    )
    assert [row[:2] for row in runs] == [("2pl", 0), ("2pl", QUESTIONS), ("rasch", 0), ("rasch", QUESTIONS)]
    assert [round(float(str(row[2])), 1) for row in runs] == pytest.approx([0, 0.7, 0, 0.8], abs=0.2)
    found = bank.execute("select difficulty from question_stats order by question_id").fetchall()
    distances = np.array([row[0] for row in found]) - 1.2 * truth.difficulties
    assert abs(distances.mean()) < 0.15


def test_subjects_without_an_estimate_are_passed_over(bank: Connection, refreshed: Refresh) -> None:
    add_questions(bank, 2, subject="geography")
    add_students(bank, 40, subject="geography")
    add_answers(bank, [Answer(2 * STUDENTS + student, QUESTIONS + 1) for student in range(1, 41)])
    refreshed()
    known = bank.execute("select first_attempts, facility, difficulty, level from question_stats").fetchall()
    assert known == [(40, 1.0, None, 1)]
