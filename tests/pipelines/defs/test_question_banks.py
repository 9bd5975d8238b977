from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import dagster as dg
import psycopg
import pytest

from pipelines.banks.refusal import FileRefused
from pipelines.banks.report import CheckedQuestion, Report
from pipelines.banks.subjects import read_subjects
from pipelines.defs.in_process import Finished
from pipelines.defs.question_banks.assets import checked, released
from pipelines.defs.question_banks.checks import every_row_is_accepted, expectations
from pipelines.defs.question_banks.expectations import EXPECTATIONS
from pipelines.defs.question_banks.load import load_banks
from pipelines.defs.question_banks.outcome import LoadResult
from pipelines.defs.question_banks.store import BankInPostgres
from pipelines.defs.question_banks.validation import validate
from pipelines.defs.question_banks.validators import ValidatorHere
from pipelines.defs.question_banks.values import CheckedBank, SubmittedBank
from pipelines.stores.postgres import PostgresError
from serving.core.questions import One
from tests.support.bank_files import GOOD, KEY_OUT_OF_RANGE, write_bank
from tests.support.checked_questions import checked_question

SUBJECTS = read_subjects()
ONE = checked_question("Первый")
assert isinstance(ONE.question, One)
NO_OPTIONS = ONE.question.model_copy(update={"options": ()})


@pytest.fixture
def load(postgres_url: str) -> Callable[..., LoadResult]:
    def load_quietly(*files: Path, all_or_nothing: bool = False) -> LoadResult:
        return load_banks(files, postgres_url, all_or_nothing=all_or_nothing, progress=lambda _: None)

    return load_quietly


def count(postgres_url: str, table: str) -> object:
    with psycopg.connect(postgres_url) as connection:
        row = connection.execute(f"select count(*) from {table}".encode()).fetchone()
        return row and row[0]


def broken(*questions: CheckedQuestion) -> list[str]:
    validations = validate(questions, SUBJECTS)
    outcomes = [outcome for validation in validations for outcome in validation.outcomes]
    return [outcome.expectation.name for outcome in outcomes if not outcome.passed]


def test_a_sound_question_meets_every_expectation() -> None:
    assert broken(ONE) == []


@pytest.mark.parametrize(
    ("questions", "names"),
    [
        ((), ["bank_has_questions"]),
        ((ONE, ONE), ["identity_is_unique"]),
        ((replace(ONE, identity="abc"),), ["identity_is_a_digest"]),
        ((replace(ONE, subject="astrology"),), ["subject_is_known"]),
        ((replace(ONE, theme=""),), ["theme_is_known", "theme_is_named"]),
        ((replace(ONE, theme="Неизвестная"),), ["theme_is_known"]),
        ((replace(ONE, sources=()),), ["source_is_named"]),
        (
            (replace(ONE, question=ONE.question.model_copy(update={"text": "я" * 20_001})),),
            ["text_has_1_to_20000_characters"],
        ),
        (
            (replace(ONE, question=NO_OPTIONS),),
            ["choice_has_two_to_twelve_options", "key_is_among_the_options"],
        ),
    ],
    ids=lambda value: value[0] if value and isinstance(value[0], str) else "",
)
def test_a_spoiled_question_breaks_its_expectation(
    questions: tuple[CheckedQuestion, ...], names: list[str]
) -> None:
    assert broken(*questions) == names


def test_only_a_new_theme_and_an_empty_bank_are_no_reasons_to_block() -> None:
    warnings = [each.name for each in EXPECTATIONS if each.severity == "warning"]
    assert warnings == ["theme_is_known", "bank_has_questions"]


def test_every_subject_has_a_suite_and_a_page_of_its_own() -> None:
    validations = validate((ONE, replace(ONE, subject="french", theme="Чтение")), SUBJECTS)

    assert [validation.suite for validation in validations] == ["economics", "french"]
    assert all(validation.page.startswith("<!DOCTYPE html>") for validation in validations)
    assert all(outcome.passed for validation in validations for outcome in validation.outcomes)


def test_a_broken_expectation_keeps_the_bank_from_being_released(postgres_url: str) -> None:
    spoiled = replace(checked_question("Второй"), identity="abc", rows=(7, 9))

    @dg.asset(key=checked.key)
    def spoiled_bank() -> CheckedBank:
        report = Report("bank.csv", 2, 0, 0, 0, 0, 0, (), (ONE, spoiled))
        submitted = SubmittedBank((Path("bank.csv"),), None, None, all_or_nothing=False)
        return CheckedBank(submitted, "0" * 64, (report,), report.questions)

    run = dg.materialize(
        [spoiled_bank, released, expectations, every_row_is_accepted],
        resources={"bank": BankInPostgres(postgres_url=postgres_url), "validator": ValidatorHere()},
        raise_on_error=False,
    )

    [blocking] = Finished(run).blocking()
    assert (blocking.check_name, blocking.description) == (
        "identity_is_a_digest",
        "Отпечаток вопроса повреждён",
    )
    assert blocking.metadata["rows"].value == [7, 9]
    assert count(postgres_url, "questions") == 0


def test_a_submission_is_checked_and_released(load: Callable[..., LoadResult], tmp_path: Path) -> None:
    result = load(write_bank(tmp_path / "bank.csv", [GOOD, GOOD, KEY_OUT_OF_RANGE]))

    assert result.blocks == ()
    assert result.release is not None
    assert len(result.release.diff.new) == 2
    assert [report.rejected for report in result.reports] == [1]


def test_the_same_submission_again_changes_nothing(load: Callable[..., LoadResult], tmp_path: Path) -> None:
    bank = write_bank(tmp_path / "bank.csv", [GOOD, GOOD])
    load(bank)

    again = load(bank)

    assert again.release is not None
    assert (again.release.id, len(again.release.diff.unchanged)) == (None, 2)


def test_all_or_nothing_releases_nothing_when_a_row_is_rejected(
    load: Callable[..., LoadResult], postgres_url: str, tmp_path: Path
) -> None:
    result = load(write_bank(tmp_path / "bank.csv", [GOOD, KEY_OUT_OF_RANGE]), all_or_nothing=True)

    assert [block.check for block in result.blocks] == ["every_row_is_accepted"]
    assert result.release is None
    assert count(postgres_url, "submissions") == 0


def test_the_error_of_an_asset_reaches_the_caller(tmp_path: Path) -> None:
    bank = write_bank(tmp_path / "bank.csv", [GOOD])
    (tmp_path / "empty.csv").write_bytes(b"")

    with pytest.raises(PostgresError, match=r"PostgreSQL at 127\.0\.0\.1:1 "):
        load_banks([bank], "postgresql://nobody@127.0.0.1:1/none", progress=lambda _: None)
    with pytest.raises(FileRefused):
        load_banks([tmp_path / "empty.csv"], "postgresql://nobody@127.0.0.1:1/none", progress=lambda _: None)
