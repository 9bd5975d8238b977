"""Answering a served question."""

from dataclasses import dataclass

from serving.core.errors import ServeNotFound, SessionFinished
from serving.core.identity import Actor, Clock, UnitOfWork
from serving.core.leaderboard.windows import moscow_day
from serving.core.training.ability import Ability, guessing
from serving.core.training.grading import credit
from serving.core.training.ports import Answer, Answers, Serves
from serving.core.training.repetition import repeated
from serving.core.training.rewards import earned, uncounted
from serving.core.training.sessions import OpenServe, Response, ServeId, Verdict

TRIES = 100
"""Each try but the last found that another answer of the student had come first."""


@dataclass(frozen=True, slots=True)
class SubmitAnswer:
    """One serve takes one answer; repeating the request returns the first result."""

    serves: Serves
    answers: Answers
    clock: Clock
    work: UnitOfWork

    async def __call__(self, actor: Actor, serve_id: ServeId, response: Response) -> Verdict:
        for _ in range(TRIES):
            serve = await self.serves.find(serve_id, actor.student_id)
            if serve is None:
                raise ServeNotFound
            if serve.verdict is not None:
                return serve.verdict
            if serve.session.finished:
                raise SessionFinished
            verdict = await self.answers.record(self._answer(serve, response), actor)
            if verdict is not None:
                await self.work.commit()
                return verdict
        raise RuntimeError(f"serve {serve_id} changed {TRIES} times while it was answered")

    def _answer(self, serve: OpenServe, response: Response) -> Answer:
        learner = serve.learner
        share = credit(serve.question, response)
        correct = share == 1
        now = self.clock()
        today = now.astimezone(learner.zone).date()
        return Answer(
            serve=serve,
            response=response,
            correct=correct,
            points=earned(serve, share),
            uncounted=uncounted(serve),
            attempt=serve.attempts + 1,
            streak=learner.streak.extended(today),
            ability=_ability(serve, correct=correct),
            mistake=repeated(
                serve.mistake, correct=correct, now=now, today=today, olympiad_day=serve.olympiad_day
            ),
            answered_at=now,
            day=moscow_day(now),
        )


def _ability(serve: OpenServe, *, correct: bool) -> Ability | None:
    """Changed by first answers to questions of known difficulty only."""
    if serve.attempts or serve.difficulty is None:
        return None
    guess = guessing(serve.question.kind, len(serve.question.choices))
    return serve.ability.updated(serve.difficulty, guess, correct=correct)
