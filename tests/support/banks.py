"""A released bank, written as the pipelines write it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from psycopg import Connection
from psycopg.types.json import Jsonb

from serving.core.questions import Multiple, One, Open, Option, QuestionId, YesNo
from serving.core.training.sessions import AnyQuestion, Response

OPTIONS = tuple(Option(id=place, text=text) for place, text in enumerate(("Волга", "Обь", "Дон"), 1))

ONE = One(text="Самая длинная река Европы?", options=OPTIONS, key=1, explanation="3530 км")
MULTIPLE = Multiple(text="Реки Европы?", options=OPTIONS, key=(1, 3), explanation="Обь в Азии")
YES_NO = YesNo(text="Волга впадает в Каспий?", key=True, explanation="Впадает")
OPEN = Open(text="Куда впадает Волга?", key=("Каспийское море", "Каспий"), explanation="В Каспий")
EVERY_KIND: tuple[AnyQuestion, ...] = (ONE, MULTIPLE, YES_NO, OPEN)

RIGHT: dict[str, Response] = {"one": 1, "multiple": (3, 1), "yes_no": True, "open": "каспий"}
WRONG: dict[str, Response] = {"one": 2, "multiple": (1, 2, 3), "yes_no": False, "open": "Обь"}


@dataclass(frozen=True, slots=True)
class Bank:
    connection: Connection

    def add(
        self,
        question: AnyQuestion = ONE,
        *,
        subject: str = "geography",
        theme: str = "реки",
        sources: tuple[str, ...] = ("МЭ",),
        level: int | None = None,
        status: str = "live",
    ) -> QuestionId:
        run = self.connection.execute
        run("insert into subjects values (%s, %s) on conflict do nothing", (subject, subject.title()))
        run("insert into themes values (%s, %s) on conflict do nothing", (subject, theme))
        added = run(
            "insert into questions (identity, subject, kind, theme, current_version, status)"
            " values (gen_random_uuid(), %s, %s, %s, 1, %s) returning id",
            (subject, question.kind, theme, status),
        ).fetchone()
        assert added is not None
        for source in sources:
            run("insert into sources values (%s, %s) on conflict do nothing", (subject, source))
            run("insert into question_sources values (%s, %s, %s)", (added[0], subject, source))
        self.change(QuestionId(added[0]), question, version=1, statistical_version=1)
        if level is not None:
            self.publish_level(QuestionId(added[0]), level)
        return QuestionId(added[0])

    def add_many(
        self, count: int, question: AnyQuestion = ONE, *, subject: str = "geography", theme: str = "реки"
    ) -> list[QuestionId]:
        with self.connection.transaction():
            return [self.add(question, subject=subject, theme=theme) for _ in range(count)]

    def change(
        self, question_id: QuestionId, question: AnyQuestion, *, version: int, statistical_version: int
    ) -> None:
        self.connection.execute(
            "insert into question_versions values (%s, %s, %s, %s, 1)",
            (question_id, version, statistical_version, Jsonb(question.model_dump(mode="json"))),
        )
        self.connection.execute(
            "update questions set current_version = %s where id = %s", (version, question_id)
        )

    def publish_level(self, question_id: QuestionId, level: int, *, version: int = 1) -> None:
        self.connection.execute(
            "insert into question_stats"
            " (question_id, version, attempts, first_attempts, correct, level, as_of)"
            " values (%s, %s, 50, 40, 30, %s, '2026-01-09 00:00+00')",
            (question_id, version, level),
        )

    def retire(self, question_id: QuestionId) -> None:
        self.connection.execute("update questions set status = 'retired' where id = %s", (question_id,))

    def notify(self) -> None:
        self.connection.execute("notify question_bank")

    def value(self, query: str) -> object:
        """The one value of a query, for looking at what was stored."""
        row = self.connection.execute(query.encode()).fetchone()
        assert row is not None
        return row[0]


@contextmanager
def released_bank(postgres_url: str) -> Iterator[Bank]:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("insert into submissions (files, sha256, report) values ('{bank.csv}', '', '{}')")
        connection.execute(
            "insert into releases (submission_id, new, changed, unchanged) values (1, 0, 0, 0)"
        )
        connection.execute("insert into subjects values ('geography', 'География')")
        yield Bank(connection)
