from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines.cli.app import app


def test_a_log_is_loaded_with_what_was_wrong_and_loaded_again_without_effect(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("APO_POSTGRES_URL", postgres_url)
    file = tmp_path / "log.csv"
    file.write_text("student,question,correct,device\ns1,q1,1,phone\ns2,q1,0,phone\ns2,q1,1,phone\n")
    first, again = (CliRunner().invoke(app, ["answers", "load", str(file)]) for _ in range(2))
    summary, *troubles = first.stdout.splitlines()
    assert summary == (
        "log.csv: 3 rows, 2 answers loaded, 0 known already; 2 new students, 1 new questions. "
        "Next: apo refresh"
    )
    assert troubles == [
        "  columns that mean nothing here: device",
        "  1 answers given already with another outcome left out: row 4: student s2, question q1",
    ]
    assert again.stdout.splitlines()[0] == (
        "log.csv: 3 rows, 0 answers loaded, 2 known already; 0 new students, 0 new questions. "
        "Next: apo refresh"
    )
