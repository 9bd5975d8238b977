"""Copies of a question become one question, field by field."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from pipelines.banks.identity import answer_key, content_key, identity
from pipelines.banks.report import CheckedQuestion
from serving.core.questions import NO_SOURCE, NO_THEME

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Copies:
    """Questions of one identity, in the order in which they came."""

    questions: Sequence[CheckedQuestion]

    @property
    def conflict(self) -> bool:
        """Copies whose right answers differ wait for a person: the newest is not always right."""
        return len(self.questions) > 1 and len({answer_key(copy.question) for copy in self.questions}) > 1

    def merged(self) -> CheckedQuestion:
        """The newest text, options and key; a picture, an explanation, a theme of the newest that has one."""
        newest = self.questions[-1]
        if len(self.questions) == 1:
            return newest
        photo = _newest(copy.question.photo for copy in self.questions)
        extras = {
            "photo": photo,
            "explanation": _newest(copy.question.explanation for copy in self.questions),
            "points": _newest(copy.question.points for copy in self.questions),
        }
        return replace(
            newest,
            identity=identity(content_key(newest.subject, newest.question), photo),
            theme=_newest(copy.theme for copy in self.questions if copy.theme != NO_THEME) or NO_THEME,
            sources=_sources(self.questions),
            question=newest.question.model_copy(update=extras),
            rows=tuple(row for copy in self.questions for row in copy.rows),
            waits_for_picture=photo is None and any(copy.waits_for_picture for copy in self.questions),
        )


def find_copies(questions: Iterable[CheckedQuestion]) -> Sequence[Copies]:
    """One entry a question, single ones included, in the order of first appearance.

    A copy that lost its picture belongs to the only picture its content has; if there are several,
    nobody can tell to which, and it stays a question of its own.
    """
    by_content: dict[str, list[CheckedQuestion]] = defaultdict(list)
    for question in questions:
        by_content[_without_photo(question)].append(question)
    return [copies for same in by_content.values() for copies in _by_picture(same)]


def _without_photo(copy: CheckedQuestion) -> str:
    """The identity that the question has, or would have without its picture."""
    if copy.question.photo is None:
        return copy.identity
    return identity(content_key(copy.subject, copy.question), None)


def _by_picture(same: Sequence[CheckedQuestion]) -> Iterable[Copies]:
    pictures = {question.question.photo for question in same} - {None}
    if len(pictures) <= 1:
        return [Copies(same)]
    by_picture: dict[str | None, list[CheckedQuestion]] = defaultdict(list)
    for question in same:
        by_picture[question.question.photo].append(question)
    return map(Copies, by_picture.values())


def _newest(values: Iterable[Value | None]) -> Value | None:
    return next((value for value in reversed(list(values)) if value is not None), None)


def _sources(copies: Iterable[CheckedQuestion]) -> tuple[str, ...]:
    """«Без источника» says nothing once a copy names one."""
    named = dict.fromkeys(source for copy in copies for source in copy.sources)
    return tuple(source for source in named if source != NO_SOURCE) or (NO_SOURCE,)
