"""Choosing how others see one on a leaderboard, if at all."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from serving.core.identity import Actor, UnitOfWork
from serving.core.leaderboard.ports import Competitors

DisplayName = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=2, max_length=40, pattern=r"^[^\x00-\x1f<>]*$")
]


class Appearance(BaseModel):
    """One who is not `listed` is shown to nobody else; the places of others do not change by it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    listed: bool = True
    display_name: DisplayName | None = None


@dataclass(frozen=True, slots=True)
class ShowAppearance:
    competitors: Competitors

    async def __call__(self, actor: Actor) -> Appearance:
        competitor = await self.competitors.get(actor.student_id)
        return Appearance(listed=competitor.listed, display_name=competitor.display_name)


@dataclass(frozen=True, slots=True)
class ChooseAppearance:
    competitors: Competitors
    work: UnitOfWork

    async def __call__(self, actor: Actor, appearance: Appearance) -> Appearance:
        await self.competitors.appear(
            actor.student_id, listed=appearance.listed, display_name=appearance.display_name
        )
        await self.work.commit()
        return appearance
