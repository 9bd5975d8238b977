"""After any fix, points of every window are what the corrected answers add up to."""

from collections import Counter
from contextlib import suppress
from datetime import date, timedelta
from random import Random

import pytest
from sqlalchemy import text

from serving.core.errors import PoolExhausted
from serving.core.identity import Actor
from serving.core.leaderboard.windows import Window, first_day, moscow_day
from serving.core.questions import Multiple
from serving.core.reports.corrections import Correction
from serving.core.reports.fix_question import CorrectQuestion, FixQuestion
from serving.core.reports.tell_reporters import TellReporters
from serving.core.roles.audit import Record
from serving.core.roles.permissions import Permissions
from serving.core.training.sessions import Mode
from serving.db.repositories.audit import SqlAudit
from serving.db.repositories.corrections import SqlCorrections
from serving.db.repositories.departments import SqlDepartments
from serving.db.repositories.inbox import SqlInbox
from serving.db.repositories.reports import SqlReports
from serving.db.repositories.roles import SqlRoles
from serving.db.unit_of_work import Transaction
from tests.support.banks import OPTIONS, Bank
from tests.support.classrooms import Classroom
from tests.support.study import Study

pytestmark = pytest.mark.anyio

KEYS = ((1,), (1, 2), (2, 3), (1, 2, 3))
PAIRS = Multiple(text="Реки?", options=OPTIONS, key=KEYS[0], partial=True)
JUDGED = """
select answers.student_id, cast(answered_at at time zone 'Europe/Moscow' as date) as day,
       coalesce(rejudgements.points, answers.points) as points, answers.response, answers.uncounted
from answers left join rejudgements on rejudgements.answer_id = answers.id
"""


async def fix(room: Classroom, dean: Actor, question_id: int, key: tuple[int, ...]) -> None:
    async with room.engine.connect() as connection:
        work, inbox = Transaction(connection), SqlInbox(connection)
        tell = TellReporters(SqlReports(connection), inbox, room.clock)
        correct = CorrectQuestion(
            Permissions(SqlRoles(connection)),
            SqlDepartments(connection),
            SqlCorrections(connection),
            tell,
            inbox,
            Record(SqlAudit(connection), room.clock),
            room.clock,
        )
        await FixQuestion(correct, work)(dean, question_id, Correction(key=key))  # type: ignore[arg-type]


def credited(key: tuple[int, ...], response: list[int]) -> int:
    """Five points: each right option earns its share, each wrong one takes a share back."""
    if set(response) == set(key):
        return 5
    right = sum(option in key for option in response)
    wrong = len(response) - right
    return int(5 * max(0, right - wrong) / len(key))


async def test_points_of_every_window_follow_the_corrected_key(bank: Bank, room: Classroom) -> None:
    question, *_ = bank.add_many(3, PAIRS)
    await room.load()
    dean = await room.enrol()
    bank.connection.execute("insert into roles values (%s, 'admin', '{}')", (dean.student_id,))
    chance, study = Random(7), Study(room)
    room.clock.passes(days=-150)  # in the season before
    students = [await room.enrol() for _ in range(5)]
    for _ in range(30):
        student = chance.choice(students)
        session = await room.start(student, chance.choice([Mode.COMPETITIVE, Mode.TRAINING]))
        response = tuple(sorted(chance.sample((1, 2, 3), chance.randint(1, 3))))
        with suppress(PoolExhausted):
            await room.play(student, session, response)
        room.clock.passes(hours=chance.choice([5, 60, 200]))
        if chance.random() < 0.3:
            await study.board(student, Window.WEEK)  # moves the windows on
    for key in (KEYS[1], KEYS[2], KEYS[3], KEYS[0]):
        await fix(room, dean, question, key)
    await fix(room, dean, question, (2, 3))
    today = moscow_day(room.clock())
    rows = bank.connection.execute(JUDGED.encode()).fetchall()
    of_question = "select id from answers where question_id = " + str(question)
    rejudged = bank.connection.execute(f"{JUDGED} where answers.id in ({of_question})".encode()).fetchall()
    assert rejudged
    for _, _, points, response, uncounted in rejudged:
        assert points == (0 if uncounted else credited((2, 3), response))
    for window in Window:
        expected = sums(rows, first_day(window, today))
        for student in students:
            mine = (await study.board(student, window)).standing.mine
            assert (window, mine.points) == (window, expected[student.student_id])
    totals = sums(rows, today - timedelta(days=9999))
    async with room.engine.connect() as connection:
        for row in await connection.execute(text("select student_id, points from standings")):
            assert row.points == totals[row.student_id]


def sums(rows: list[tuple[int, date, int, object, object]], since: date) -> Counter[int]:
    found: Counter[int] = Counter()
    for student, day, points, *_ in rows:
        found[student] += points if day >= since else 0
    return found
