"""The workbooks that `apo banks` writes, and what it says to programs when it refuses a file."""

import json
import subprocess
import sys
from pathlib import Path

from openpyxl import load_workbook

HEADER = "Question,Option 1,Option 2,Key\n"


def apo(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipelines.cli.app", "banks", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_template_is_written_for_a_subject_by_its_title(tmp_path: Path) -> None:
    assert apo("template", "Экономика", tmp_path / "bank.xlsx").returncode == 0
    assert load_workbook(tmp_path / "bank.xlsx")["Паспорт"]["B1"].value == "Экономика"


def test_a_template_of_an_unknown_subject_is_refused(tmp_path: Path) -> None:
    ended = apo("template", "алхимия", tmp_path / "bank.xlsx")
    assert ended.returncode == 2
    assert "choose one of economics" in ended.stderr


def test_a_file_that_proves_nothing_is_refused_with_a_code_and_taken_with_a_profile(tmp_path: Path) -> None:
    bank, profile = tmp_path / "bank.csv", tmp_path / "profile.toml"
    bank.write_text(HEADER + "Сколько?,три,четыре,1\n", encoding="utf-8")
    refused = apo("check", bank, "--subject", "economics", "--json")
    assert refused.returncode == 2
    assert json.loads(refused.stdout)["refused"]["code"] == "key_base_unproven"
    assert "key_base = 1" in refused.stderr
    profile.write_text("key_base = 0\n", encoding="utf-8")
    taken = apo("check", bank, "--subject", "economics", "--profile", profile, "--json")
    assert (taken.returncode, json.loads(taken.stdout)["questions"][0]["key"]) == (0, 2)


def test_an_answer_is_written_beside_the_findings(tmp_path: Path) -> None:
    bank = tmp_path / "bank.csv"
    bank.write_text(HEADER + "Сколько?,три,четыре,2\nПочему?,да,нет,7\n", encoding="utf-8")
    ended = apo("check", bank, "--subject", "economics", "--report", tmp_path / "answer.xlsx")
    assert ended.returncode == 1
    assert load_workbook(tmp_path / "answer.xlsx").sheetnames[:2] == ["Проверка", "Исправить"]
