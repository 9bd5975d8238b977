from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.contests.contests import ContestId
from serving.core.contests.show_marks import Marks
from serving.core.identity import StudentId
from serving.core.questions import QuestionId
from serving.db.tables.contests import contest_questions as questions

MARKS = text("""
with first as (
    select distinct on (student_id) id, student_id from contest_attempts
    where contest_id = :contest_id and not virtual
    order by student_id, number
)
select first.student_id, coalesce(answers.points, 0) as mark
from first
cross join contest_questions as questions
left join contest_answers as answers on answers.attempt_id = first.id and answers.place = questions.place
where questions.contest_id = :contest_id
order by first.student_id, questions.place
""")


@dataclass(frozen=True, slots=True)
class SqlMarkSheets:
    connection: AsyncConnection

    async def of(self, contest_id: ContestId) -> Marks:
        columns = (questions.c.question_id, questions.c.points)
        query = select(*columns).where(questions.c.contest_id == contest_id).order_by(questions.c.place)
        listed = (await self.connection.execute(query)).all()
        marks: dict[StudentId, list[int]] = defaultdict(list)
        for row in await self.connection.execute(MARKS, {"contest_id": contest_id}):
            marks[StudentId(row.student_id)].append(row.mark)
        return Marks(
            tuple(QuestionId(row.question_id) for row in listed),
            tuple(row.points for row in listed),
            tuple(marks),
            tuple(tuple(row) for row in marks.values()),
        )
