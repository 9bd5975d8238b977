"""What is a right answer, held against slow references."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serving.core.errors import AnswerMalformed
from serving.core.questions import Multiple, One, Open, Option, Tolerance, YesNo
from serving.core.training.grading import grade
from serving.core.training.sessions import AnyQuestion, Response

OPTIONS = tuple(Option(id=number, text=f"option {number}") for number in range(1, 5))
YES_NO = YesNo(text="?", key=False)
ONE = One(text="?", options=OPTIONS, key=2)
MULTIPLE = Multiple(text="?", options=OPTIONS, key=(1, 3))
VOLGA = Open(text="?", key=("Волга", "река Волга"))


def open_question(*key: str, tolerance: Tolerance | None = None) -> Open:
    return Open(text="?", key=key, tolerance=tolerance)


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        (YES_NO, False, True),
        (ONE, 2, 3),
        (MULTIPLE, (3, 1), (1, 2, 3)),
        (MULTIPLE, (1, 3, 3), (1,)),
        (VOLGA, " РЕКА   волга ", "реки Волги"),
    ],
)
def test_each_kind_knows_right_from_wrong(question: AnyQuestion, right: Response, wrong: Response) -> None:
    assert grade(question, right)
    assert not grade(question, wrong)


@pytest.mark.parametrize(
    ("question", "response"),
    [
        *((YES_NO, response) for response in (1, 0, "true", (), (1,))),
        *((ONE, response) for response in (True, 0, 5, -1, "2", (2,))),
        *((MULTIPLE, response) for response in (True, 1, "1;3", (), (1, 5), (True, 3))),
        *((VOLGA, response) for response in (True, 1, (1,), "", " \t")),
    ],
)
def test_an_answer_of_another_kind_is_malformed(question: AnyQuestion, response: Response) -> None:
    with pytest.raises(AnswerMalformed) as refused:
        grade(question, response)
    assert refused.value.kind == question.kind


@pytest.mark.parametrize(
    ("form", "typed"),
    [
        ("Королёв", "королев"),
        ("Королев", "КОРОЛЁВ"),
        ("Королёв", "Короле\u0308в"),
        ("Йошкар-Ола", "и\u0306ошкар—ола"),
        ("Ростов-на-Дону", "ростов–на−дону"),
        ("New York", "new\u00a0york"),
        ("Straße", "STRASSE"),
        ("-", "–"),
    ],
)
def test_case_yo_dashes_and_spaces_do_not_matter(form: str, typed: str) -> None:
    assert grade(open_question(form), typed)


@pytest.mark.parametrize(("form", "typed"), [("peche", "pêche"), ("it's", "its"), ("А", "A"), ("5%", "5")])
def test_accents_apostrophes_alphabets_and_units_do_matter(form: str, typed: str) -> None:
    assert not grade(open_question(form), typed)


@pytest.mark.parametrize(
    ("form", "right", "wrong"),
    [
        ("5 км", ["5,0км", "5.00 КМ", "5  км"], ["5", "5 м", "6 км", "км 5"]),
        ("−5 °C", ["-5,0 °c"], ["5 °C", "-5"]),
        ("10..12 руб.", ["11 руб.", "10,5руб."], ["11", "13 руб."]),
        ("1 000 т", ["1000т"], ["1000 кг"]),
        ("9 мая", ["9 МАЯ"], ["9", "9 июня"]),
        ("5", ["5"], ["5 км"]),
    ],
)
def test_a_number_has_the_unit_that_the_bank_gives(form: str, right: list[str], wrong: list[str]) -> None:
    assert [grade(open_question(form), typed) for typed in right] == [True] * len(right)
    assert [grade(open_question(form), typed) for typed in wrong] == [False] * len(wrong)


def test_a_tolerance_is_of_the_amount_and_the_unit_stays() -> None:
    question = open_question("20 км", tolerance=Tolerance(value=Decimal(5), percent=True))
    typed = ("19 км", "21,0км", "18,9 км", "21.1 км", "20", "20 м")
    assert [grade(question, each) for each in typed] == [True, True, False, False, False, False]


@pytest.mark.parametrize("typed", ["3,14", "3.14", "3.140", " 3,14 ", "+3.14", "03.14"])
def test_numbers_are_compared_by_value(typed: str) -> None:
    assert grade(open_question("3,14"), typed)
    assert not grade(open_question("3.15"), typed)


@pytest.mark.parametrize("typed", ["-1000", "−1 000", "–1000,0", "—1000"])
def test_any_dash_is_a_minus(typed: str) -> None:
    assert grade(open_question("−1000"), typed)
    assert not grade(open_question("1000"), typed)


@pytest.mark.parametrize(
    ("tolerance", "right", "wrong"),
    [
        (Tolerance(value=Decimal("0.5")), ("-199.5", "−200", "-200,5"), ("-199.4999", "-200.5001", "200")),
        (Tolerance(value=Decimal(5), percent=True), ("-190", "-210"), ("-189.99", "-210.01")),
        (Tolerance(value=Decimal(0)), ("-200.0",), ("-200.1",)),
    ],
)
def test_a_tolerance_is_absolute_or_per_cent_and_includes_its_bounds(
    tolerance: Tolerance, right: tuple[str, ...], wrong: tuple[str, ...]
) -> None:
    question = open_question("-200", tolerance=tolerance)
    assert all(grade(question, typed) for typed in right)
    assert not any(grade(question, typed) for typed in wrong)


@pytest.mark.parametrize(
    ("form", "right", "wrong"),
    [
        ("10..12", ("10", "11,5", "12"), ("9.99", "12.01", "eleven")),
        ("−2,5..-1", ("-2.5", "−1"), ("0", "-2.51")),
        ("a..b", ("A..B",), ("a", "b")),
    ],
)
def test_a_range_includes_its_ends(form: str, right: tuple[str, ...], wrong: tuple[str, ...]) -> None:
    assert all(grade(open_question(form), typed) for typed in right)
    assert not any(grade(open_question(form), typed) for typed in wrong)


def test_any_accepted_form_is_enough() -> None:
    question = open_question("two", "2", "10..12")
    assert [typed for typed in ("two", "2,0", "11", "3") if grade(question, typed)] == ["two", "2,0", "11"]


ids = st.lists(st.integers(1, 4), min_size=1, max_size=6)


@given(key=st.sets(st.integers(1, 4), min_size=1), chosen=ids)
def test_multiple_is_right_when_the_sets_are_equal(key: set[int], chosen: list[int]) -> None:
    question = Multiple(text="?", options=OPTIONS, key=tuple(sorted(key)))
    assert grade(question, tuple(chosen)) == (set(chosen) == key)


cents = st.integers(-100_000, 100_000)


@given(centre=cents, spread=st.integers(0, 5_000), typed=cents)
def test_a_tolerance_is_the_distance_between_whole_hundredths(centre: int, spread: int, typed: int) -> None:
    def written(hundredths: int) -> str:
        return f"{'−' if hundredths < 0 else ''}{abs(hundredths) // 100},{abs(hundredths) % 100:02}"

    question = open_question(written(centre), tolerance=Tolerance(value=Decimal(spread) / 100))
    assert grade(question, written(typed)) == (abs(centre - typed) <= spread)
