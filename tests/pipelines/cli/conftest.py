import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest

from pipelines.cli.app import main
from pipelines.defs.question_banks import validators

Apo = Callable[..., tuple[int, str, str]]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)  # away from the .env of whoever runs the tests
    monkeypatch.setenv("APO_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("APO_POSTGRES_URL", raising=False)
    return tmp_path / "home"


@pytest.fixture
def apo(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Apo:
    """Exit code, output and errors of a command line; Great Expectations is imported once for all of them."""
    monkeypatch.setattr(validators, "validator_beside", lambda: nullcontext(validators.ValidatorHere()))

    def run(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["apo", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        output = capsys.readouterr()
        return int(ended.value.code or 0), output.out, output.err

    return run
