"""Values of filters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from serving.core.filters.filters import Filters
from serving.core.questions import Kind


def test_a_choice_is_sorted_and_without_repetitions() -> None:
    chosen = Filters(
        themes=("rivers", "lakes", "rivers"), difficulty=(3, 1, 3), kinds=(Kind.YES_NO, Kind.ONE)
    )
    assert chosen.themes == ("lakes", "rivers")
    assert chosen.difficulty == (1, 3)
    assert chosen.kinds == (Kind.ONE, Kind.YES_NO)


@given(st.lists(st.integers(1, 5), min_size=1))
def test_the_order_of_choosing_does_not_matter(levels: list[int]) -> None:
    assert Filters(difficulty=tuple(levels)) == Filters(difficulty=tuple(reversed(levels)))
    assert hash(Filters(difficulty=tuple(levels))) == hash(Filters(difficulty=tuple(sorted(set(levels)))))


@pytest.mark.parametrize(
    "chosen",
    [
        {"themes": []},
        {"sources": []},
        {"kinds": ["essay"]},
        {"difficulty": [0]},
        {"difficulty": [6]},
        {"subway": "sometimes"},
        {"unseen_only": None},
        {"grades": [9]},
    ],
)
def test_a_choice_of_nothing_or_of_the_unknown_is_refused(chosen: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Filters.model_validate(chosen)


@pytest.mark.parametrize(
    "chosen",
    [
        Filters(themes=("rivers",)),
        Filters(sources=("ME",)),
        Filters(kinds=(Kind.OPEN,)),
        Filters(subway=False),
        Filters(difficulty=(1, 2, 3, 4, 5)),
        Filters(unseen_only=True),
    ],
)
def test_any_choice_is_narrow(chosen: Filters) -> None:
    assert chosen.narrow
    assert not Filters().narrow


def test_filters_that_free_questions_can_be_named_and_removed() -> None:
    chosen = Filters(themes=("rivers",), subway=False, unseen_only=True)
    assert chosen.set_names == ("themes", "subway")
    assert chosen.without("themes") == Filters(subway=False, unseen_only=True)
    assert Filters.model_validate(chosen.model_dump(mode="json", exclude_defaults=True)) == chosen
