import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pipelines.cli.conftest import Apo
from tests.support.bank_files import GOOD, KEY_OUT_OF_RANGE, write_bank


def test_a_clean_file_passes(apo: Apo, tmp_path: Path) -> None:
    code, output, _ = apo("banks", "check", write_bank(tmp_path / "bank.csv", [GOOD, GOOD]))

    assert code == 0
    assert output.startswith("bank.csv: 2 rows: 2 questions, 0 merged, 0 rejected, 0 held")


def test_a_rejected_row_is_named(apo: Apo, tmp_path: Path) -> None:
    code, output, _ = apo("banks", "check", write_bank(tmp_path / "bank.csv", [GOOD, KEY_OUT_OF_RANGE]))

    assert code == 1
    assert "  E answer_out_of_range: row 3, right_answer: " in output


def test_findings_of_one_rule_stand_together(apo: Apo, tmp_path: Path) -> None:
    rows = [*[KEY_OUT_OF_RANGE] * 7, GOOD.replace("REG", "")]

    _, output, _ = apo("banks", "check", write_bank(tmp_path / "bank.csv", rows))

    rule, *places, more, other = output.splitlines()[1:]
    assert rule.startswith(
        "  E answer_out_of_range, 7 rows: Верный ответ «9» указывает на вариант, которого нет."
    )
    assert [place.partition(": ")[0] for place in places] == [
        f"      row {row}, right_answer" for row in range(2, 7)
    ]
    assert more == "      … and 2 more (--json has all)"
    assert other.startswith("  W source_missing: row 9, source: ")


def test_a_check_as_json_is_the_report(apo: Apo, tmp_path: Path) -> None:
    bank = write_bank(tmp_path / "bank.csv", [GOOD, KEY_OUT_OF_RANGE])

    code, output, _ = apo("banks", "check", bank, "--json")

    report = json.loads(output)
    assert (code, report["rows"], report["rejected"], len(report["questions"])) == (1, 2, 1, 1)


@pytest.mark.parametrize("command", ["check", "load"])
@pytest.mark.parametrize(
    ("content", "options"),
    [
        (None, []),
        (b"", []),
        (bytes(range(256)) * 20, []),
        (b"ask_text,right_answer\n1,1\n", ["--subject", "astrology"]),
        (b"ask_text,right_answer\n1,1\n", ["--photos", "nowhere"]),
    ],
    ids=["missing", "empty", "binary", "unknown subject", "no photos"],
)
def test_a_file_that_cannot_be_taken_is_refused_in_one_sentence_and_nothing_is_started(
    apo: Apo, home: Path, tmp_path: Path, command: str, content: bytes | None, options: list[str]
) -> None:
    bank = tmp_path / "bank.csv"
    if content is not None:
        bank.write_bytes(content)

    code, output, errors = apo("banks", command, bank, *options)

    *_, sentence = errors.splitlines()
    assert (code, output) == (2, "")
    assert sentence.startswith("apo: ")
    assert "Traceback" not in errors
    assert not home.exists()


def test_a_check_imports_neither_dagster_nor_great_expectations(tmp_path: Path) -> None:
    bank = write_bank(tmp_path / "bank.csv", [GOOD])
    program = (
        "import sys\n"
        "from pipelines.cli.app import app\n"
        "app(['banks', 'check', sys.argv[1]], standalone_mode=False)\n"
        "print(sorted({'dagster', 'great_expectations', 'pandas', 'psycopg'} & set(sys.modules)))\n"
    )

    run = subprocess.run(
        [sys.executable, "-c", program, str(bank)], capture_output=True, text=True, check=True
    )

    assert run.stdout.splitlines()[-1] == "[]"


@pytest.fixture
def on_postgres(apo: Apo, postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> Apo:
    monkeypatch.setenv("APO_POSTGRES_URL", postgres_url)
    return apo


def test_a_load_says_what_is_new_and_then_that_nothing_is(on_postgres: Apo, tmp_path: Path) -> None:
    bank = write_bank(tmp_path / "bank.csv", [GOOD, GOOD])

    code, output, _ = on_postgres("banks", "load", bank)
    assert (code, output.splitlines()[-1]) == (0, "Release 1: 2 new, 0 changed, 0 unchanged questions.")

    code, output, _ = on_postgres("banks", "load", bank)
    assert (code, output.splitlines()[-1]) == (0, "The bank is already as submitted: 2 questions unchanged.")


def test_rejected_rows_do_not_stop_the_rest_unless_it_is_all_or_nothing(
    on_postgres: Apo, tmp_path: Path
) -> None:
    bank = write_bank(tmp_path / "bank.csv", [GOOD, KEY_OUT_OF_RANGE])

    code, output, _ = on_postgres("banks", "load", bank, "--all-or-nothing")
    assert code == 1
    assert "Nothing is released." in output

    code, output, _ = on_postgres("banks", "load", bank, "--json")
    loaded = json.loads(output)
    assert (code, len(loaded["new"]), loaded["blocked"]) == (1, 1, [])


def test_copies_in_two_files_with_different_keys_wait_for_a_person(on_postgres: Apo, tmp_path: Path) -> None:
    one = write_bank(tmp_path / "one.csv", [GOOD])
    other = write_bank(tmp_path / "other.csv", [GOOD.replace("десять,1", "десять,2")])

    code, output, _ = on_postgres("banks", "load", one, other)

    assert code == 1
    assert "conflict between files: row 2 and row 2" in output


def test_an_outage_of_postgres_is_one_sentence(
    apo: Apo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("APO_POSTGRES_URL", "postgresql://nobody@127.0.0.1:1/none")

    code, _, errors = apo("banks", "load", write_bank(tmp_path / "bank.csv", [GOOD]))

    *_, sentence = errors.splitlines()
    assert code == 2
    assert sentence.startswith("apo: PostgreSQL at 127.0.0.1:1 ")


@pytest.mark.parametrize("command", ["check", "load", "rollback"])
def test_help_has_an_example(apo: Apo, command: str) -> None:
    code, output, _ = apo("banks", command, "--help")

    assert code == 0
    assert f"apo banks {command} " in output


def test_a_release_is_rolled_back_once_and_comes_back_with_its_file(on_postgres: Apo, tmp_path: Path) -> None:
    bank = write_bank(tmp_path / "bank.csv", [GOOD, GOOD])
    on_postgres("banks", "load", bank)

    code, output, _ = on_postgres("banks", "rollback", 1)
    assert (code, output) == (
        0,
        "Release 1 is rolled back: 0 questions are as before it, 2 that it added are retired.\n",
    )
    code, output, errors = on_postgres("banks", "rollback", 1)
    assert (code, output) == (2, "")
    assert errors.splitlines()[-1] == "apo: Release 1 is rolled back already."

    _, output, _ = on_postgres("banks", "load", bank)
    assert output.splitlines()[-1] == "Release 2: 0 new, 2 changed, 0 unchanged questions."


def test_a_load_accounts_for_every_row(on_postgres: Apo, tmp_path: Path) -> None:
    bank = write_bank(tmp_path / "bank.csv", [GOOD, GOOD, KEY_OUT_OF_RANGE])

    _, output, _ = on_postgres("banks", "load", bank)

    assert "3 rows = 2 new + 0 changed + 0 unchanged + 0 merged + 1 rejected + 0 held" in output.splitlines()


def test_what_is_missing_is_retired_only_when_every_row_is_accepted(on_postgres: Apo, tmp_path: Path) -> None:
    on_postgres("banks", "load", write_bank(tmp_path / "bank.csv", [GOOD, GOOD]))

    spoiled = write_bank(tmp_path / "bank.csv", [GOOD, KEY_OUT_OF_RANGE])
    code, output, _ = on_postgres("banks", "load", spoiled, "--retire-missing")
    assert (code, "Nothing is released." in output) == (1, True)

    shorter = write_bank(tmp_path / "bank.csv", [GOOD])
    code, output, _ = on_postgres("banks", "load", shorter, "--retire-missing")
    assert output.splitlines()[-1] == "Release 2: 0 new, 0 changed, 1 unchanged, 1 retired questions."
