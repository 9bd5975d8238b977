"""The product speaks English in its code; Russian is what students and departments read."""

import io
import re
import tokenize
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RUSSIAN = re.compile("[а-яё]", re.IGNORECASE)
VALUES = {
    "serving/core/questions.py": {"без источника", "без темы"},
    "serving/core/training/grading.py": {"ё", "е"},
}
"""Words that are stored or compared, not shown."""

READ_IN_RUSSIAN = {
    "serving/core/registration/regions_of_russia.py",
    "serving/delivery/texts.py",
    "serving/mail/texts.py",
    "serving/spreadsheets/texts.py",
}

FILES = [
    file
    for file in sorted((ROOT / "serving").rglob("*.py"))
    if str(file.relative_to(ROOT)) not in READ_IN_RUSSIAN
]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_serving_holds_no_russian_but_its_values(file: Path) -> None:
    tokens = tokenize.generate_tokens(io.StringIO(file.read_text()).readline)
    russian = {token.string.strip('"') for token in tokens if RUSSIAN.search(token.string)}
    assert russian == VALUES.get(str(file.relative_to(ROOT)), set())


def test_comments_are_english_everywhere() -> None:
    found = [
        f"{file.relative_to(ROOT)}:{token.start[0]}"
        for part in ("serving", "pipelines", "bot")
        for file in (ROOT / part).rglob("*.py")
        for token in tokenize.generate_tokens(io.StringIO(file.read_text()).readline)
        if token.type == tokenize.COMMENT and RUSSIAN.search(token.string)
    ]
    assert found == []
