"""The questions of an upload before they are released."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.banks.report import CheckedQuestion
from pipelines.portal.alterations import Alteration
from pipelines.portal.cards import Card, card
from pipelines.portal.submissions.differences import Differences
from pipelines.portal.submissions.seen import SeenUpload
from pipelines.portal.submissions.uploads import Upload


@dataclass(frozen=True, slots=True)
class Draft:
    """`rows` are those of the file that the question was made of; `altered` is empty for a new one."""

    card: Card
    outcome: str
    altered: Sequence[Alteration]
    rows: tuple[int, ...]
    waits_for_picture: bool


def drafts(seen: SeenUpload, differences: Differences, *, outcome: str, search: str) -> Sequence[Draft]:
    """With an outcome only the questions that have it; `search` is looked for in the texts."""
    return [
        _draft(question, seen.upload, differences)
        for question in seen.bank.questions
        if outcome in ("", differences.outcomes[question.identity])
        and search.strip().casefold() in question.question.text.casefold()
    ]


def _draft(question: CheckedQuestion, upload: Upload, differences: Differences) -> Draft:
    photo = question.question.photo
    return Draft(
        card=card(
            question.question,
            question.theme,
            question.sources,
            f"/submissions/{upload.id}/pictures/{photo}" if photo else None,
        ),
        outcome=differences.outcomes[question.identity],
        altered=differences.altered.get(question.identity, ()),
        rows=question.rows,
        waits_for_picture=question.waits_for_picture,
    )
