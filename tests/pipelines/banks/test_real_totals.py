"""The banks that departments really sent, against their reference totals."""

import re
from collections import Counter
from pathlib import Path

import pytest

from pipelines.banks.check import check, combine
from pipelines.banks.profile import Profile
from pipelines.banks.report import Level, Report
from pipelines.banks.subjects import read_subjects
from tests.pipelines.banks.real_banks import BANKS, bank, options, present

pytestmark = present


@pytest.mark.parametrize("photos", [None, BANKS / "photos"], ids=["without pictures", "with pictures"])
def test_the_bank_of_one_choice_comes_to_its_reference_totals(photos: Path | None) -> None:
    report = check(BANKS / "one.csv", read_subjects(), photos=photos)
    assert report.rows == 2937
    # 111 rows with an error: 92 of the held group, 21 of which also show a key out of range, and
    # 19 others of level E: 4 keys out of range, 8 right options twice, 6 conflicts, 1 date.
    assert (report.held, report.rejected) == (92, 19)
    # 1666 questions have at least one row that is neither held nor rejected; the other clean rows are copies.
    assert (len(report.questions), report.merged) == (1666, 2937 - 111 - 1666)
    assert Counter(question.subject for question in report.questions) == {
        "economics": 1114, "obzh": 465, "english": 87,
    }  # fmt: skip


def test_the_bank_of_yes_and_no_comes_to_its_reference_totals(yes_no: Report) -> None:
    assert (yes_no.rows, len(yes_no.questions), yes_no.merged) == (1486, 766, 720)
    assert (yes_no.held, yes_no.rejected) == (0, 0)
    assert Counter(question.subject for question in yes_no.questions) == {
        "economics": 428, "english": 316, "social": 22,
    }  # fmt: skip


def test_the_questions_of_the_bank_are_as_many_as_the_reference_counts(one: Report) -> None:
    """1769 = 1666 with a clean row + those all of whose rows are held or rejected."""
    contents = [(plain(row["ask_text"]), *sorted(map(plain, options(row)))) for row in bank("one.csv")]
    clean = {contents[row - 2] for question in one.questions for row in question.rows}
    assert (len(set(contents)), len(clean), len(one.questions)) == (1769, 1666, 1666)


def plain(text: str) -> str:
    """A comparison of its own: letters, digits and signs, without case, spaces, numbers of options."""
    folded = re.sub(r"^\s*\d\)", "", text).casefold().replace("ё", "е")
    return re.sub(r"\s+", "", folded).rstrip(".;:")


def test_a_copy_keeps_the_picture_of_the_one_and_the_wording_of_the_other(one: Report) -> None:
    numbers = [row["question_id"] for row in bank("one.csv")]
    row = numbers.index("4578") + 2
    [question] = [question for question in one.questions if row in question.rows]
    assert [numbers[row - 2] for row in question.rows] == ["1143", "4578"]
    assert question.question.photo is not None
    assert not question.waits_for_picture


def test_two_files_of_a_department_are_one_bank(one: Report, yes_no: Report) -> None:
    assert len(combine([one, yes_no])) == 1666 + 766
    assert [question.identity for question in combine([one, one])] == [
        question.identity for question in one.questions
    ]


def test_when_the_remap_is_accepted_the_92_held_rows_are_92_more_questions(one: Report) -> None:
    remap = re.compile(r'key_bases\."(.+)" = 1')
    held = [finding for finding in one.findings if finding.level is Level.HOLD]
    offers = {match[1] for finding in held if (match := remap.search(finding.hint))}

    accepted = check(
        BANKS / "one.csv",
        read_subjects(),
        photos=BANKS / "photos",
        profile=Profile(key_bases=dict.fromkeys(offers, 1)),
    )

    assert (one.held, accepted.held) == (92, 0)
    assert len(accepted.questions) == 1666 + 92
