from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.identity import Actor
from serving.core.leaderboard.windows import season_start
from serving.core.training.ports import Answer
from serving.core.training.sessions import OpenServe, Verdict
from serving.db.hot import Hot
from serving.db.repositories.answer_statements import RECORD

HOT_RECORD = Hot.of(RECORD, whole=True)


@dataclass(frozen=True, slots=True)
class SqlAnswers:
    connection: AsyncConnection

    async def record(self, answer: Answer, actor: Actor) -> Verdict | None:
        serve = answer.serve
        values = recorded(answer, actor) | progress(answer)
        row = await HOT_RECORD.row(self.connection, values)
        if row is None:
            return None
        return Verdict(
            correct=answer.correct,
            points=answer.points,
            uncounted=answer.uncounted,
            question=serve.question,
            total_points=row.total_points,
            place=row.place,
            streak=answer.streak.days,
        )


def seconds_since_served(serve: OpenServe, answered_at: datetime) -> float:
    """By the server's clock only; 0 when the clock was set back meanwhile."""
    return max(0.0, (answered_at - serve.served_at).total_seconds())


def recorded(answer: Answer, actor: Actor) -> dict[str, object]:
    """The row of the answer."""
    serve, learner = answer.serve, answer.serve.learner
    return {
        "revision": learner.revision,
        "serve_id": serve.id,
        "session_id": serve.session.id,
        "student_id": learner.student_id,
        "subject": serve.session.subject,
        "question_id": serve.question_id,
        "version": serve.version,
        "statistical_version": serve.statistical_version,
        "response": answer.response,
        "correct": answer.correct,
        "points": answer.points,
        "attempt": answer.attempt,
        "mode": serve.session.mode,
        "platform": actor.platform,
        "origin": learner.origin,
        "seconds": seconds_since_served(serve, answer.answered_at),
        "answered_at": answer.answered_at,
    }


def progress(answer: Answer) -> dict[str, object]:
    """What the answer changes besides."""
    ability, mistake = answer.ability, answer.mistake
    return {
        "streak": answer.streak.days,
        "streak_day": answer.streak.last_day,
        "frozen_day": answer.streak.frozen_day,
        "day": answer.day,
        "season": season_start(answer.day),
        "uncounted": answer.uncounted,
        "ability": ability and ability.value,
        "rated": ability and ability.answers,
        "stability": mistake and mistake.stability,
        "difficulty": mistake and mistake.difficulty,
        "due_at": mistake and mistake.due_at,
    }
