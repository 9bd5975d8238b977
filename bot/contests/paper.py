"""The question of a contest that lies before the student, beside the desk of his training."""

from dataclasses import asdict, dataclass, replace

from aiogram.fsm.context import FSMContext

from bot.training.desk import Desk
from serving.core.contests.contests import Asked, ContestId
from serving.core.training.sessions import Chosen, Mode, Served

KEY = "paper"


@dataclass(frozen=True, slots=True)
class Paper:
    contest: int
    place: int
    desk: Desk

    @property
    def contest_id(self) -> ContestId:
        return ContestId(self.contest)

    def with_desk(self, desk: Desk) -> "Paper":
        return replace(self, desk=desk)


async def paper_of(state: FSMContext) -> Paper | None:
    kept = (await state.get_data()).get(KEY)
    if not kept:
        return None
    desk = kept["desk"]
    lists = {name: tuple(desk[name]) for name in ("options", "chosen")}
    return Paper(kept["contest"], kept["place"], Desk(**{**desk, **lists}))


async def put(state: FSMContext, paper: Paper | None) -> None:
    await state.update_data({KEY: None if paper is None else asdict(paper)})


def served(asked: Asked) -> Served:
    """As training shows it: without theme, sources and difficulty, which would help."""
    return Served(
        id=asked.serve_id,
        mode=Mode.CONTEST,
        question_id=asked.question_id,
        version=0,
        question=asked.question,
        theme="",
        sources=(),
        difficulty=None,
        chosen=Chosen(),
    )
