from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.identity import StudentId
from serving.core.questions import QuestionId, question_adapter
from serving.core.reports.reports import Closed, Complaint, Decision, Evidence, Reason, Report
from serving.core.training.sessions import ServeId
from serving.db.tables.bank import questions
from serving.db.tables.learning import reports
from serving.db.tables.training import serves

# What statistics suspect is a complaint of the version that is current, until it is decided.
UNDECIDED = text("""
with suspects as (
    select questions.id as question_id, questions.current_version as version
    from question_stats as stats
    join questions on questions.id = stats.question_id and questions.status = 'live'
    join question_versions as versions
        on versions.question_id = questions.id and versions.version = questions.current_version
            and versions.statistical_version = stats.version
    where 'miskey_suspected' = any(stats.flags) and questions.subject = any(:subjects) and not exists (
        select from reports
        where reports.question_id = questions.id and reports.version = questions.current_version
            and reports.decided_at is not null
    )
), complaints as (
    select question_id, version from reports where decided_at is null
    union
    select question_id, version from suspects
)
select complaints.question_id, complaints.version, questions.subject, questions.status, versions.content,
       suspects.question_id is not null as suspected,
       array(
           select jsonb_build_object(
               'reason', reports.reason, 'text', reports.text, 'serve_id', reports.serve_id,
               'response', answers.response, 'reported_at', reports.reported_at
           )
           from reports left join answers on answers.serve_id = reports.serve_id
           where reports.question_id = complaints.question_id and reports.version = complaints.version
               and reports.decided_at is null
           order by reports.id
       ) as reports
from complaints
join questions on questions.id = complaints.question_id
join question_versions as versions
    on versions.question_id = complaints.question_id and versions.version = complaints.version
left join suspects
    on suspects.question_id = complaints.question_id and suspects.version = complaints.version
where questions.subject = any(:subjects)
    and (complaints.question_id, complaints.version) > (:after, :version)
order by complaints.question_id, complaints.version
limit :count
""")

# A question that only statistics suspect is decided as if they had reported it. A fix ends a quarantine,
# and is told to those who were told of that.
DECIDE = text("""
with closed as (
    update reports set decision = :decision, decided_by = :decided_by, decided_at = :now
    where question_id = :question_id
        and (decided_at is null or (:decision = 'fixed' and decision = 'quarantine'))
    returning version, student_id
), suspected as (
    insert into reports (
        question_id, version, reason, reported_at, decision, decided_by, decided_at
    )
    select questions.id, questions.current_version, 'statistics', stats.as_of, :decision, :decided_by, :now
    from questions
    join question_versions as versions
        on versions.question_id = questions.id and versions.version = questions.current_version
    join question_stats as stats
        on stats.question_id = questions.id and stats.version = versions.statistical_version
    where questions.id = :question_id and 'miskey_suspected' = any(stats.flags)
        and not exists (select from closed where closed.version = questions.current_version)
        and not exists (
            select from reports
            where reports.question_id = questions.id and reports.version = questions.current_version
        )
    returning version, student_id
)
select decided.version, versions.content ->> 'text' as text,
       array_remove(array_agg(decided.student_id), null) as reporters
from (select * from closed union all select * from suspected) as decided
join question_versions as versions
    on versions.question_id = :question_id and versions.version = decided.version
group by decided.version, versions.content
""")

NOTIFY = text("notify question_bank")


@dataclass(frozen=True, slots=True)
class SqlReports:
    connection: AsyncConnection

    async def evidence(self, student_id: StudentId, question_id: QuestionId) -> Evidence | None:
        query = (
            select(serves.c.id, serves.c.version)
            .where(serves.c.student_id == student_id, serves.c.question_id == question_id)
            .order_by(serves.c.served_at.desc())
            .limit(1)
        )
        row = (await self.connection.execute(query)).one_or_none()
        return None if row is None else Evidence(ServeId(row.id), row.version)

    async def add(
        self,
        student_id: StudentId,
        question_id: QuestionId,
        evidence: Evidence,
        reason: Reason,
        text: str | None,
        now: datetime,
    ) -> bool:
        statement = insert(reports).values(
            student_id=student_id,
            question_id=question_id,
            version=evidence.version,
            serve_id=evidence.serve_id,
            reason=reason,
            text=text,
            reported_at=now,
        )
        added = await self.connection.execute(statement.on_conflict_do_nothing().returning(reports.c.id))
        return added.one_or_none() is not None

    async def undecided(
        self, subjects: AbstractSet[str], after: tuple[int, int], count: int
    ) -> Sequence[Complaint]:
        values = {"subjects": list(subjects), "after": after[0], "version": after[1], "count": count}
        return [complaint_of(row) for row in await self.connection.execute(UNDECIDED, values)]

    async def decide(
        self, question_id: QuestionId, decision: Decision, student_id: StudentId, now: datetime
    ) -> Sequence[Closed]:
        values = {"question_id": question_id, "decision": decision, "decided_by": student_id, "now": now}
        return [
            Closed(row.version, row.text, tuple(StudentId(reporter) for reporter in row.reporters))
            for row in await self.connection.execute(DECIDE, values)
        ]

    async def quarantine(self, question_id: QuestionId) -> None:
        await self.connection.execute(
            update(questions)
            .where(questions.c.id == question_id, questions.c.status == "live")
            .values(status="quarantined")
        )
        await self.connection.execute(NOTIFY)


def complaint_of(row: Row[tuple[object, ...]]) -> Complaint:
    return Complaint(
        question_id=QuestionId(row.question_id),
        version=row.version,
        status=row.status,
        subject=row.subject,
        question=question_adapter.validate_python(row.content),
        reports=tuple(report_of(report) for report in row.reports),
        suspected=row.suspected,
    )


def report_of(report: Mapping[str, str | None]) -> Report:
    serve_id, moment = report["serve_id"], report["reported_at"]
    assert moment is not None
    return Report(
        reason=Reason(report["reason"] or ""),
        text=report["text"],
        serve_id=None if serve_id is None else ServeId(UUID(serve_id)),
        response=report["response"],
        reported_at=datetime.fromisoformat(moment),
    )
