"""Places, held against counting the answers one by one."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from serving.core.errors import SliceTooSmall
from serving.core.identity import Actor
from serving.core.leaderboard.board import Slice
from serving.core.leaderboard.choose_appearance import Appearance
from serving.core.leaderboard.windows import Window
from serving.core.training.sessions import Mode
from tests.support.banks import ONE, YES_NO, Bank
from tests.support.classrooms import Classroom
from tests.support.study import Study

pytestmark = pytest.mark.anyio

MOSCOW = ZoneInfo("Europe/Moscow")


@pytest.fixture
def study(room: Classroom) -> Study:
    return Study(room)


async def earn(room: Classroom, actor: Actor, points: int) -> None:
    """By as many yes-or-no questions."""
    session = await room.start(actor)
    for _ in range(points):
        served = await room.next(actor, session)
        await room.answer(actor, served.id, True)


async def test_equal_points_share_a_place_and_the_next_place_is_left_out(
    bank: Bank, room: Classroom, study: Study
) -> None:
    bank.add_many(4, YES_NO)
    await room.load()
    students = [await room.enrol() for _ in range(6)]
    for student, points in zip(students, (4, 3, 3, 3, 1, 0), strict=True):
        await earn(room, student, points)
    boards = [await study.board(student) for student in students]
    assert [board.standing.mine.place for board in boards] == [1, 2, 2, 2, 5, 6]
    assert {board.standing.total for board in boards} == {5}
    assert [(place.place, place.points) for place in boards[0].standing.top] == [
        *((1, 4), (2, 3), (2, 3), (2, 3), (5, 1))
    ]
    assert [(place.place, place.points) for place in boards[4].neighbours] == [(2, 3), (2, 3), (5, 1)]
    assert [(place.place, place.points) for place in boards[5].neighbours] == [(2, 3), (5, 1), (6, 0)]
    assert [place.student_id for place in boards[2].neighbours] == [
        *(students[0].student_id, students[3].student_id, students[2].student_id),
        *(students[1].student_id, students[4].student_id),
    ]


def since(window: Window, today: date) -> date:
    match window:
        case Window.SEASON:
            return date(today.year if today.month >= 9 else today.year - 1, 9, 1)
        case Window.MONTH:
            return today - timedelta(days=29)
        case Window.WEEK:
            return today - timedelta(days=6)


@pytest.mark.parametrize("seed", range(2))
async def test_every_window_agrees_with_counting_the_answers(
    bank: Bank, room: Classroom, study: Study, seed: int
) -> None:
    bank.add_many(60, YES_NO)
    bank.add_many(20, ONE, subject="history")
    await room.load()
    chance = Random(seed)
    room.clock.now = datetime(2026, 7, 20, 20, 30, tzinfo=UTC)  # 23:30 in Moscow
    students = [await room.enrol() for _ in range(5)]
    earned: list[tuple[Actor, date, int]] = []
    for _ in range(60):
        student = chance.choice(students)
        mode = chance.choice([Mode.COMPETITIVE, Mode.COMPETITIVE, Mode.TRAINING])
        subject = chance.choice(["geography", "geography", "history"])
        served = await room.next(student, await room.start(student, mode, subject=subject))
        verdict = await room.answer(
            student, served.id, chance.choice([True, False]) if subject == "geography" else 1
        )
        today = room.clock.now.astimezone(MOSCOW).date()
        if subject == "geography":
            earned.append((student, today, verdict.points))
            season = Counter[Actor]()
            for actor, day, points in earned:
                season[actor] += points * (day >= since(Window.SEASON, today))
            assert verdict.place == 1 + sum(points > season[student] for points in season.values())
        window = chance.choice(list(Window))
        totals = Counter(dict.fromkeys(students, 0))
        for actor, day, points in earned:
            totals[actor] += points * (day >= since(window, today))
        board = await study.board(student, window)
        assert board.since == since(window, today)
        assert board.standing.mine.points == totals[student]
        assert board.standing.mine.place == 1 + sum(each > totals[student] for each in totals.values())
        assert board.standing.total == sum(each > 0 for each in totals.values())
        shown = [(place.points, place.place) for place in board.standing.top]
        ranked = sorted((each for each in totals.values() if each), reverse=True)
        assert shown == [(each, 1 + sum(other > each for other in ranked)) for each in ranked]
        room.clock.passes(hours=chance.choice([1, 5, 20, 40, 100]))


async def test_simulated_and_imported_students_are_ranked_among_themselves(
    bank: Bank, room: Classroom, study: Study
) -> None:
    bank.add_many(3, YES_NO)
    await room.load()
    anna, boris, robot = [await room.enrol() for _ in range(3)]
    await study.change(robot, "origin = 'simulated'")
    for student, points in ((robot, 3), (anna, 2), (boris, 1)):
        await earn(room, student, points)
    board = await study.board(boris)
    assert (board.standing.mine.place, board.standing.total, len(board.standing.top)) == (2, 2, 2)
    board = await study.board(robot)
    assert (board.standing.mine.place, board.standing.total, len(board.standing.top)) == (1, 1, 1)


async def test_who_hides_is_shown_to_himself_only_and_keeps_the_places(
    bank: Bank, room: Classroom, study: Study
) -> None:
    bank.add_many(3, YES_NO)
    await room.load()
    anna, boris, clara = [await room.enrol() for _ in range(3)]
    for student, points in ((anna, 3), (boris, 2), (clara, 1)):
        await earn(room, student, points)
    await study.appear(boris, Appearance(listed=False, display_name="Бобр"))
    await study.appear(clara, Appearance(display_name="Клара К."))
    seen = await study.board(clara)
    assert [(place.place, place.name) for place in seen.standing.top] == [(1, "Анна И."), (3, "Клара К.")]
    assert [(place.place, place.name) for place in seen.neighbours] == [(1, "Анна И."), (3, "Клара К.")]
    own = await study.board(boris)
    assert [(place.place, place.name) for place in own.standing.top] == [
        *((1, "Анна И."), (2, "Бобр"), (3, "Клара К."))
    ]


async def test_a_slice_holds_students_of_one_region_grade_or_school_from_five(
    bank: Bank, room: Classroom, study: Study
) -> None:
    bank.add_many(6, YES_NO)
    await room.load()
    students = [await room.enrol() for _ in range(6)]
    for points, student in enumerate(students, 1):
        await earn(room, student, points)
    await study.change(students[5], "region = '70', school = '1'")
    board = await study.board(students[2], by=Slice.SCHOOL)
    assert (board.standing.mine.place, board.standing.total) == (3, 5)
    assert [place.place for place in board.neighbours] == [1, 2, 3, 4, 5]
    assert (await study.board(students[5], by=Slice.GRADE)).standing.total == 6
    for by in (Slice.REGION, Slice.SCHOOL):
        with pytest.raises(SliceTooSmall):
            await study.board(students[5], by=by)
    await study.change(students[0], "region = null")
    with pytest.raises(SliceTooSmall):
        await study.board(students[0], by=Slice.REGION)


async def test_the_first_student_is_first_of_none(room: Classroom, study: Study) -> None:
    anna = await room.enrol()
    board = await study.board(anna)
    assert (board.standing.mine.place, board.standing.total, board.standing.top) == (1, 0, ())
