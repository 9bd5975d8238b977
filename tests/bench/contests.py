"""500 students who begin a contest within ten seconds, and the table of 10,000."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from statistics import median
from time import perf_counter

import httpx
import psycopg
from pydantic import SecretStr

from pipelines.local.ports import LOOPBACK
from serving.access_tokens import SignedAccessTokens
from serving.core.contests.contests import ContestId
from serving.core.identity import StudentId
from serving.db.repositories.contest_tables import SqlTables
from serving.db.unit_of_work import create_engine
from tests.bench.figures import Figure
from tests.bench.training.figures import OURS
from tests.bench.training.servers import SECRET, api, own_postgres
from tests.support.training_rows import add_questions, add_students

BEGINNERS, WITHIN, WARMING = 500, 10.0, 60
RANKED, LOOKS = 10_000, 20
QUESTIONS = 20

CONTEST = """
with contest as (
    insert into contests (subject, plan, created_at, starts_at, freezes_at, ends_at, announced_at)
    values ('economics', jsonb_build_object(
        'title', 'Кубок', 'subject', 'economics', 'starts_at', now() - interval '1 minute',
        'ends_at', now() + interval '1 hour', 'shuffled', true,
        'questions', jsonb_build_object('by', 'filters', 'count', 20)
    ), now(), now() - interval '1 minute', now() + interval '1 hour', now() + interval '1 hour', now())
    returning id
)
insert into contest_questions (contest_id, place, question_id, version, points)
select contest.id, row_number() over (), listed.id, 1, 3 from contest, unnest(%s::bigint[]) as listed (id)
returning contest_id
"""
RANKS = """
insert into contest_attempts (
    id, contest_id, student_id, number, virtual, started_at, ends_at, counts_from, points, gained_at
)
select gen_random_uuid(), %s, listed.id, attempt, false, now(), now(), now() - interval '1 minute',
    3 * (random() * 20)::int, now() - random() * interval '1 minute'
from unnest(%s::bigint[]) as listed (id), generate_series(1, 2) as attempt
"""


def figures() -> Iterator[Figure]:
    with own_postgres() as url:
        with psycopg.connect(url, autocommit=True) as connection:
            begun = _contest(connection, add_questions(connection, QUESTIONS))
            ranked = _contest(connection, add_questions(connection, 1, kind="multiple"))
            students = add_students(connection, RANKED)
            connection.execute(RANKS, (ranked, students))
            connection.execute("analyze")
        with api(url, OURS) as ours:
            warming, counted = students[:WARMING], students[WARMING : WARMING + BEGINNERS]
            asyncio.run(
                _begin(ours.port, begun, warming, within=1)
            )  # every connection prepares its statements
            took = asyncio.run(_begin(ours.port, begun, counted, within=WITHIN))
        what = f"{BEGINNERS} students begin a contest within {WITHIN:.0f} s"
        yield Figure(f"{what}: 95 % of requests", sorted(took)[int(0.95 * len(took))], 0.3, "s")
        table = asyncio.run(_looks(url, ContestId(ranked), StudentId(students[0])))
        yield Figure(f"table of {RANKED:,} students, two attempts each", 1000 * table, 50, "ms")


def _contest(connection: psycopg.Connection, questions: list[int]) -> int:
    row = connection.execute(CONTEST, (questions,)).fetchone()
    assert row is not None
    return int(row[0])


async def _begin(port: int, contest: int, students: list[int], within: float) -> list[float]:
    """Seconds of each request; raises when anybody is refused."""
    tokens = SignedAccessTokens(SecretStr(SECRET), seconds=86_400)
    took: list[float] = []
    address = f"http://{LOOPBACK}:{port}/v1/contests/{contest}"
    limits = httpx.Limits(max_connections=BEGINNERS, max_keepalive_connections=0)
    async with httpx.AsyncClient(base_url=address, limits=limits, timeout=60) as http:

        async def begin(number: int, student: int) -> None:
            await asyncio.sleep(within * number / len(students))
            token = tokens.issue(StudentId(student), datetime.now(UTC))
            for path, body in (("/join", {}), ("/next", None)):
                sent = perf_counter()
                answer = await http.post(path, json=body, headers={"Authorization": f"Bearer {token}"})
                took.append(perf_counter() - sent)
                answer.raise_for_status()

        await asyncio.gather(*(begin(*each) for each in enumerate(students)))
    return took


async def _looks(postgres_url: str, contest: ContestId, student: StudentId) -> float:
    engine, took = create_engine(postgres_url), []
    async with engine.connect() as connection:
        for _ in range(LOOKS):
            begun = perf_counter()
            table = await SqlTables(connection).table(contest, student, 100, frozen=False)
            took.append(perf_counter() - begun)
            assert table.total == RANKED
    await engine.dispose()
    return median(took)
