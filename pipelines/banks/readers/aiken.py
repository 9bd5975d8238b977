"""Aiken: a text, options behind letters, and a line with the letter of the answer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipelines.banks.readers.listing import ListedQuestion, Listing
from pipelines.banks.row import Defect, Trouble
from serving.core.questions import Kind

_TOLD_FAULTS = 3

_LINE_END = re.compile(r"\r\n?|\n")
_OPTION = re.compile(r"([A-ZА-Я])[.)]\s+(.*)")
_ANSWER = re.compile(r"(?:ANSWER|ОТВЕТ)\s*:\s*(.*)", re.IGNORECASE)
_TWINS = str.maketrans("АВСЕНКМОРТХ", "ABCEHKMOPTX")


def is_aiken(text: str) -> bool:
    return any(_ANSWER.fullmatch(line.strip()) for line in _LINE_END.split(text))


def read_aiken(text: str) -> Listing:
    return Listing([question.listed() for question in _questions(text)])


@dataclass(slots=True)
class _Question:
    """`marks` are the letters of the options; `answer` is None until its line comes."""

    line: int
    text: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    answer: str | None = None
    faults: list[str] = field(default_factory=list)

    def ended(self, line: str, *, parted: bool) -> bool:
        """Whether this line begins the next question."""
        goes_on = _OPTION.fullmatch(line) or _ANSWER.fullmatch(line)
        return self.answer is not None or (parted and bool(self.options) and not goes_on)

    def take(self, number: int, line: str) -> None:
        option = _OPTION.fullmatch(line)
        if answer := _ANSWER.fullmatch(line):
            self.answer = answer[1].strip().rstrip(".)")
        elif option and (self.text or self.options):
            if option[1] in self.marks:
                self.faults.append(f"строка {number}: вариант «{option[1]}» уже был")
            if not self.marks and option[1].translate(_TWINS) != "A":
                self.faults.append(f"строка {number}: варианты начинаются с «{option[1]}», а не с «A»")
            self.marks.append(option[1])
            self.options.append(option[2])
        elif self.options:
            self.faults.append(f"строка {number}: ждали вариант «A. …» или «ANSWER: …»")
        else:
            self.text.append(line)

    def listed(self) -> ListedQuestion:
        return ListedQuestion(
            line=self.line,
            kind=Kind.ONE,
            text="\n".join(self.text),
            options=tuple(self.options),
            answer=self._key(),
            defects=tuple(Defect(Trouble.BROKEN_SYNTAX, None, fault) for fault in self.faults[:_TOLD_FAULTS]),
        )

    def _key(self) -> str:
        """Places of the options; a letter that none has is a place behind the last."""
        letters = re.split(r"\s*[,;]\s*", self.answer or "")
        places = [self._place(letter.strip().upper()) for letter in letters if letter.strip()]
        return ";".join(places)

    def _place(self, letter: str) -> str:
        if letter in self.marks:
            return str(self.marks.index(letter) + 1)
        twins = [mark.translate(_TWINS) for mark in self.marks]
        if twins.count(twin := letter.translate(_TWINS)) == 1:
            return str(twins.index(twin) + 1)
        return str(len(self.marks) + 1) if len(letter) == 1 and letter.isalpha() else letter


def _questions(text: str) -> Iterator[_Question]:
    """A question ends with its answer, or where an empty line parts its options from a new text."""
    current: _Question | None = None
    parted = False
    for number, line in enumerate(map(str.strip, _LINE_END.split(text)), start=1):
        if not line:
            parted = True
            continue
        if current is not None and current.ended(line, parted=parted):
            yield current
            current = None
        current = current or _Question(number)
        current.take(number, line)
        parted = False
    if current is not None:
        yield current
