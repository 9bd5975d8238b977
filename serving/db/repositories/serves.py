from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.errors import SessionFinished, SessionNotFound
from serving.core.identity import Origin, StudentId
from serving.core.questions import QuestionId, question_adapter
from serving.core.training.ability import Ability, known_difficulty
from serving.core.training.repetition import Mistake
from serving.core.training.sessions import (
    AnyQuestion,
    Chosen,
    Difficulty,
    Learner,
    OpenServe,
    Selection,
    Served,
    ServeId,
    Session,
    Unadapted,
    Uncounted,
    Verdict,
)
from serving.core.training.streaks import Streak
from serving.db.hot import Hot
from serving.db.repositories.serve_statements import (
    OPEN_SERVE,
    SERVE_FIRST,
    SHOWN_ADAPTIVELY,
    TIMES_ANSWERED,
    UNANSWERED,
)
from serving.db.repositories.sessions import session_of

HOT_SERVE_FIRST = Hot.of(SERVE_FIRST, whole=True)
HOT_OPEN_SERVE = Hot.of(OPEN_SERVE, whole=True)


@dataclass(frozen=True, slots=True)
class SqlServes:
    connection: AsyncConnection

    async def unanswered(self, session: Session) -> Served | None:
        row = (await self.connection.execute(UNANSWERED, {"session_id": session.id})).one_or_none()
        return None if row is None else served_of(row, session)

    async def serve_first(
        self,
        serve_id: ServeId,
        session: Session,
        candidates: Sequence[QuestionId],
        now: datetime,
        *,
        repeat: bool,
        chosen: Chosen,
    ) -> Served | None:
        values = {
            "candidates": list(candidates),
            "serve_id": serve_id,
            "session_id": session.id,
            "student_id": session.student_id,
            "now": now,
            "repeat": repeat,
            "selection": chosen.selection,
            "reason": chosen.reason,
        }
        row = await HOT_SERVE_FIRST.row(self.connection, values)
        if row is None:
            raise SessionNotFound
        if row.finished_at is not None:
            raise SessionFinished
        return None if row.serve_id is None else served_of(row, session)

    async def shown_adaptively(
        self, questions: Sequence[QuestionId], since: datetime
    ) -> Mapping[QuestionId, int]:
        values = {"questions": list(questions), "since": since}
        rows = await self.connection.execute(SHOWN_ADAPTIVELY, values)
        return {QuestionId(row.question_id): row.times for row in rows}

    async def times_answered(self, student_id: StudentId, subject: str) -> Mapping[QuestionId, int]:
        rows = await self.connection.execute(TIMES_ANSWERED, {"student_id": student_id, "subject": subject})
        return {QuestionId(row.question_id): row.times for row in rows}

    async def find(self, serve_id: ServeId, student_id: StudentId) -> OpenServe | None:
        values = {"serve_id": serve_id, "student_id": student_id}
        row = await HOT_OPEN_SERVE.row(self.connection, values)
        if row is None:
            return None
        question = question_adapter.validate_python(row.content)
        return OpenServe(
            id=serve_id,
            session=session_of(row),
            learner=learner_of(row),
            question_id=QuestionId(row.question_id),
            version=row.version,
            statistical_version=row.statistical_version,
            question=question,
            served_at=row.served_at,
            seen=row.seen,
            attempts=row.attempts,
            difficulty=known_difficulty(row.published_difficulty, row.level),
            ability=Ability() if row.ability is None else Ability(row.ability, row.rated),
            mistake=mistake_of(row),
            olympiad_day=row.olympiad_day,
            verdict=None if row.correct is None else verdict_of(row, question),
        )


def served_of(row: Row[tuple[object, ...]], session: Session) -> Served:
    return Served(
        id=ServeId(row.serve_id),
        mode=session.mode,
        question_id=QuestionId(row.question_id),
        version=row.version,
        question=question_adapter.validate_python(row.content),
        theme=row.theme,
        sources=tuple(row.sources),
        difficulty=None if row.level is None else Difficulty(row.level, row.first_attempts, row.as_of),
        chosen=chosen_of(row),
    )


def learner_of(row: Row[tuple[object, ...]]) -> Learner:
    return Learner(
        student_id=StudentId(row.student_id),
        origin=Origin(row.origin),
        zone=ZoneInfo(row.time_zone),
        streak=Streak(row.streak_days, row.streak_day, row.frozen_day),
        revision=row.revision,
    )


def verdict_of(row: Row[tuple[object, ...]], question: AnyQuestion) -> Verdict:
    return Verdict(
        correct=row.correct,
        points=row.points,
        uncounted=None if row.uncounted is None else Uncounted(row.uncounted),
        question=question,
        total_points=row.total_points,
        place=row.place,
        streak=row.streak,
    )


def chosen_of(row: Row[tuple[object, ...]]) -> Chosen:
    """Serves of before there were several ways to choose were random."""
    reason = row.selection_reason
    return Chosen(Selection(row.selection or Selection.RANDOM), None if reason is None else Unadapted(reason))


def mistake_of(row: Row[tuple[object, ...]]) -> Mistake | None:
    if row.due_at is None:
        return None
    return Mistake(row.stability, row.difficulty, row.reviewed_at, row.due_at)
