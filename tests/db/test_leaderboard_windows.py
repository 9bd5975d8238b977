"""Points and places of every window, held against counting the answers one by one."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from serving.core.identity import Actor
from serving.core.leaderboard.windows import Window
from serving.core.training.sessions import Mode
from tests.support.banks import ONE, YES_NO, Bank
from tests.support.classrooms import Classroom
from tests.support.study import Study

pytestmark = pytest.mark.anyio

MODES = [Mode.COMPETITIVE, Mode.COMPETITIVE, Mode.TRAINING]


def since(window: Window, today: date) -> date:
    match window:
        case Window.SEASON:
            return date(today.year if today.month >= 9 else today.year - 1, 9, 1)
        case Window.MONTH:
            return today - timedelta(days=29)
        case Window.WEEK:
            return today - timedelta(days=6)


@dataclass
class Class:
    room: Classroom
    students: list[Actor]
    chance: Random
    earned: list[tuple[Actor, date, int]] = field(default_factory=list)

    @property
    def today(self) -> date:
        return self.room.clock.now.astimezone(ZoneInfo("Europe/Moscow")).date()

    def totals(self, window: Window) -> Counter[Actor]:
        totals = Counter(dict.fromkeys(self.students, 0))
        for student, day, points in self.earned:
            totals[student] += points * (day >= since(window, self.today))
        return totals

    async def answer(self, student: Actor) -> None:
        """In geography, or in history, which counts for nothing here."""
        subject = self.chance.choice(["geography", "geography", "history"])
        session = await self.room.start(student, self.chance.choice(MODES), subject=subject)
        served = await self.room.next(student, session)
        said = self.chance.choice([True, False]) if subject == "geography" else 1
        verdict = await self.room.answer(student, served.id, said)
        if subject == "geography":
            self.earned.append((student, self.today, verdict.points))
            season = self.totals(Window.SEASON)
            assert verdict.place == 1 + sum(points > season[student] for points in season.values())


@pytest.mark.parametrize("seed", range(2))
async def test_every_window_agrees_with_counting_the_answers(bank: Bank, room: Classroom, seed: int) -> None:
    bank.add_many(60, YES_NO)
    bank.add_many(20, ONE, subject="history")
    await room.load()
    room.clock.now = datetime(2026, 7, 20, 20, 30, tzinfo=UTC)  # 23:30 in Moscow; the season ends in August
    of_five = Class(room, [await room.enrol() for _ in range(5)], Random(seed))
    for _ in range(60):
        student = of_five.chance.choice(of_five.students)
        await of_five.answer(student)
        window = of_five.chance.choice(list(Window))
        totals = of_five.totals(window)
        board = await Study(room).board(student, window)
        assert board.since == since(window, of_five.today)
        assert board.standing.mine.points == totals[student]
        assert board.standing.mine.place == 1 + sum(each > totals[student] for each in totals.values())
        ranked = sorted((each for each in totals.values() if each), reverse=True)
        assert board.standing.total == len(ranked)
        shown = [(place.points, place.place) for place in board.standing.top]
        assert shown == [(each, 1 + sum(other > each for other in ranked)) for each in ranked]
        room.clock.passes(hours=of_five.chance.choice([1, 5, 20, 40, 100]))
