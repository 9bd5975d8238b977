"""`apo banks export`: what was released comes out, and in again."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.cli.app import main

Apo = Callable[..., tuple[int, str, str]]
PICTURE = b"\x89PNG\r\n\x1a\n picture"
BANK = """question_id,ask_text,answer_1,answer_2,right_answer,subject,source,theme,have_photo,may_in_subway
1,Что на рисунке?,спрос,предложение,1,economics,REG,монополия,1,0
2,"Что больше: 2 {два}, ~3 или =4?",два,=4,1,economics,,спрос,0,1
"""


@pytest.fixture
def apo(
    tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Apo:
    monkeypatch.setenv("APO_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("APO_POSTGRES_URL", postgres_url)

    def run(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["apo", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        output = capsys.readouterr()
        return int(ended.value.code or 0), output.out, output.err

    return run


def test_a_released_bank_that_is_sent_in_again_changes_nothing(apo: Apo, tmp_path: Path) -> None:
    photos = tmp_path / "photos"
    photos.mkdir()
    (photos / "1.png").write_bytes(PICTURE)
    bank = tmp_path / "bank.csv"
    bank.write_text(BANK, encoding="utf-8")
    apo("banks", "load", bank, "--photos", photos)
    (photos / "1.png").rename(photos / "другое имя.png")

    names = [tmp_path / name for name in ("bank.xlsx.zip", "bank.gift.zip", "bank.xml")]
    for name in names:
        code, output, errors = apo("banks", "export", "economics", name, "--photos", photos)
        assert (code, output, errors) == (0, f"{name}: 2 questions.\n", "")
    _, _, errors = apo("banks", "export", "economics", tmp_path / "named.gift")
    assert "1 pictures are not in --photos" in errors

    code, output, _ = apo("banks", "load", *names, "--subject", "economics", "--json")
    again = json.loads(output)
    assert (code, again["new"], again["changed"], len(again["unchanged"])) == (0, [], [], 2)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["astrology", "bank.xlsx"], "There is no subject «astrology»; known: economics"),
        (["economics", "bank.pdf"], "«bank.pdf» names no format"),
        (["economics", "bank.xlsx"], "No question of economics is live"),
    ],
)
def test_what_cannot_be_exported_is_said_in_one_sentence(
    apo: Apo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], reason: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, output, errors = apo("banks", "export", *arguments)
    assert (code, output) == (2, "")
    assert f"apo: {reason}" in errors
    assert not list(tmp_path.glob("bank.*"))


def test_help_has_an_example(apo: Apo) -> None:
    code, output, _ = apo("banks", "export", "--help")
    assert (code, "apo banks export " in output) == (0, True)
