"""Few answers say little: they are drawn to what the student does elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serving.core.statistics.shrinkage import Tally, masteries, prior

tallies = st.lists(
    st.integers(1, 60).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))), min_size=1, max_size=8
).map(lambda pairs: [Tally(f"theme {place}", n, right) for place, (n, right) in enumerate(pairs)])


def test_two_themes_by_hand() -> None:
    given_ = [Tally("rivers", 20, 18), Tally("lakes", 20, 6)]
    # m = 24/40 = .6; tau² = .09 - .24 · 2/40 = .078; k = .24/.078 - 1 = 27/13
    mean, strength = prior(given_)
    assert mean == pytest.approx(0.6)
    assert strength == pytest.approx(27 / 13)
    weakest, strongest = masteries(given_)
    assert (weakest.theme, strongest.theme) == ("lakes", "rivers")
    assert weakest.value == pytest.approx((6 + 27 / 13 * 0.6) / (20 + 27 / 13))
    assert strongest.value == pytest.approx((18 + 27 / 13 * 0.6) / (20 + 27 / 13))


def test_themes_that_differ_by_chance_only_are_as_good_as_one() -> None:
    values = [each.value for each in masteries([Tally("rivers", 10, 6), Tally("lakes", 10, 4)])]
    assert values == [pytest.approx((4 + 250) / 510), pytest.approx((6 + 250) / 510)]


def test_too_few_answers_come_last_and_say_nothing() -> None:
    found = masteries([Tally("seas", 9, 0), Tally("rivers", 10, 10), Tally("lakes", 0, 0)])
    assert [(each.theme, each.n, each.value is None) for each in found] == [
        ("rivers", 10, False),
        ("seas", 9, True),
    ]
    assert masteries([]) == []


@given(tallies)
def test_a_mastery_lies_between_the_theme_and_the_subject(given_: list[Tally]) -> None:
    mean = sum(tally.right for tally in given_) / sum(tally.n for tally in given_)
    shares = {tally.title: tally.right / tally.n for tally in given_}
    found = masteries(given_)
    assert {each.theme for each in found} == set(shares)
    for each in found:
        if each.value is not None:
            low, high = sorted((mean, shares[each.theme]))
            assert low - 1e-9 <= each.value <= high + 1e-9
    known = [each.value for each in found if each.value is not None]
    assert known == sorted(known)
