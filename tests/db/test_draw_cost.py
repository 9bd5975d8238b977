"""What a draw reads does not grow with the bank."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from serving.db.repositories.serve_statements import SERVE_FIRST
from tests.support.banks import Bank
from tests.support.classrooms import Classroom

pytestmark = pytest.mark.anyio

UNCHECKED = """
do $$ declare rule record; begin
    for rule in select conrelid::regclass as written, conname from pg_constraint where contype = 'f' loop
        execute format('alter table %s drop constraint %I', rule.written, rule.conname);
    end loop;
end $$;
"""

FILL = """
insert into questions (identity, subject, kind, theme, current_version)
select 'filled {count} ' || number, 'geography', 'yes_no', 'реки', 1
from generate_series(1, {count}) as number;
insert into question_versions
select id, 1, 1, '{{"kind": "yes_no", "text": "?", "key": true}}', 1
from questions where identity like 'filled {count} %';
insert into answers (
    serve_id, session_id, student_id, question_id, version, statistical_version, response, correct, points,
    attempt, mode, platform, origin, seconds, total_points, place, streak, answered_at
)
select gen_random_uuid(), gen_random_uuid(), 1 + id % 300, id, 1, 1, 'true', true, 0,
       1, 'training', 'rest', 'real', 1, 0, 1, 1, now()
from questions where identity like 'filled {count} %';
analyze questions, question_versions, answers;
"""

Plan = dict[str, object]


def steps(plan: Plan) -> Iterator[Plan]:
    yield plan
    below = plan.get("Plans", [])
    assert isinstance(below, list)
    for child in below:
        yield from steps(child)


async def explained(engine: AsyncEngine, values: dict[str, object]) -> Plan:
    explain = text(f"explain (analyze, buffers, format json) {SERVE_FIRST.text}")
    async with engine.connect() as connection:
        for _ in range(2):  # the first run warms the catalogue
            rows = await connection.execute(explain, values | {"serve_id": uuid4()})
            plan: Plan = rows.scalar_one()[0]["Plan"]
            await connection.rollback()
    return plan


async def test_a_draw_among_a_hundred_thousand_reads_as_few_pages_as_among_a_hundred(
    bank: Bank, room: Classroom, engine: AsyncEngine
) -> None:
    candidates = bank.add_many(8)
    anna = await room.enrol()
    values: dict[str, object] = {
        "session_id": await room.start(anna),
        "student_id": anna.student_id,
        "candidates": candidates,
        "now": room.clock(),
        "repeat": False,
        "selection": "random",
        "reason": None,
    }
    bank.connection.execute(UNCHECKED)
    pages = []
    for count in (100, 100_000):
        bank.connection.execute(FILL.format(count=count).encode())
        plan = await explained(engine, values)
        read = [plan["Shared Hit Blocks"], plan["Shared Read Blocks"]]
        pages.append(sum(part for part in read if isinstance(part, int)))
    large = {"questions", "question_versions", "answers"}
    scanned = {step["Relation Name"] for step in steps(plan) if step["Node Type"] == "Seq Scan"}
    assert not scanned & large
    assert pages[1] < 2 * pages[0] + 50
