"""What a submission would change in the question bank."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from psycopg import Cursor

from pipelines.banks.identity import content_key, identity
from pipelines.banks.merging import Copies
from pipelines.banks.report import CheckedQuestion
from pipelines.stores.known_questions import Known, read_known

Outcome = Literal["new", "changed", "unchanged"]


@dataclass(frozen=True, slots=True)
class Diff:
    """Identities as submitted, in the order of the submission; those of `retired` were left out of it."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    retired: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        return not self.new and not self.changed and not self.retired


@dataclass(frozen=True, slots=True)
class Compared:
    """A question as it was `sent` and what the bank would hold of it: `merged` into what is `known`."""

    sent: CheckedQuestion
    wording: str
    known: Known | None
    merged: CheckedQuestion
    status: str

    @property
    def is_rewritten(self) -> bool:
        """A version has to be added."""
        return self.known is None or self.known.checked.question != self.merged.question

    @property
    def is_moved(self) -> bool:
        """The theme, the sources, the status, or the picture in its identity changes."""
        if self.known is None:
            return True
        return _place(self.known.checked, self.known.status) != _place(self.merged, self.status)

    @property
    def outcome(self) -> Outcome:
        if self.known is None:
            return "new"
        return "changed" if self.is_rewritten or self.is_moved else "unchanged"


def compare(cursor: Cursor, questions: Sequence[CheckedQuestion]) -> tuple[Compared, ...]:
    """One entry a question, in their order; nothing is written."""
    wordings = [identity(content_key(each.subject, each.question), None) for each in questions]
    bank = _Bank.of(read_known(cursor, [each.identity for each in questions], wordings))
    pictures = defaultdict(set)
    for sent, wording in zip(questions, wordings, strict=True):
        pictures[wording].add(sent.question.photo)
    return tuple(
        _compared(sent, wording, bank.same(sent, wording, pictures[wording]))
        for sent, wording in zip(questions, wordings, strict=True)
    )


def diff_of(compared: Iterable[Compared], retired: Sequence[str] = ()) -> Diff:
    identities: dict[Outcome, list[str]] = {"new": [], "changed": [], "unchanged": []}
    for each in compared:
        identities[each.outcome].append(each.sent.identity)
    return Diff(
        tuple(identities["new"]), tuple(identities["changed"]), tuple(identities["unchanged"]), tuple(retired)
    )


@dataclass(frozen=True, slots=True)
class _Bank:
    by_identity: Mapping[str, Known]
    by_wording: Mapping[str, Sequence[Known]]

    @classmethod
    def of(cls, known: Iterable[Known]) -> "_Bank":
        by_identity: dict[str, Known] = {}
        by_wording: dict[str, list[Known]] = defaultdict(list)
        for each in known:
            by_identity[each.checked.identity] = each
            if each.status != "retired":
                by_wording[each.wording].append(each)
        return cls(by_identity, by_wording)

    def same(self, sent: CheckedQuestion, wording: str, sent_pictures: set[str | None]) -> Known | None:
        """As among the copies of a file: one with a picture and one without are the same question, unless
        several pictures go with the same words. What is retired comes back only as exactly what it was."""
        exact = self.by_identity.get(sent.identity)
        alike = self.by_wording.get(wording, ())
        if exact is not None and (exact in alike or sent.question.photo is not None):
            return exact
        pictures = {known.checked.question.photo for known in alike} | sent_pictures
        if not alike or len(pictures - {None}) > 1:
            return exact
        return next((known for known in alike if known.checked.question.photo), alike[0])


def _compared(sent: CheckedQuestion, wording: str, known: Known | None) -> Compared:
    merged = sent if known is None else Copies((known.checked, sent)).merged()
    return Compared(sent, wording, known, merged, _status(sent, known, merged))


def _status(sent: CheckedQuestion, known: Known | None, merged: CheckedQuestion) -> str:
    """A quarantined question stays so until a person lets it out; a retired one that is sent lives again.

    Whether it waits for a picture, the newest submission says.
    """
    if known is not None and known.status == "quarantined":
        return known.status
    return "held" if sent.waits_for_picture and merged.question.photo is None else "live"


def _place(checked: CheckedQuestion, status: str) -> tuple[str, str, frozenset[str], str]:
    return checked.identity, checked.theme, frozenset(checked.sources), status
