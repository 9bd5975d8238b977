"""GIFT, the text format of Moodle."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.banks.columns import option_name
from pipelines.banks.moodle.categories import theme_of
from pipelines.banks.moodle.numbers import plain_number
from pipelines.banks.moodle.prose import Prose
from pipelines.banks.moodle.question import RIGHT, Answer, MoodleQuestion, Type
from pipelines.banks.moodle.reading import listed
from pipelines.banks.readers.gift_answers import (
    Written,
    fault_of,
    split_answers,
    truth,
    type_of,
)
from pipelines.banks.readers.gift_blocks import Block, blocks
from pipelines.banks.readers.gift_syntax import hidden, parts, read_marker, shown
from pipelines.banks.readers.listing import Listing
from pipelines.banks.row import Defect, Trouble

_GENERAL_FEEDBACK = "####"


def read_gift(text: str) -> Listing:
    return Listing([listed(_question(block)) for block in blocks(text)])


def _question(block: Block) -> MoodleQuestion:
    read = parts(hidden(block.text))
    prose = Prose()
    text = prose.text(shown(read.text), html=read.html)
    inside, _, general = (read.answers or "").partition(_GENERAL_FEEDBACK)
    type_ = type_of(None if read.answers is None else inside.strip())
    if fault := read.fault or fault_of(type_, inside.strip()):
        return _broken(block, text, fault)
    reader = _Answers(type_, prose, read.html)
    answers, feedback = reader.read(inside.strip()), reader.feedback(general)
    return MoodleQuestion(
        line=block.line,
        type=type_,
        text=text,
        answers=answers,
        single="=" in inside,
        feedback=feedback,
        theme=theme_of(block.category),
        tags=block.tags,
        picture=prose.picture.name,
        content=prose.picture.content,
        defects=prose.defects,
    )


def _broken(block: Block, text: str, fault: str) -> MoodleQuestion:
    """Has an answer, so that nothing but the fault is told."""
    defects = [Defect(Trouble.BROKEN_SYNTAX, None, fault)]
    return MoodleQuestion(
        line=block.line,
        type=Type.SHORT_ANSWER,
        text=text,
        answers=[Answer("?", RIGHT)],
        theme=theme_of(block.category),
        tags=block.tags,
        defects=defects,
    )


@dataclass(frozen=True, slots=True)
class _Answers:
    """`html` is the format of the question, which answers inherit unless they are marked otherwise."""

    type: str
    prose: Prose
    html: bool

    def read(self, inside: str) -> Sequence[Answer]:
        match self.type:
            case Type.TRUE_FALSE:
                return [Answer(one.text, one.weight, self.feedback(one.feedback)) for one in truth(inside)]
            case Type.CHOICE:
                options = enumerate(split_answers(inside), start=1)
                return [self._answer(one, self._option(one.text, place)) for place, one in options]
            case Type.SHORT_ANSWER:
                return [self._answer(one, shown(one.text)) for one in split_answers(inside)]
            case Type.NUMERICAL:
                return [self._number(one) for one in split_answers(inside[1:])]
            case _:
                return ()

    def feedback(self, written: str) -> str:
        text, html = self._unmarked(written)
        return self.prose.explanation(text, html=html)

    def _answer(self, one: Written, text: str, tolerance: str = "") -> Answer:
        return Answer(text, one.weight, self.feedback(one.feedback), tolerance)

    def _option(self, written: str, place: int) -> str:
        text, html = self._unmarked(written)
        return self.prose.option(text, option_name(place), html=html)

    def _number(self, one: Written) -> Answer:
        value, _, tolerance = one.text.partition(":")
        return self._answer(one, plain_number(shown(value)), plain_number(shown(tolerance)))

    def _unmarked(self, written: str) -> tuple[str, bool]:
        marker, text = read_marker(written)
        return shown(text), marker == "html" if marker else self.html
