"""Who is ranked, how, and who is shown to whom."""

import pytest

from serving.core.errors import SliceTooSmall
from serving.core.identity import Actor
from serving.core.leaderboard.board import Slice
from serving.core.leaderboard.choose_appearance import Appearance
from tests.support.banks import YES_NO, Bank
from tests.support.classrooms import Classroom
from tests.support.study import Study

pytestmark = pytest.mark.anyio


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
