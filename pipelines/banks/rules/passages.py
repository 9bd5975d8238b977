"""The rule of questions that all begin with the same passage."""

from collections import defaultdict
from collections.abc import Sequence

from pipelines.banks.report import Level
from pipelines.banks.row import Row
from pipelines.banks.rules.rule import Rule, rule_at

SHORTEST_PASSAGE = 300
"""Characters; a shorter beginning is a usual way to put a question."""


def shared_passages(rows: Sequence[Row]) -> Sequence[Sequence[Row]]:
    """Rows with different questions after the same beginning; copies of one question share none."""
    by_passage: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if len(row.text) > SHORTEST_PASSAGE:
            by_passage[row.text[:SHORTEST_PASSAGE]].append(row)
    return [group for group in by_passage.values() if len({row.text for row in group}) > 1]


def passage_rule(questions: int) -> Rule:
    return rule_at(
        "text",
        "reading_shared_passage",
        Level.FLAG,
        f"С одного и того же отрывка начинаются разные вопросы: {questions}.",
        "Ничего делать не нужно: отрывок показывается с каждым из них.",
    )
