"""Who may take away what."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import JsonValue

from serving.core.contests.contests import Contest, ContestId
from serving.core.contests.errors import ContestInState, ContestNotFound
from serving.core.contests.ports import Contests
from serving.core.errors import RoleMissing
from serving.core.exports.errors import ExportFiltersMisfit
from serving.core.exports.exports import TABLES, ExportName, Wanted
from serving.core.identity import Clock
from serving.core.roles.audit import Record
from serving.core.roles.permissions import Doer, Permissions
from serving.core.roles.roles import Role

NEEDED: Mapping[ExportName, str] = {
    ExportName.BROADCAST: "broadcast",
    ExportName.CONTEST: "contest",
    ExportName.CONTEST_QUESTIONS: "contest",
    ExportName.CONTEST_ANSWERS: "contest",
    ExportName.BANK: "subject",
}
OF_DEPARTMENTS = {
    ExportName.QUESTION_STATS,
    ExportName.BANK,
    ExportName.CONTEST,
    ExportName.CONTEST_QUESTIONS,
    ExportName.CONTEST_ANSWERS,
}
"""A department takes them of its subjects."""
AFTERWARDS = {ExportName.CONTEST_QUESTIONS, ExportName.CONTEST_ANSWERS}
"""They would tell points, and so keys, before the end."""


@dataclass(frozen=True, slots=True)
class AllowExport:
    """A part of every export: who reads may take numbers, an admin names too, and all of it is recorded."""

    permissions: Permissions
    contests: Contests
    record: Record
    clock: Clock

    async def __call__(self, doer: Doer, wanted: Wanted) -> None:
        """Raises RoleMissing, ExportFiltersMisfit, ContestNotFound and ContestInState."""
        granted = await self.permissions.require(doer, *readers(wanted))
        check_filters(wanted)
        contest = await self._contest(wanted)
        subject = wanted.filters.subject if contest is None else contest.plan.subject
        if granted.role is Role.DEPARTMENT and subject not in granted.subjects:
            raise RoleMissing
        filters: dict[str, JsonValue] = wanted.filters.model_dump(mode="json", exclude_none=True)
        await self.record(
            doer, "export", f"export:{wanted.name}", after={"filters": filters, "personal": wanted.personal}
        )

    async def _contest(self, wanted: Wanted) -> Contest | None:
        if wanted.filters.contest is None:
            return None
        contest, now = await self.contests.find(ContestId(wanted.filters.contest)), self.clock()
        if contest is None:
            raise ContestNotFound
        if wanted.name in AFTERWARDS and not contest.schedule.over(now):
            raise ContestInState(contest.schedule.state(now))
        return contest


def readers(wanted: Wanted) -> tuple[Role, ...]:
    if wanted.personal:
        return (Role.ADMIN,)
    if wanted.name in OF_DEPARTMENTS:
        return (Role.ADMIN, Role.ANALYST, Role.DEPARTMENT)
    return (Role.ADMIN, Role.ANALYST)


def check_filters(wanted: Wanted) -> None:
    for name in wanted.given:
        if name not in TABLES[wanted.name].filters:
            raise ExportFiltersMisfit(name)
    needed = NEEDED.get(wanted.name)
    if needed is not None and needed not in wanted.given:
        raise ExportFiltersMisfit(needed)
