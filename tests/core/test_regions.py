"""A region is one of the 89, however it is typed."""

import pytest

from serving.core.registration.regions import RegionUnclear, find_region
from serving.core.registration.regions_of_russia import ALSO_CALLED, REGIONS


def test_there_are_89_subjects_and_each_is_itself() -> None:
    assert len(set(REGIONS)) == 89
    assert [find_region(name.upper()) for name in REGIONS] == list(REGIONS)
    assert set(ALSO_CALLED.values()) <= set(REGIONS)


@pytest.mark.parametrize(
    ("typed", "region"),
    [
        ("г. Москва", "Москва"),
        ("москва", "Москва"),
        ("Московская обл.", "Московская область"),
        ("  томская   ОБЛАСТЬ ", "Томская область"),
        ("Тульсая область", "Тульская область"),
        ("Дагистан", "Республика Дагестан"),
        ("санкт петербург", "Санкт-Петербург"),
        ("Питер", "Санкт-Петербург"),
        ("Якутия", "Республика Саха (Якутия)"),
        ("респ. Алтай", "Республика Алтай"),
        ("Алтайский", "Алтайский край"),
        ("Новгородская", "Новгородская область"),
        ("ненецкий АО", "Ненецкий автономный округ"),
        ("Ростов", "Ростовская область"),
        ("Курская", "Курская область"),
    ],
)
def test_a_clear_best_is_taken(typed: str, region: str) -> None:
    assert find_region(typed) == region


@pytest.mark.parametrize(
    ("typed", "candidates"),
    [
        ("Алтай", ("Республика Алтай", "Алтайский край")),
        ("Москов", ("Московская область", "Москва")),
        ("Тмская", ("Томская область", "Омская область", "Тюменская область")),
    ],
)
def test_close_ones_are_offered(typed: str, candidates: tuple[str, ...]) -> None:
    with pytest.raises(RegionUnclear) as unclear:
        find_region(typed)
    assert unclear.value.candidates == candidates


@pytest.mark.parametrize("typed", ["", "77", "--", "область", "?" * 200])
def test_what_resembles_nothing_is_refused(typed: str) -> None:
    with pytest.raises(RegionUnclear) as unclear:
        find_region(typed)
    assert not {"", typed} & set(unclear.value.candidates)
