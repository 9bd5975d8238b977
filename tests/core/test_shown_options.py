"""Options are shuffled once a serve."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from serving.core.questions import One, Option, YesNo
from serving.core.training.sessions import ServeId
from serving.core.training.shown_options import shown_options

OPTIONS = tuple(Option(id=number, text=f"option {number}") for number in range(1, 7))
SHUFFLED = One(text="?", options=OPTIONS, key=1)
FIXED = One(text="?", options=OPTIONS, key=1, shuffle=False)


@given(st.uuids())
def test_one_serve_shows_all_options_in_one_order(serve_id: UUID) -> None:
    first = shown_options(ServeId(serve_id), SHUFFLED)
    assert first == shown_options(ServeId(serve_id), SHUFFLED)
    assert sorted(option.id for option in first) == [1, 2, 3, 4, 5, 6]
    assert set(first) == set(OPTIONS)


def test_every_option_comes_first_about_equally_often() -> None:
    first = [shown_options(ServeId(UUID(int=number)), SHUFFLED)[0].id for number in range(6000)]
    assert all(850 < first.count(option.id) < 1150 for option in OPTIONS)  # 1000 ± 5 standard deviations


@given(st.uuids())
def test_options_that_refer_to_others_stay_in_place(serve_id: UUID) -> None:
    assert shown_options(ServeId(serve_id), FIXED) == OPTIONS


def test_a_question_without_options_shows_none() -> None:
    assert shown_options(ServeId(UUID(int=1)), YesNo(text="?", key=True)) == ()
