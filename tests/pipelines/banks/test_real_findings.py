"""The banks that departments really sent: each rule against the list of the rows that show it."""

import re
from collections.abc import Mapping

import pytest

from pipelines.banks.report import Report
from tests.pipelines.banks.real_banks import Ids, bank, ids, options, present

pytestmark = present

EQUAL = [
    "conflict", "answer_out_of_range", "index_base_1", "option_duplicate_right", "option_duplicate_wrong",
    "date_artifact", "percent_lost", "numbering_prefix", "invisible_chars", "math_alnum", "truncated_start",
    "source_missing", "text_over_1024", "message_over_4096", "duplicate_lost_photo",
]  # fmt: skip


@pytest.mark.parametrize("code", EQUAL)
def test_a_rule_finds_exactly_the_listed_rows(one: Report, lists: Mapping[str, Ids], code: str) -> None:
    assert ids(one, code) == lists[f"one.{code}"]


@pytest.mark.parametrize("code", ["duplicate", "whitespace", "theme_missing", "source_missing"])
def test_a_rule_finds_exactly_the_listed_rows_of_yes_and_no(
    yes_no: Report, lists: Mapping[str, Ids], code: str
) -> None:
    assert ids(yes_no, code) == lists[f"yn.{code}"]


def test_words_of_two_alphabets_are_repaired_or_warned_about(
    one: Report, yes_no: Report, lists: Mapping[str, Ids]
) -> None:
    both = ("latin_in_cyrillic", "mixed_alphabet")
    assert ids(one, *both) == lists["one.mixed_alphabet"]
    assert ids(yes_no, *both) == lists["yn.mixed_alphabet"]


def test_copies_are_merged_unless_they_are_rejected(one: Report, lists: Mapping[str, Ids]) -> None:
    """The list also counts five copies that are rejected: a right option twice, a key out of range."""
    assert lists["one.duplicate"] - ids(one, "duplicate") == {5052, 5415, 5441, 5466, 5562}
    assert ids(one, "duplicate") <= lists["one.duplicate"]


def test_zero_fractions_are_dropped_only_where_every_number_of_the_row_is_whole(
    one: Report, lists: Mapping[str, Ids]
) -> None:
    """The list counts every "20.0"; 68 of its rows hold a real fraction too, so «5.0» may be meant."""
    kept = lists["one.float_artifact"] - ids(one, "float_artifact")
    assert ids(one, "float_artifact") < lists["one.float_artifact"]
    assert len(kept) == 68
    for row in bank("one.csv"):
        if int(row["question_id"]) in kept:
            assert any(re.fullmatch(r"(\d\) )?-?\d+[.,]\d*[1-9]", option) for option in options(row))


def test_spaces_are_repaired_in_themes_and_broken_lines_joined_too(
    one: Report, lists: Mapping[str, Ids]
) -> None:
    """The list of spaces leaves out line breaks inside of options; themes have a list of their own."""
    assert ids(one, "whitespace", column="theme") == lists["one.theme_whitespace"]
    in_texts = ids(one, "whitespace") - (lists["one.theme_whitespace"] - lists["one.whitespace"])
    assert in_texts == lists["one.whitespace"]


def test_numbering_that_is_not_in_order_is_left_and_warned_about(
    one: Report, lists: Mapping[str, Ids]
) -> None:
    """The list misses two copies whose first option keeps an «a)» after its «1)» is gone."""
    assert ids(one, "numbering_prefix_mixed") == lists["one.numbering_prefix_mixed"] | {1516, 4933}


def test_misspelt_and_transliterated_themes_get_their_titles(one: Report, lists: Mapping[str, Ids]) -> None:
    """The list holds the misspelt English themes only; those in Latin letters are corrected too."""
    latin = {int(row["question_id"]) for row in bank("one.csv") if row["theme"] in TRANSLITERATED}
    assert ids(one, "theme_typo") == lists["one.theme_typo"] | latin
    assert not ids(one, "theme_unknown")


TRANSLITERATED = {
    "KPV KTV opportunity costs", "Pervaya pomosh", "ZOZh i biologo socialnie ChS", "PDD", "RSChS", "OVS",
    "ChS prirodnogo haractera", "ChS socialnogo haractera", "avtonomnoe vizhivanie", "Terrorizm i extremizm",
}  # fmt: skip


def test_a_missing_picture_is_told_only_where_no_copy_has_it(one: Report, lists: Mapping[str, Ids]) -> None:
    """17 of the 21 listed rows are copies whose picture came with another copy, which is told as such."""
    missing = ids(one, "picture_missing")
    assert missing == {2114, 5517, 9808, 9869}
    assert lists["one.picture_missing"] - missing <= ids(one, "duplicate_lost_photo")
    assert sum(question.waits_for_picture for question in one.questions) == 3
    assert sum(question.question.photo is not None for question in one.questions) == 53


def test_every_option_that_the_list_calls_unsafe_to_shuffle_is_seen(
    one: Report, lists: Mapping[str, Ids]
) -> None:
    """Nine listed rows do not refer to other options: «ни одного» as a count, statements of the text.

    Over a hundred rows are missing in it: «правильного ответа нет», «Верны ответы 1) и 2)» and others.
    """
    flagged = ids(one, "shuffle_unsafe")
    assert lists["one.shuffle_unsafe"] - flagged == {2062, 2117, 2210, 2231, 5469, 5520, 5611, 5632, 9821}
    assert len(flagged - lists["one.shuffle_unsafe"]) > 100
