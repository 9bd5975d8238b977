from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Row, Select, delete, func, insert, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert as insert_once
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.contests.contests import (
    Chosen,
    Contest,
    ContestId,
    ContestKind,
    Drawn,
    Entrants,
    Listed,
    Plan,
)
from serving.core.contests.states import Schedule
from serving.core.identity import StudentId
from serving.core.inbox.messages import MessageKind
from serving.core.questions import NO_SOURCE, QuestionId, question_adapter
from serving.core.training.sessions import AnyQuestion
from serving.db.hot import Hot
from serving.db.repositories.contest_statements import CANDIDATES, FIND, FREE_QUESTIONS, HELD
from serving.db.repositories.contest_table_statements import TELL_RESULTS
from serving.db.repositories.correction_statements import LOCK_BANK
from serving.db.tables.contests import contest_followers, contest_questions, contests
from serving.db.tables.students import students

HOT_FIND = Hot.of(FIND)
NOTIFY = text("select pg_notify('question_bank', '')")
FILTERS = ("themes", "sources", "kinds", "subway", "difficulty")


@dataclass(frozen=True, slots=True)
class SqlContests:
    connection: AsyncConnection

    async def add(self, plan: Plan, now: datetime) -> ContestId:
        statement = insert(contests).values(columns_of(plan) | {"created_at": now}).returning(contests.c.id)
        added = await self.connection.execute(statement)
        return ContestId(added.scalar_one())

    async def find(self, contest_id: ContestId) -> Contest | None:
        row = await HOT_FIND.row(self.connection, {"contest_id": contest_id})
        return None if row is None else contest_of(row)

    async def lock(self, contest_id: ContestId) -> Contest | None:
        query = selected(contests.c.id == contest_id).with_for_update()
        row = (await self.connection.execute(query)).one_or_none()
        return None if row is None else contest_of(row)

    async def newest(self, before: int | None, count: int, drafts_of: AbstractSet[str]) -> Sequence[Contest]:
        visible = or_(contests.c.announced_at.is_not(None), contests.c.subject.in_(drafts_of))
        query = selected(contests.c.kind == ContestKind.CONTEST, visible)
        if before is not None:
            query = query.where(contests.c.id < before)
        query = query.order_by(contests.c.id.desc()).limit(count)
        return [contest_of(row) for row in await self.connection.execute(query)]

    async def candidates(
        self, subject: str, wanted: Listed | Drawn
    ) -> Mapping[QuestionId, tuple[int, AnyQuestion]]:
        given: dict[str, object] = {"subject": subject, "listed": None, "no_source": NO_SOURCE}
        given |= dict.fromkeys(FILTERS)
        match wanted:
            case Listed(questions=listed):
                given["listed"] = list(listed)
            case Drawn(filters=filters):
                chosen = {name: getattr(filters, name) for name in FILTERS}
                given |= {
                    name: list(value) if isinstance(value, tuple) else value for name, value in chosen.items()
                }
        rows = await self.connection.execute(CANDIDATES, given)
        return {
            QuestionId(row.id): (row.current_version, question_adapter.validate_python(row.content))
            for row in rows
        }

    async def lock_bank(self) -> None:
        await self.connection.execute(LOCK_BANK)

    async def held(self, contest_id: ContestId) -> AbstractSet[QuestionId]:
        rows = await self.connection.execute(HELD, {"contest_id": contest_id})
        return {QuestionId(row.question_id) for row in rows}

    async def announce(self, contest_id: ContestId, chosen: Sequence[Chosen], now: datetime) -> None:
        await self.connection.execute(insert(contest_questions), question_rows(contest_id, chosen))
        await self._set(contest_id, announced_at=now)
        await self.connection.execute(NOTIFY)

    async def change(self, contest_id: ContestId, plan: Plan) -> None:
        await self._set(contest_id, **columns_of(plan))

    async def cancel(self, contest_id: ContestId, now: datetime) -> None:
        await self._set(contest_id, cancelled_at=now)
        await self.connection.execute(FREE_QUESTIONS, {"contest_id": contest_id})

    async def finish(self, contest_id: ContestId, now: datetime) -> None:
        await self._set(contest_id, ends_at=now, freezes_at=func.least(contests.c.freezes_at, now))

    async def publish(self, contest: Contest, now: datetime) -> None:
        await self._set(contest.id, results_at=now)
        told = {"contest_id": contest.id, "title": contest.plan.title, "now": now}
        await self.connection.execute(TELL_RESULTS, told | {"kind": MessageKind.CONTEST_RESULTS})

    async def may_enter(self, student_id: StudentId, entrants: Entrants) -> bool:
        if not entrants.grades and not entrants.regions:
            return True
        query = select(students.c.id).where(students.c.id == student_id)
        if entrants.grades:
            query = query.where(students.c.grade.in_(entrants.grades))
        if entrants.regions:
            query = query.where(students.c.region.in_(entrants.regions))
        return (await self.connection.execute(query)).one_or_none() is not None

    async def follow(self, contest_id: ContestId, student_id: StudentId, now: datetime) -> None:
        values = {"contest_id": contest_id, "student_id": student_id, "followed_at": now}
        await self.connection.execute(insert_once(contest_followers).values(values).on_conflict_do_nothing())

    async def unfollow(self, contest_id: ContestId, student_id: StudentId) -> None:
        mine = delete(contest_followers).filter_by(contest_id=contest_id, student_id=student_id)
        await self.connection.execute(mine)

    async def _set(self, contest_id: ContestId, **values: object) -> None:
        await self.connection.execute(update(contests).where(contests.c.id == contest_id).values(values))


def columns_of(plan: Plan) -> dict[str, object]:
    return {
        "subject": plan.subject,
        "plan": plan.model_dump(mode="json"),
        "starts_at": plan.starts_at,
        "freezes_at": plan.freezes_at,
        "ends_at": plan.ends_at,
    }


def question_rows(
    contest_id: ContestId, chosen: Sequence[Chosen], *, held: bool = True
) -> list[dict[str, object]]:
    return [
        {
            "contest_id": contest_id,
            "place": place,
            "question_id": each.question_id,
            "version": each.version,
            "points": each.points,
            "held": held,
        }
        for place, each in enumerate(chosen, 1)
    ]


def selected(*conditions: ColumnElement[bool]) -> Select[*tuple[object, ...]]:
    number = (
        select(func.count())
        .where(contest_questions.c.contest_id == contests.c.id)
        .correlate(contests)
        .scalar_subquery()
    )
    return select(*contests.c, number.label("questions")).where(*conditions)


def contest_of(row: Row[*tuple[object, ...]]) -> Contest:
    schedule = Schedule(
        row.starts_at, row.freezes_at, row.ends_at, row.announced_at, row.cancelled_at, row.results_at
    )
    plan, kind = Plan.model_validate(row.plan), ContestKind(row.kind)
    return Contest(ContestId(row.id), plan, schedule, row.questions, kind)
