"""What can be exported, and which of its columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Value = str | int | float | bool | datetime | None
"""Of a cell; moments are those of Moscow and name no zone, as no spreadsheet knows zones."""


class ExportName(StrEnum):
    USERS = "users"
    ANSWERS = "answers"
    QUESTION_STATS = "question-stats"
    STANDINGS = "standings"
    BROADCAST = "broadcast"
    CONTEST = "contest"
    CONTEST_QUESTIONS = "contest-questions"
    CONTEST_ANSWERS = "contest-answers"
    BANK = "bank"


class ExportFilters(BaseModel):
    """`since` and `until` are whole days of Moscow: of the registration or of the answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    subject: Annotated[str | None, Field(max_length=100)] = None
    since: date | None = None
    until: date | None = None
    broadcast: Annotated[int | None, Field(ge=1, lt=1 << 63)] = None
    contest: Annotated[int | None, Field(ge=1, lt=1 << 63)] = None


EVERYTHING = ExportFilters()


@dataclass(frozen=True, slots=True)
class Table:
    """`personal` columns tell who somebody is; `filters`: those that mean something here."""

    columns: tuple[str, ...]
    personal: tuple[str, ...]
    filters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    name: ExportName
    filters: ExportFilters = EVERYTHING
    personal: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        table = TABLES[self.name]
        return table.columns + (table.personal if self.personal else ())

    @property
    def given(self) -> Mapping[str, str | int | date]:
        """The filters that narrow it."""
        return {name: value for name, value in self.filters if value is not None}


OPTIONS = tuple(f"option_{number}" for number in range(1, 13))
"""As many as a question may have."""

NAMES = ("surname", "first_name")
TABLES: Mapping[ExportName, Table] = {
    ExportName.USERS: Table(
        columns=(
            "student_id", "origin", "role", "main_subject", "grade", "region", "registered_at",
            "last_seen_at", "answered", "answered_right", "total_points", "wants_broadcasts",
        ),
        personal=(*NAMES, "patronymic", "school", "email", "telegram_id"),
        filters=("subject", "since", "until"),
    ),
    ExportName.ANSWERS: Table(
        columns=(
            "answer_id", "answered_at", "student_id", "origin", "subject", "theme", "question_id", "version",
            "kind", "mode", "platform", "attempt", "response", "correct", "points", "uncounted", "seconds",
            "rejudged_correct", "rejudged_points",
        ),
        personal=(*NAMES, "email"),
        filters=("subject", "since", "until"),
    ),
    ExportName.QUESTION_STATS: Table(
        columns=(
            "question_id", "statistical_version", "subject", "theme", "kind", "status", "text", "attempts",
            "first_attempts", "first_right", "facility", "difficulty", "difficulty_se", "level",
            "discrimination", "flags", "stats_as_of",
        ),
        personal=(),
        filters=("subject",),
    ),
    ExportName.STANDINGS: Table(
        columns=(
            "subject", "origin", "place", "student_id", "season_points", "total_points", "answered",
            "answered_right", "grade", "region",
        ),
        personal=(*NAMES, "school"),
        filters=("subject",),
    ),
    ExportName.BROADCAST: Table(
        columns=(
            "broadcast_id", "channel", "student_id", "delivery_state", "tries", "settled_at", "error",
        ),
        personal=(*NAMES, "email", "telegram_id"),
        filters=("broadcast",),
    ),
    ExportName.CONTEST: Table(
        columns=(
            "contest_id", "contest_place", "student_id", "contest_points", "gained_seconds",
            "contest_attempts", "grade", "region",
        ),
        personal=(*NAMES, "school"),
        filters=("contest",),
    ),
    ExportName.CONTEST_QUESTIONS: Table(
        columns=(
            "contest_id", "question_place", "question_id", "version", "theme", "kind", "text", "worth",
            "contest_facility", "mark_sd", "discrimination_index", "discriminative_efficiency",
            "effective_weight", "participants",
        ),
        personal=(),
        filters=("contest",),
    ),
    ExportName.CONTEST_ANSWERS: Table(
        columns=(
            "contest_id", "student_id", "contest_attempt", "question_place", "question_id", "text",
            "response", "contest_correct", "earned", "worth", "answered_at", "seconds",
        ),
        personal=(*NAMES, "school"),
        filters=("contest",),
    ),
    ExportName.BANK: Table(
        columns=(
            "number", "kind", "text", *OPTIONS, "answer_key", "tolerance", "explanation", "bank_theme",
            "sources", "photo", "subway", "bank_points", "fixed_order",
        ),
        personal=(),
        filters=("subject",),
    ),
}  # fmt: skip
