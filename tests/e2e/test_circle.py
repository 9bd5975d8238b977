"""The whole circle, by the operator's commands: bank → students → answers → marts → difficulty."""

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from time import sleep

import psycopg
import pytest

from pipelines.stores.answer_counts import count_answers
from pipelines.stores.clickhouse import warehouse

BANK = Path(__file__).parents[2] / "pipelines" / "banks" / "samples" / "economics.xlsx"
QUESTIONS = 20
STUDENTS = 12


@dataclass(frozen=True, slots=True)
class Operator:
    environment: dict[str, str]

    def begin(self, *arguments: object) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "pipelines.cli.app", *map(str, arguments)],
            env={**os.environ, **self.environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *arguments: object) -> str:
        process = self.begin(*arguments)
        output, _ = process.communicate()
        assert process.returncode == 0, output
        return output


@pytest.fixture
def operator(postgres_url: str, warehouse_url: str, tmp_path: Path) -> Operator:
    return Operator(
        {"APO_POSTGRES_URL": postgres_url, "APO_CLICKHOUSE_URL": warehouse_url, "APO_HOME": str(tmp_path)}
    )


def moved(warehouse_url: str) -> int:
    with warehouse(warehouse_url) as store:
        [(answers,)] = store.rows("select count() from raw.answers")
    return int(str(answers))


def test_answers_come_back_as_difficulty_and_none_is_lost_or_doubled(
    operator: Operator, postgres_url: str, warehouse_url: str
) -> None:
    answers = STUDENTS * QUESTIONS
    operator.run("banks", "load", BANK)
    operator.run("simulate", "--students", STUDENTS, "--answers", answers, "--seed", 1)

    killed = operator.begin("refresh")
    while not moved(warehouse_url):
        sleep(0.05)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    first, second = operator.run("refresh"), operator.run("refresh")

    assert "counts agree" in first
    assert second.splitlines()[-1].startswith("0 new answers moved")
    counts = count_answers(postgres_url, warehouse_url)
    assert (counts.postgres, counts.raw, counts.marts) == (answers, answers, answers)
    with psycopg.connect(postgres_url) as connection:
        published = connection.execute("select first_attempts, level, as_of from question_stats").fetchall()
    assert len(published) == QUESTIONS
    assert all(n == STUDENTS and level in range(1, 6) and as_of is not None for n, level, as_of in published)
