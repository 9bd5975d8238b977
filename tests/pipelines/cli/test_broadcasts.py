"""A broadcast from the command line."""

import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import psycopg
import pytest

from pipelines.cli.app import main
from tests.support.recipients import enrol, zone_at

Apo = Callable[..., tuple[int, str]]


@pytest.fixture
def apo(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Apo:
    monkeypatch.setenv("APO_POSTGRES_URL", postgres_url)
    monkeypatch.setenv("APO_HOME", str(tmp_path))

    def run(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["apo", "broadcast", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return int(ended.value.code or 0), " ".join((said.out + said.err).split())

    return run


def test_it_is_drafted_counted_confirmed_paused_and_reported(
    apo: Apo, postgres_url: str, tmp_path: Path
) -> None:
    text = tmp_path / "text.txt"
    text.write_text("Завтра в 10:00.")
    with psycopg.connect(postgres_url, autocommit=True) as database:
        enrol(database, 5, zone_at(12))
        picture, written = tmp_path / "picture.png", ("draft", str(text), "--title", "Олимпиада")
        for content, taken in ((b"<svg/>", 2), (b"\x89PNG\r\n\x1a\n picture", 0)):
            picture.write_bytes(content)
            code, said = apo(*written, "--by", "email", "--by", "telegram", "--photo", str(picture))
            assert code == taken, said
        photo = database.execute("select content ->> 'photo' from broadcasts").fetchone()
        assert photo == (sha256(picture.read_bytes()).hexdigest(),)
        assert said.startswith("Draft 1.")
        assert apo("count", "1") == (0, "5 students, about 1 s by email: 5 by telegram: 5")
        code, said = apo("run", "1", "--recipients", "4")
        assert (code, said) == (2, "apo: It would reach 5 students: look at `apo broadcast count` again.")
        code, said = apo("pause", "1")
        assert (code, said) == (2, "apo: The broadcast is draft, which does not allow this.")
        assert apo("preview", "1", "--to", "student1@school.ru")[0] == 0
        assert apo("run", "1", "--recipients", "5", "--at", "2099-01-01T10:00+03:00")[0] == 0
        assert apo("report", "1") == (0, "scheduled")
        assert apo("cancel", "1") == (0, "Cancelled.")
        assert apo("report", "7")[0] == 2
        who = database.execute("select distinct platform from audit").fetchall()
        assert who == [("cli",)]


def test_a_text_that_telegram_would_not_take_is_refused_in_one_sentence(apo: Apo, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("я" * 5000)
    code, said = apo("draft", str(text), "--title", "Олимпиада", "--by", "telegram")
    assert code == 2
    assert "the text has 5000 characters; Telegram takes 4096" in said
