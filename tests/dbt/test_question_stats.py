"""marts.question_stats against an independent computation, on real engines."""

import random

import psycopg
import pytest

from pipelines.stores.clickhouse import warehouse
from tests.support.reference_statistics import reference
from tests.support.training_rows import Answer, add_answers, add_questions, add_students
from tests.support.warehouse_builds import WarehouseBuild

COLUMNS = """question_id, attempts, first_attempts, correct, facility, facility_low, facility_high,
facility_shrunk, discrimination, level, median_seconds, simulated"""


def stats(warehouse_url: str) -> dict[int, dict[str, object]]:
    names = [name.strip() for name in COLUMNS.split(",")]
    with warehouse(warehouse_url) as store:
        rows = [
            dict(zip(names, row, strict=True))
            for row in store.rows(f"select {COLUMNS} from marts.question_stats")
        ]
    return {int(str(row["question_id"])): row for row in rows}


def test_numbers_equal_an_independent_computation(
    postgres_url: str, warehouse_url: str, build: WarehouseBuild
) -> None:
    chance = random.Random(7)
    answers = [
        Answer(student, question, chance.random() < 0.15 + 0.012 * question + 0.002 * student)
        for student in range(1, 121)
        for question in chance.sample(range(1, 61), 35)
    ]
    with psycopg.connect(postgres_url) as connection:
        add_questions(connection, 60)
        add_students(connection, 120)
        add_answers(connection, answers)
    build("question_stats")
    expected = reference(answers)
    for question, row in stats(warehouse_url).items():
        facts = expected[question]
        assert row["first_attempts"] == facts.n
        assert row["facility"] == pytest.approx(facts.facility, abs=1e-12)
        assert row["facility_low"] == pytest.approx(facts.low, abs=1e-9)
        assert row["facility_high"] == pytest.approx(facts.high, abs=1e-9)
        assert row["facility_shrunk"] == pytest.approx(facts.shrunk, abs=1e-9)
        discrimination = pytest.approx(facts.discrimination, abs=1e-9) if facts.n >= 50 else None
        assert row["discrimination"] == discrimination
        assert row["level"] == 1 + sum(facts.shrunk < cut for cut in (0.785, 0.606, 0.394, 0.215))
    assert len(expected) == 60


def test_few_answers_repeated_answers_and_questions_without_any(
    postgres_url: str, warehouse_url: str, build: WarehouseBuild
) -> None:
    with psycopg.connect(postgres_url) as connection:
        add_questions(connection, 3, kind="open", options=0)
        add_students(connection, 10)
        first = [Answer(student, 1, correct=student > 7, seconds=1000.0) for student in range(1, 11)]
        again = [Answer(student, 1, attempt=2) for student in range(1, 6)]
        few = [Answer(student, 2) for student in range(1, 10)]
        add_answers(connection, [*first, *again, *few])
    build("question_stats", data_tests=False)
    of = stats(warehouse_url)
    counts = {item: (row["attempts"], row["first_attempts"], row["correct"]) for item, row in of.items()}
    assert counts == {1: (15, 10, 3), 2: (9, 9, 9), 3: (0, 0, 0)}
    assert (of[1]["facility"], of[1]["median_seconds"]) == (0.3, 600)
    for unknown in (of[2], of[3]):
        assert {unknown[name] for name in ("facility", "facility_low", "level", "median_seconds")} == {None}


def test_simulated_answers_count_alone_only_and_intervals_end_at_zero_and_one(
    postgres_url: str, warehouse_url: str, build: WarehouseBuild
) -> None:
    with psycopg.connect(postgres_url) as connection:
        add_questions(connection, 2)
        add_students(connection, 20, origin="simulated")
        add_answers(connection, [Answer(student, 1, origin="simulated") for student in range(1, 21)])
        wrong = [Answer(student, 2, correct=False, origin="simulated") for student in range(1, 21)]
        add_answers(connection, wrong)
    build("question_stats", data_tests=False)
    ends = [(row["facility_low"], row["facility_high"]) for row in stats(warehouse_url).values()]
    assert ends == [(pytest.approx(0.8388747), 1), (0, pytest.approx(0.1611253))]
    assert {row["simulated"] for row in stats(warehouse_url).values()} == {True}
    with psycopg.connect(postgres_url) as connection:
        add_answers(connection, [Answer(3, 1, attempt=2, origin="imported")])
    build("question_stats", data_tests=False)
    counts = [(row["attempts"], row["simulated"]) for row in stats(warehouse_url).values()]
    assert counts == [(1, False), (0, False)]
