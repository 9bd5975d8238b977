"""Looking for a duel by its code, and at one's own."""

from collections.abc import Sequence
from dataclasses import dataclass

from serving.core.contests.contests import Contest
from serving.core.contests.errors import ContestNotFound
from serving.core.contests.ports import Duels
from serving.core.identity import Actor


@dataclass(frozen=True, slots=True)
class FindDuel:
    duels: Duels

    async def __call__(self, code: str) -> Contest:
        """As typed: case, spaces and dashes do not matter. Raises ContestNotFound."""
        plain = "".join(filter(str.isalnum, code.upper()))
        found = await self.duels.find(f"{plain[:4]}-{plain[4:]}")
        if found is None:
            raise ContestNotFound
        return found


@dataclass(frozen=True, slots=True)
class ListDuels:
    """Those that the student made or joined, the newest first."""

    duels: Duels

    async def __call__(self, actor: Actor, before: int | None = None, count: int = 50) -> Sequence[Contest]:
        return await self.duels.of(actor.student_id, before, count)
