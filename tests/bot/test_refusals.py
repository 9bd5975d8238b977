"""Every refusal of the product has words of its own in Telegram, and nobody reads an exception."""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from aiogram.utils.formatting import Text

import serving.core
from bot.refusals import ELSEWHERE, OF_OTHER_EDGES, REFUSALS, broken, refusal
from serving.core.broadcasts.errors import BroadcastInState, RecipientsMiscounted
from serving.core.contests.errors import AnswerLate, QuestionsTooFew, QuestionsUnfit
from serving.core.errors import (
    FiltersTooStrict,
    NothingToRepeat,
    ProductError,
    QuotaReached,
)

for module in walk_packages(serving.core.__path__, "serving.core."):
    import_module(module.name)

ROOT = Path(__file__).parents[2]
WITH_FACTS: dict[type[ProductError], ProductError] = {
    type(error): error
    for error in (
        FiltersTooStrict("themes"),
        NothingToRepeat(2),
        QuotaReached(20, 3),
        BroadcastInState("running"),
        RecipientsMiscounted(412),
        AnswerLate(datetime(2026, 1, 10, 12, tzinfo=UTC)),
        QuestionsUnfit((12, 15)),
        QuestionsTooFew(7),
    )
}


def kinds(of: type[ProductError] = ProductError) -> Iterator[type[ProductError]]:
    for kind in of.__subclasses__():
        yield kind
        yield from kinds(kind)


def said(kind: type[ProductError]) -> str:
    return plain(refusal(WITH_FACTS.get(kind) or kind.__new__(kind)))


def plain(text: Text) -> str:
    return text.render()[0]


def test_each_refusal_is_told_here_or_belongs_to_another_edge() -> None:
    assert set(REFUSALS) | OF_OTHER_EDGES == set(kinds())
    assert set(REFUSALS) & OF_OTHER_EDGES == set()


@pytest.mark.parametrize("kind", REFUSALS, ids=lambda kind: kind.__name__)
def test_a_refusal_is_told_in_russian(kind: type[ProductError]) -> None:
    assert any("а" <= letter <= "я" for letter in said(kind).casefold())
    assert kind.__name__ not in said(kind)
    assert said(kind) != plain(ELSEWHERE)


def test_what_the_bot_asks_for_raises_no_refusal_of_another_edge() -> None:
    raised = {name for module in asked_for() for name in raises(module)}
    assert {"CodeRefused", "FilterValuesUnknown", "QuotaReached"} <= raised
    assert raised & {kind.__name__ for kind in OF_OTHER_EDGES} == set()


def test_facts_of_a_refusal_are_told() -> None:
    assert "412 получателям" in said(RecipientsMiscounted)
    assert "уже идёт" in said(BroadcastInState)
    assert "«темы»" in said(FiltersTooStrict)
    assert "10 января, 15:00 по Москве" in said(AnswerLate)


def test_what_breaks_is_told_by_a_code_that_the_log_knows() -> None:
    assert "X7F2" in plain(broken("X7F2"))


def asked_for() -> set[Path]:
    """Modules of the core whose classes the bot imports, and those that they import."""
    found: set[Path] = set()
    waiting = [path for source in (ROOT / "bot").rglob("*.py") for path in imports(source)]
    while waiting:
        module = waiting.pop()
        if module not in found:
            found.add(module)
            waiting += imports(module)
    return found


def imports(source: Path) -> Iterator[Path]:
    for node in walk(source):
        if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith("serving.core."):
            continue
        path = ROOT / f"{(node.module or '').replace('.', '/')}.py"
        if path.exists() and not all(alias.name.isupper() for alias in node.names):
            yield path


def raises(module: Path) -> Iterator[str]:
    for node in walk(module):
        if isinstance(node, ast.Raise) and node.exc is not None:
            error = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            if isinstance(error, ast.Name):
                yield error.id


def walk(source: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(source.read_text(encoding="utf-8")))
