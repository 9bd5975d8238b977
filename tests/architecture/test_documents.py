"""What the documents point at is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = [
    file for file in sorted(ROOT.rglob("README.md")) if not {".venv", "node_modules"} & set(file.parts)
]
NAMED = re.compile(r"`(test_\w+)`")
DEFINED = re.compile(r"^\s*(?:async )?def (test_\w+)", re.MULTILINE)


@pytest.fixture(scope="module")
def tests() -> set[str]:
    return {
        name
        for file in (ROOT / "tests").rglob("test_*.py")
        for name in (*DEFINED.findall(file.read_text("utf-8")), file.stem)
    }


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_test_that_a_document_names_exists(document: Path, tests: set[str]) -> None:
    assert set(NAMED.findall(document.read_text("utf-8"))) - tests == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_picture_that_a_document_shows_is_there(document: Path) -> None:
    shown = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", document.read_text("utf-8"))
    assert [picture for picture in shown if not (document.parent / picture).is_file()] == []


def test_every_threat_names_the_test_that_attacks() -> None:
    threats = (ROOT / "serving" / "README.md").read_text("utf-8").partition("## Threats")[2]
    rows = [line for line in threats.splitlines() if line.startswith("| ")][1:]
    assert len(rows) >= 15
    assert [row for row in rows if not NAMED.search(row)] == []
