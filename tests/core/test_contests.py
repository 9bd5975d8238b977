"""States and points of contests."""

from datetime import UTC, datetime, timedelta

import pytest
from pydantic import ValidationError

from serving.core.contests.announce_contest import choose
from serving.core.contests.contests import Plan, Scoring
from serving.core.contests.errors import QuestionsTooFew, QuestionsUnfit
from serving.core.contests.scoring import mark, worth
from serving.core.contests.states import Schedule
from serving.core.questions import QuestionId
from tests.support.banks import EVERY_KIND, MULTIPLE, ONE, OPEN, YES_NO

START = datetime(2026, 1, 10, 12, tzinfo=UTC)
FREEZE, END = START + timedelta(minutes=50), START + timedelta(minutes=60)
ANNOUNCED = START - timedelta(days=1)
INSTANT = timedelta(microseconds=1)

PLAN = {"title": "Кубок", "subject": "geography", "starts_at": START, "ends_at": END}


@pytest.mark.parametrize(
    ("moment", "state", "stopped", "over"),
    [
        (START - INSTANT, "scheduled", False, False),
        (START, "running", False, False),
        (FREEZE - INSTANT, "running", False, False),
        (FREEZE, "frozen", True, False),
        (END - INSTANT, "frozen", True, False),
        (END, "finished", True, False),
        (END + timedelta(seconds=2), "finished", True, False),
        (END + timedelta(seconds=2) + INSTANT, "finished", True, True),
    ],
)
def test_a_contest_goes_by_the_clock(moment: datetime, state: str, stopped: bool, over: bool) -> None:
    schedule = Schedule(START, FREEZE, END, ANNOUNCED)
    assert (schedule.state(moment), schedule.table_stopped(moment), schedule.over(moment)) == (
        state,
        stopped,
        over,
    )


def test_what_people_do_comes_before_the_clock() -> None:
    assert Schedule(START, FREEZE, END).state(END) == "draft"
    assert Schedule(START, FREEZE, END, ANNOUNCED, cancelled_at=START).state(FREEZE) == "cancelled"
    published = Schedule(START, FREEZE, END, ANNOUNCED, results_at=END)
    assert (published.state(END), published.table_stopped(END)) == ("published", False)
    assert not Schedule(START, END, END, ANNOUNCED).table_stopped(END)


def test_points_are_those_of_the_question_or_of_its_kind() -> None:
    assert [worth(Scoring(), question) for question in (YES_NO, ONE, MULTIPLE, OPEN)] == [1, 3, 5, 7]
    assert worth(Scoring.model_validate({"by_kind": {"one": 10}}), ONE) == 10


def test_a_wrong_answer_costs_the_penalty_and_half_a_right_one_earns_half() -> None:
    scoring = Scoring(penalty=2)
    partial = MULTIPLE.model_copy(update={"partial": True})
    marks = [
        mark(scoring, question, points, response)
        for question, points, response in ((ONE, 3, 1), (ONE, 3, 2), (partial, 5, (1,)), (partial, 5, (2,)))
    ]
    assert [(each.correct, each.points) for each in marks] == [
        (True, 3),
        (False, -2),
        (False, 2),
        (False, -2),
    ]


def test_the_same_seed_draws_the_same_questions_and_another_others() -> None:
    bank = {QuestionId(number): (1, EVERY_KIND[number % 4]) for number in range(1, 101)}

    def drawn(seed: int) -> list[int]:
        questions = {"by": "filters", "count": 10, "seed": seed}
        plan = Plan.model_validate(PLAN | {"questions": questions})
        return [each.question_id for each in choose(plan, bank)]

    assert drawn(1) == drawn(1)
    assert len(set(drawn(1))) == 10
    assert drawn(1) != drawn(2)


def test_a_list_keeps_its_order_and_names_what_does_not_fit() -> None:
    bank = {QuestionId(number): (1, ONE) for number in (1, 2, 3)}
    listed = Plan.model_validate(PLAN | {"questions": {"by": "list", "questions": [3, 1]}})
    assert [each.question_id for each in choose(listed, bank)] == [3, 1]
    with pytest.raises(QuestionsUnfit) as unfit:
        choose(Plan.model_validate(PLAN | {"questions": {"by": "list", "questions": [3, 9, 8]}}), bank)
    assert unfit.value.questions == (9, 8)
    with pytest.raises(QuestionsTooFew) as few:
        choose(Plan.model_validate(PLAN | {"questions": {"by": "filters", "count": 4}}), bank)
    assert few.value.found == 3


@pytest.mark.parametrize(
    "changes",
    [
        {"ends_at": START},
        {"freeze_minutes": 61},
        {"questions": {"by": "list", "questions": [1, 1]}},
        {"starts_at": datetime(2026, 1, 10)},  # noqa: DTZ001 that is what is refused
    ],
)
def test_a_plan_that_cannot_be_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Plan.model_validate(PLAN | {"questions": {"by": "filters", "count": 1}} | changes)
