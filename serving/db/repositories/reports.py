from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.identity import StudentId
from serving.core.questions import QuestionId
from serving.core.reports.reports import Complaint, Decision, Evidence, Reason, Report
from serving.core.training.sessions import ServeId
from serving.db.tables.bank import questions
from serving.db.tables.learning import reports
from serving.db.tables.training import serves

UNDECIDED = text("""
select reports.question_id, reports.version, questions.subject, versions.content ->> 'text' as wording,
       array_agg(reports.reason order by reports.id) as reasons,
       array_agg(reports.text order by reports.id) as texts,
       array_agg(coalesce(serves.answered, false) order by reports.id) as answered,
       array_agg(reports.reported_at order by reports.id) as moments
from reports
join questions on questions.id = reports.question_id
join question_versions as versions
    on versions.question_id = reports.question_id and versions.version = reports.version
left join serves on serves.id = reports.serve_id
where reports.decided_at is null and questions.subject = any(:subjects)
group by reports.question_id, reports.version, questions.subject, versions.content
order by count(*) desc, reports.question_id, reports.version
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

    async def undecided(self, subjects: AbstractSet[str]) -> Sequence[Complaint]:
        rows = await self.connection.execute(UNDECIDED, {"subjects": list(subjects)})
        return [complaint_of(row) for row in rows]

    async def subject(self, question_id: QuestionId) -> str | None:
        query = select(questions.c.subject).where(questions.c.id == question_id)
        subject: str | None = (await self.connection.execute(query)).scalar_one_or_none()
        return subject

    async def decide(
        self, question_id: QuestionId, decision: Decision, student_id: StudentId, now: datetime
    ) -> int:
        decided = await self.connection.execute(
            update(reports)
            .where(reports.c.question_id == question_id, reports.c.decided_at.is_(None))
            .values(decision=decision, decided_by=student_id, decided_at=now)
        )
        return decided.rowcount

    async def quarantine(self, question_id: QuestionId) -> None:
        await self.connection.execute(
            update(questions)
            .where(questions.c.id == question_id, questions.c.status == "live")
            .values(status="quarantined")
        )
        await self.connection.execute(NOTIFY)


def complaint_of(row: Row[tuple[object, ...]]) -> Complaint:
    parts = zip(row.reasons, row.texts, row.answered, row.moments, strict=True)
    return Complaint(
        question_id=QuestionId(row.question_id),
        version=row.version,
        subject=row.subject,
        text=row.wording,
        reports=tuple(Report(Reason(reason), text, answered, at) for reason, text, answered, at in parts),
    )
