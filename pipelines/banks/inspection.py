"""Every row of a file through every repair and rule, and each row to one outcome."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pydantic import ValidationError

from pipelines.banks.building import check_question
from pipelines.banks.findings import Findings
from pipelines.banks.merging import Copies, find_copies
from pipelines.banks.photos import Photos
from pipelines.banks.repairs.registry import REPAIRS
from pipelines.banks.repairs.repair import apply_repairs
from pipelines.banks.report import CheckedQuestion, Level, Report
from pipelines.banks.row import Row
from pipelines.banks.rules.copies import conflict, duplicate, duplicate_lost_photo
from pipelines.banks.rules.key_base import groups_of_another_base, key_base_rule
from pipelines.banks.rules.pictures import picture_unused
from pipelines.banks.rules.registry import RULES
from pipelines.banks.rules.wording import invalid_question

_ABOUT_MISSING_PICTURES = ("picture_missing", "picture_promised")


@dataclass(frozen=True, slots=True)
class Inspection:
    file: str
    findings: Findings
    photos: Photos
    key_bases: Mapping[str, int]
    rows: dict[int, Row] = field(default_factory=dict)

    def report(self, rows: Sequence[Row]) -> Report:
        for row in rows:
            self._repair_and_check(row)
        held = self._hold()
        suspended = held | self.findings.rows(Level.REJECT)
        questions = self._merge([row for row in self.rows.values() if row.number not in suspended])
        self._tell_unused_pictures(rows[0].sheet)
        rejected = self.findings.rows(Level.REJECT) - held
        return Report(
            file=self.file,
            rows=len(rows),
            merged=sum(len(question.rows) - 1 for question in questions),
            rejected=len(rejected),
            held=len(held),
            repaired=len(self.findings.rows(Level.REPAIR)),
            warnings=len(self.findings.rows(Level.WARNING)),
            findings=self.findings.in_order(),
            questions=tuple(questions),
            subjects=tuple(sorted({row.subject.code for row in rows})),
        )

    def _repair_and_check(self, row: Row) -> None:
        repaired, changes = apply_repairs(row, REPAIRS)
        if repaired.source in self.key_bases:
            repaired = replace(repaired, base=self.key_bases[repaired.source])
        self.rows[row.number] = repaired
        self.findings.tell_repairs(changes, repaired)
        self.findings.apply(RULES, repaired)

    def _hold(self) -> set[int]:
        """A held row waits for its group, whatever else is wrong with it."""
        held: set[int] = set()
        for group in groups_of_another_base(list(self.rows.values())):
            for row in group.rows:
                self.findings.apply([key_base_rule(group)], row)
                held.add(row.number)
        return held

    def _merge(self, rows: Iterable[Row]) -> list[CheckedQuestion]:
        questions: list[CheckedQuestion] = []
        for copies in find_copies(self._build(rows)):
            if copies.conflict:
                self._tell_conflict(copies)
            else:
                questions.append(copies.merged())
                self._tell_merge(questions[-1])
        pictured = {row for one in questions if one.question.photo for row in one.rows}
        self.findings.drop(_ABOUT_MISSING_PICTURES, pictured)
        return questions

    def _build(self, rows: Iterable[Row]) -> Iterable[CheckedQuestion]:
        for row in rows:
            try:
                yield check_question(row)
            except ValidationError as error:
                self.findings.apply([invalid_question(error)], row)

    def _tell_conflict(self, copies: Copies) -> None:
        numbers = [row for copy in copies.questions for row in copy.rows]
        for number in numbers:
            self.findings.apply([conflict(numbers)], self.rows[number])

    def _tell_merge(self, question: CheckedQuestion) -> None:
        for number in question.rows[1:]:
            self.findings.apply([duplicate(question.rows)], self.rows[number])
        with_picture = [number for number in question.rows if self.rows[number].has_picture]
        for number in question.rows if with_picture else ():
            if not self.rows[number].has_picture:
                self.findings.apply([duplicate_lost_photo(with_picture)], self.rows[number])

    def _tell_unused_pictures(self, sheet: str | None) -> None:
        used = (row.photo for row in self.rows.values() if row.photo is not None)
        for name in self.photos.unused(used):
            self.findings.tell_file(sheet, picture_unused(name))
