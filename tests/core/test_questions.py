"""Which questions cannot be built."""

from decimal import Decimal

import pytest
from pydantic import ValidationError

from serving.core.questions import (
    Kind,
    Multiple,
    One,
    Open,
    YesNo,
    number,
    points,
    question_adapter,
    shuffles,
)

Shape = dict[str, object]


def options(*texts: str) -> list[Shape]:
    return [{"id": place, "text": text} for place, text in enumerate(texts, 1)]


ONE: Shape = {"kind": "one", "text": "2 + 2", "options": options("3", "4", "5"), "key": 2}
MULTIPLE: Shape = {"kind": "multiple", "text": "Even?", "options": options("1", "2", "4"), "key": [2, 3]}
OPEN: Shape = {"kind": "open", "text": "Pi?", "key": ["3.14", "3,142"]}
YES_NO: Shape = {"kind": "yes_no", "text": "Is the Earth round?", "key": True}


@pytest.mark.parametrize("shape", [ONE, MULTIPLE, OPEN, YES_NO])
def test_each_kind_survives_a_round_through_json(shape: Shape) -> None:
    question = question_adapter.validate_python(shape)
    assert question_adapter.validate_json(question.model_dump_json()) == question
    assert question.kind == shape["kind"]


@pytest.mark.parametrize(
    ("shape", "reason"),
    [
        (ONE | {"key": 4}, "key 4 is not an option"),
        (ONE | {"key": 0}, "greater than 0"),
        (ONE | {"options": options("4"), "key": 1}, "at least 2 items"),
        (ONE | {"options": options(*map(str, range(13)))}, "at most 12 items"),
        (ONE | {"options": options("3", "4", "4")}, "right option 2 occurs twice"),
        (ONE | {"options": options("3", " 4", "4 ")}, "right option 2 occurs twice"),
        (ONE | {"options": [*options("3", "4"), {"id": 2, "text": "5"}]}, "option ids repeat"),
        (ONE | {"options": options("3", " ", "5")}, "at least 1 character"),
        (ONE | {"text": " \n "}, "at least 1 character"),
        (ONE | {"hint": "four"}, "Extra inputs"),
        (ONE | {"points": -1}, "greater than or equal to 0"),
        (ONE | {"points": 40_000}, "less than or equal to 1000"),
        (ONE | {"photo": "cat.png"}, "match pattern"),
        (MULTIPLE | {"key": []}, "at least 1 item"),
        (MULTIPLE | {"key": [3, 2]}, "must ascend"),
        (MULTIPLE | {"key": [2, 2]}, "must ascend"),
        (MULTIPLE | {"key": [2, 9]}, "key 9 is not an option"),
        (MULTIPLE | {"options": options("1", "2", "1"), "key": [1, 2]}, "right option 1 occurs twice"),
        (OPEN | {"key": []}, "at least 1 item"),
        (OPEN | {"key": ["Volga"], "tolerance": {"value": "1"}}, "needs numeric"),
        (OPEN | {"key": ["3", "10..12"], "tolerance": {"value": "1"}}, "needs numeric"),
        (OPEN | {"tolerance": {"value": "-1"}}, "greater than or equal to 0"),
        (OPEN | {"tolerance": {"value": "NaN"}}, "finite"),
        (YES_NO | {"options": options("yes", "no")}, "Extra inputs"),
        (YES_NO | {"key": "2"}, "valid boolean"),
        (YES_NO | {"kind": "essay"}, "does not match any of the expected tags"),
    ],
)
def test_a_broken_shape_is_refused_with_its_reason(shape: Shape, reason: str) -> None:
    with pytest.raises(ValidationError, match=reason):
        question_adapter.validate_python(shape)


def test_a_wrong_option_may_occur_twice() -> None:
    question = question_adapter.validate_python(ONE | {"options": options("3", "4", "3")})
    assert [option.text for option in question.choices] == ["3", "4", "3"]


@pytest.mark.parametrize(
    ("right", "other"), [("Est", "est"), ("ou", "où"), ("peche", "pêche"), ("its", "it's")]
)
def test_options_that_differ_by_case_accent_or_apostrophe_are_different(right: str, other: str) -> None:
    question = question_adapter.validate_python(ONE | {"options": options(right, other), "key": 1})
    assert len(question.choices) == 2


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3,14", "3.14"),
        ("3.14", "3.14"),
        ("−5", "-5"),
        ("–5", "-5"),
        ("-5", "-5"),
        ("+7", "7"),
        ("1 000", "1000"),
        ("1\u00a0000\u202f000,5", "1000000.5"),
        (".5", "0.5"),
        ("5.", "5"),
    ],
)
def test_a_number_is_read_however_it_is_typed(text: str, value: str) -> None:
    assert number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", " ", "-", ".", "5%", "1e3", "1,000,000", "3..4", "five", "0x10", "--5", "inf"]
)
def test_what_is_not_a_number_has_no_value(text: str) -> None:
    assert number(text) is None


def test_a_kind_has_its_points_unless_the_question_has_its_own() -> None:
    shapes = {Kind.YES_NO: YES_NO, Kind.ONE: ONE, Kind.MULTIPLE: MULTIPLE, Kind.OPEN: OPEN}
    usual = {kind: points(question_adapter.validate_python(shape)) for kind, shape in shapes.items()}
    assert usual == {"yes_no": 1, "one": 3, "multiple": 5, "open": 7}
    assert points(question_adapter.validate_python(ONE | {"points": 0})) == 0


def test_only_choices_are_shuffled_and_not_those_that_refer_to_others() -> None:
    assert shuffles(One.model_validate(ONE))
    assert shuffles(Multiple.model_validate(MULTIPLE))
    assert not shuffles(One.model_validate(ONE | {"shuffle": False}))
    assert not shuffles(Open.model_validate(OPEN))
    assert not shuffles(YesNo.model_validate(YES_NO))
