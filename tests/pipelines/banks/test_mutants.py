"""One cell of a good bank is damaged as people and spreadsheets damage it: no key ever comes to mean another.

Eight good rows, each with four options of its own; the damage is done to one row, to a source or to the file.
"""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.banks.check import check
from pipelines.banks.report import Level, Report
from serving.core.questions import One
from tests.pipelines.banks.tables import SUBJECTS, WORKBOOK, Cells, write_csv, write_workbook

ROWS = 8
OPTIONS = [f"Вариант {place}" for place in (1, 2, 3, 4)]
NAMES = ("сосна", "берёза", "осина", "ольха")
Bank = list[Cells]
Writer = Callable[[Path, Bank], Path]
WRITERS: dict[Writer, str] = {write_csv: "mutant.csv", write_workbook: "mutant.xlsx"}


def good(chance: Random) -> Bank:
    """Two sources of four rows; in each the first option is right once, and so is the last."""
    rows = []
    for number in range(ROWS):
        key = (1, 4)[number % 4] if number % 4 < 2 else chance.randint(1, 4)
        names = chance.sample(NAMES, 4)
        texts = {option: f"{name} {number}" for option, name in zip(OPTIONS, names, strict=True)}
        source = ("REG", "ZAD")[number // 4]
        named = {"Вопрос": f"Какое дерево растёт в роще {number}?", "Источник": source}
        rows.append(WORKBOOK | texts | named | {"Верный ответ": str(key)})
    return rows


def right_texts(rows: Bank) -> dict[str, str]:
    return {row["Вопрос"]: row[f"Вариант {row['Верный ответ']}"] for row in rows}


def zero_based_source(rows: Bank, chance: Random) -> None:
    hurt = chance.choice(("REG", "ZAD"))
    for row in rows:
        if row["Источник"] == hurt:
            row["Верный ответ"] = str(int(row["Верный ответ"]) - 1)


def key_one_too_far(rows: Bank, chance: Random) -> None:
    chance.choice(rows)["Верный ответ"] = str(len(OPTIONS) + 1)


def dropped_option(rows: Bank, chance: Random) -> None:
    chance.choice(rows)[chance.choice(OPTIONS[:3])] = ""


def dropped_right_option(rows: Bank, chance: Random) -> None:
    row = chance.choice(rows)
    row[f"Вариант {row['Верный ответ']}"] = ""


def right_option_twice(rows: Bank, chance: Random) -> None:
    row = chance.choice(rows)
    right = f"Вариант {row['Верный ответ']}"
    row[chance.choice([option for option in OPTIONS if option != right])] = row[right]


def date_for_a_number(rows: Bank, chance: Random) -> None:
    chance.choice(rows)[chance.choice(OPTIONS)] = "2024-05-01 00:00:00"


def another_key_for_a_copy(rows: Bank, chance: Random) -> None:
    row = dict(chance.choice(rows))
    row["Верный ответ"] = str(int(row["Верный ответ"]) % 4 + 1)
    rows.append(row)


def latin_letter(rows: Bank, chance: Random) -> None:
    row, option = chance.choice(rows), chance.choice(OPTIONS)
    row[option] = row[option].replace("о", "o", 1).replace("а", "a", 1)


def numbering(rows: Bank, chance: Random) -> None:
    row = chance.choice(rows)
    for place, option in enumerate(OPTIONS, 1):
        row[option] = f"{place}) {row[option]}"


def spaces(rows: Bank, chance: Random) -> None:
    row, option = chance.choice(rows), chance.choice(OPTIONS)
    row[option] = f"\u00a0 {row[option].replace(' ', '  ')}\u200b"


STOPPED: dict[Callable[[Bank, Random], None], str] = {
    key_one_too_far: "answer_out_of_range",
    dropped_option: "option_gap",
    dropped_right_option: "answer_out_of_range",
    right_option_twice: "option_duplicate_right",
    date_for_a_number: "date_artifact",
    another_key_for_a_copy: "conflict",
    zero_based_source: "index_base_0",
}
REPAIRED: dict[Callable[[Bank, Random], None], str] = {
    latin_letter: "latin_in_cyrillic",
    numbering: "numbering_prefix",
    spaces: "whitespace",
}
SOME = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("damage", STOPPED, ids=lambda damage: damage.__name__)
@SOME
@given(seed=st.integers(0, 1 << 32), write=st.sampled_from(tuple(WRITERS)))
def test_damage_to_a_key_stops_the_row_and_no_other_is_read_otherwise(
    tmp_path_factory: pytest.TempPathFactory, damage: Callable[[Bank, Random], None], seed: int, write: Writer
) -> None:
    rows, intact, report = damaged(tmp_path_factory.getbasetemp(), damage, seed, write)
    stopping = {one.code for one in report.findings if one.level in {Level.REJECT, Level.HOLD}}
    assert STOPPED[damage] in stopping
    assert report.rejected + report.held > 0
    assert len(live(report)) == len(rows) - report.rejected - report.held
    assert live(report).items() <= intact.items()


@pytest.mark.parametrize("damage", REPAIRED, ids=lambda damage: damage.__name__)
@SOME
@given(seed=st.integers(0, 1 << 32), write=st.sampled_from(tuple(WRITERS)))
def test_damage_to_the_look_is_repaired(
    tmp_path_factory: pytest.TempPathFactory, damage: Callable[[Bank, Random], None], seed: int, write: Writer
) -> None:
    _, intact, report = damaged(tmp_path_factory.getbasetemp(), damage, seed, write)
    assert REPAIRED[damage] in {finding.code for finding in report.findings}
    assert live(report) == intact


def damaged(
    folder: Path, damage: Callable[[Bank, Random], None], seed: int, write: Writer
) -> tuple[Bank, dict[str, str], Report]:
    chance = Random(seed)
    rows = good(chance)
    intact = right_texts(rows)
    damage(rows, chance)
    return rows, intact, check(write(folder / WRITERS[write], rows), SUBJECTS, subject="sums")


def live(report: Report) -> dict[str, str]:
    """The right option of each question that would be served."""
    found = {}
    for checked in report.questions:
        question = checked.question
        assert isinstance(question, One)
        found[question.text] = question.choices[question.key - 1].text
    return found
