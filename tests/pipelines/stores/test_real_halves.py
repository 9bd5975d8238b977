"""The real banks, whole and in two submissions."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from psycopg import Connection

from pipelines.banks.check import check, combine, conflicts
from pipelines.banks.report import Report
from pipelines.banks.subjects import read_subjects
from pipelines.stores.postgres import postgres
from tests.pipelines.banks.real_banks import BANKS, present
from tests.support.databases import database
from tests.support.releases import state, submit

pytestmark = present


def load(bank: Connection, file: Path) -> Report:
    report = check(file, read_subjects(), photos=BANKS / "photos")
    submit(bank, *report.questions, sha256=file.name, file=file.name)
    return report


def in_halves(name: str, folder: Path) -> Sequence[Path]:
    """No cell of the file breaks a line between the halves."""
    header, *lines = (BANKS / name).read_text("utf-8-sig").splitlines(keepends=True)
    middle = next(at for at in range(len(lines) // 2, len(lines)) if lines[at].split(",")[0].isdigit())
    halves = (folder / "first.csv", folder / "second.csv")
    for half, part in zip(halves, (lines[:middle], lines[middle:]), strict=True):
        half.write_text(header + "".join(part), "utf-8")
    return halves


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("name", ["one.csv", "yesno.csv"])
def test_a_bank_in_halves_is_the_same_bank(
    name: str, backwards: bool, postgres_url: str, schema_template: str, tmp_path: Path
) -> None:
    """But for copies whose right answers differ: in one file both wait, of two files the later corrects."""
    halves = in_halves(name, tmp_path)
    with postgres(postgres_url) as bank:
        load(bank, BANKS / name)
        whole = {row[0]: row for row in state(bank)}
    with database(postgres_url, schema_template) as url, postgres(url) as bank:
        reports = [load(bank, half) for half in (reversed(halves) if backwards else halves)]
        parts = {row[0]: row for row in state(bank)}
    corrected = {copy.identity for copies in conflicts(reports) for copy in copies}

    assert parts.keys() - corrected == whole.keys()
    placed = {identity: (row[1], row[2], row[3], row[5]) for identity, row in whole.items()}
    if not backwards:
        assert {identity: row for identity, row in parts.items() if identity in whole} == whole
    assert {identity: (parts[identity][3], parts[identity][5]) for identity in whole} == {
        identity: (place[2], place[3]) for identity, place in placed.items()
    }
    assert {question.identity for question in combine(reports)} == whole.keys()
