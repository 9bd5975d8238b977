"""Collects what repairs and rules have to say about the rows of one file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipelines.banks.columns import Header
from pipelines.banks.repairs.repair import Change
from pipelines.banks.report import Finding, Level
from pipelines.banks.row import Row
from pipelines.banks.rules.rule import Rule

LONGEST_VALUE = 200
"""A finding quotes a cell so that it can be recognised, not so that it can be read."""


@dataclass(slots=True)
class Findings:
    header: Header
    found: list[Finding] = field(default_factory=list)

    def apply(self, rules: Iterable[Rule], row: Row) -> None:
        for rule in rules:
            for place in rule.places(row):
                self.found.append(
                    Finding(
                        sheet=row.sheet,
                        row=row.number,
                        column=self._name(place.column),
                        code=rule.code,
                        level=rule.level,
                        value=place.value and place.value[:LONGEST_VALUE],
                        message=_sentence(rule.message, place.value),
                        hint=rule.hint,
                    )
                )

    def tell_repairs(self, changes: Iterable[Change], row: Row) -> None:
        for change in changes:
            self.found.append(
                Finding(
                    sheet=row.sheet,
                    row=row.number,
                    column=self._name(change.column),
                    code=change.repair.code,
                    level=Level.REPAIR,
                    value=change.before,
                    message=change.repair.message,
                    hint=change.repair.hint,
                    after=change.after,
                )
            )

    def tell_file(self, sheet: str | None, rule: Rule) -> None:
        self.found.append(Finding(sheet, 0, None, rule.code, rule.level, None, rule.message, rule.hint))

    def rows(self, level: Level) -> set[int]:
        """Numbers of the rows with a finding of this level; the file as a whole is not a row."""
        return {finding.row for finding in self.found if finding.level is level} - {0}

    def drop(self, codes: Sequence[str], rows: set[int]) -> None:
        self.found = [
            finding for finding in self.found if finding.code not in codes or finding.row not in rows
        ]

    def in_order(self) -> tuple[Finding, ...]:
        return tuple(sorted(self.found, key=lambda finding: finding.row))

    def _name(self, column: str | None) -> str | None:
        """As the department calls it; None when the file has no such column."""
        return None if column is None else self.header.names.get(column)


def _sentence(message: str, value: str | None) -> str:
    return message if value is None else message.replace("{value}", value[:LONGEST_VALUE])
