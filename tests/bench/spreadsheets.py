"""`apo export` of many answers: seconds and memory of the command, start-up included."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from pipelines.local.services import Store, services
from serving.db.upgrade import upgrade_schema
from serving.settings import Settings
from tests.bench.figures import Figure
from tests.bench.measuring import APO, measure
from tests.support.training_rows import Answer, add_answers, add_questions, add_students

STUDENTS, QUESTIONS = 2000, 100
MIB = 1 << 20


def figures() -> Iterator[Figure]:
    with TemporaryDirectory(prefix="apo-bench-") as folder:
        home = Path(folder)
        settings = Settings(home=home / "home", _env_file=None)
        with services(settings, progress=lambda _: None, stores=[Store.POSTGRES]) as endpoints:
            upgrade_schema(endpoints.postgres_url)
            _fill(endpoints.postgres_url)
            measured = measure(
                [APO, "export", "answers", str(home / "answers.xlsx"), "--personal"],
                {"APO_POSTGRES_URL": endpoints.postgres_url, "APO_HOME": str(home)},
            )
    what = f"{STUDENTS * QUESTIONS:,} answers to .xlsx"
    yield Figure(f"{what}: time", measured.seconds, 60, "s")
    yield Figure(f"{what}: peak memory", measured.peak / MIB, 300, "MiB")


def _fill(postgres_url: str) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        questions = add_questions(connection, QUESTIONS)
        students = add_students(connection, STUDENTS)
        for question in questions:
            add_answers(connection, [Answer(student, question) for student in students])
        connection.execute("analyze")
