"""Answering a served question."""

from dataclasses import dataclass

from serving.core.errors import ServeNotFound, SessionFinished
from serving.core.identity import Actor, Clock, UnitOfWork
from serving.core.training.grading import grade
from serving.core.training.ports import Answer, Answers, Serves
from serving.core.training.rewards import earned, streak
from serving.core.training.sessions import Learner, OpenServe, Response, ServeId, Verdict


@dataclass(frozen=True, slots=True)
class SubmitAnswer:
    """One serve takes one answer; repeating the request returns the first result."""

    serves: Serves
    answers: Answers
    clock: Clock
    work: UnitOfWork

    async def __call__(self, actor: Actor, serve_id: ServeId, response: Response) -> Verdict:
        learner = await self.answers.lock(actor.student_id)
        serve = await self.serves.find(serve_id, actor.student_id)
        if serve is None:
            raise ServeNotFound
        if serve.verdict is not None:
            return serve.verdict
        if serve.session.finished:
            raise SessionFinished
        verdict = await self.answers.record(self._answer(serve, learner, response), learner, actor)
        await self.work.commit()
        return verdict

    def _answer(self, serve: OpenServe, learner: Learner, response: Response) -> Answer:
        correct = grade(serve.question, response)
        now = self.clock()
        today = now.astimezone(learner.zone).date()
        return Answer(
            serve=serve,
            response=response,
            correct=correct,
            points=earned(serve, correct=correct),
            attempt=serve.attempts + 1,
            streak=streak(learner.streak_days, learner.streak_day, today),
            today=today,
            answered_at=now,
        )
