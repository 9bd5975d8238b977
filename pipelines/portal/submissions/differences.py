"""What the publishing of an upload would change in the bank as it is now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from psycopg import Connection

from pipelines.banks.report import CheckedQuestion
from pipelines.portal.alterations import Alteration, Words, alterations, in_words, placed_in_words
from pipelines.stores.bank_comparison import Compared, compare


@dataclass(frozen=True, slots=True)
class Differences:
    """`outcomes`: new, changed or unchanged, by identity; `altered` for those that would change."""

    outcomes: Mapping[str, str]
    altered: Mapping[str, Sequence[Alteration]]

    def count(self, outcome: str) -> int:
        return sum(1 for each in self.outcomes.values() if each == outcome)


def differences(connection: Connection, questions: Sequence[CheckedQuestion]) -> Differences:
    with connection.cursor() as cursor:
        compared = compare(cursor, questions)
    return Differences(
        {each.sent.identity: each.outcome for each in compared},
        {each.sent.identity: _altered(each) for each in compared if each.outcome == "changed"},
    )


def _altered(each: Compared) -> Sequence[Alteration]:
    known = each.known
    before = _words(known.checked, known.status) if known else {}
    return alterations(before, _words(each.merged, each.status))


def _words(checked: CheckedQuestion, status: str) -> Words:
    return in_words(checked.question) | placed_in_words(checked.theme, checked.sources, status)
