"""From the cells of a table to rows whose cells have names."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.banks.columns import Column, Header, option_name
from pipelines.banks.exchanged_columns import asking_elsewhere
from pipelines.banks.kinds import kind_named
from pipelines.banks.photos import Photo, Photos
from pipelines.banks.readers.table import Table
from pipelines.banks.refusal import FileRefused, Reason
from pipelines.banks.row import Defect, Row
from pipelines.banks.sources import compose_source
from pipelines.banks.subjects import Subject, Subjects
from serving.core.questions import Kind

_YES = frozenset({"1", "1.0", "true", "истина", "да", "yes", "+"})
_MARKS = _YES | {"x", "х", "v", "*", "✓", "✔", "√"}
_NO = frozenset({"", "0", "0.0", "false", "ложь", "нет", "no", "-"})


@dataclass(frozen=True, slots=True)
class RowReader:
    """`subject` and `kind` are those declared for the file: they stand where the rows name none."""

    table: Table
    header: Header
    subjects: Subjects
    subject: Subject | None
    photos: Photos
    kind: Kind | None = None

    def rows(self) -> Sequence[Row]:
        """Raises FileRefused at the first row of an unknown subject; empty rows are not rows."""
        first = self.header.row + 1
        cells = enumerate(self.table.rows[first:], start=first + 1)
        return [self._row(number, row) for number, row in cells if any(cell.strip() for cell in row)]

    def _row(self, number: int, cells: Sequence[str]) -> Row:
        subject = self._subject(number, self._cell(cells, Column.SUBJECT))
        picture, has_picture = self._picture(cells)
        return Row(
            sheet=self.table.sheet,
            number=number,
            subject=subject,
            base=self.header.base,
            named_kind=self._cell(cells, Column.KIND),
            kind=self._kind(self._cell(cells, Column.KIND)),
            text=self._raw(cells, Column.TEXT),
            options=self._options(cells),
            answer=self._answer(cells),
            tolerance=self._cell(cells, Column.TOLERANCE),
            explanation=self._raw(cells, Column.EXPLANATION),
            theme=self._raw(cells, Column.THEME),
            source=self._source(cells),
            picture=picture,
            has_picture=has_picture,
            photo=self._photo(cells, subject, picture) if has_picture else None,
            subway=self._marked(cells, Column.SUBWAY),
            points=self._cell(cells, Column.POINTS),
            fixed_order=self._marked(cells, Column.FIXED_ORDER),
            surplus=" ".join(" ".join(cells[self.header.width :]).split()),
            defects=self._asking_elsewhere(cells),
        )

    def _raw(self, cells: Sequence[str], column: Column) -> str:
        place = self.header.places.get(column)
        return cells[place] if place is not None and place < len(cells) else ""

    def _cell(self, cells: Sequence[str], column: Column) -> str:
        return self._raw(cells, column).strip()

    def _marked(self, cells: Sequence[str], column: Column) -> bool:
        return self._cell(cells, column).lower() in _YES

    def _options(self, cells: Sequence[str]) -> tuple[str, ...]:
        options = ["" for _ in range(max(self.header.options, default=0))]
        for number, place in self.header.options.items():
            if place < len(cells) and cells[place].strip():
                options[number - 1] = cells[place]
        while options and not options[-1]:
            options.pop()
        return tuple(options)

    def _answer(self, cells: Sequence[str]) -> str:
        if not self.header.marks:
            return self._raw(cells, Column.ANSWER)
        marked = (
            number
            for number, place in self.header.marks.items()
            if place < len(cells) and cells[place].strip().lower() in _MARKS
        )
        return ";".join(map(str, marked))

    def _asking_elsewhere(self, cells: Sequence[str]) -> tuple[Defect, ...]:
        places = self.header.options.items()
        options = {option_name(number): cells[at] for number, at in places if at < len(cells)}
        others = {column.value: self._raw(cells, column) for column in self.header.places}
        return asking_elsewhere(others.pop(Column.TEXT), options, others)

    def _kind(self, named: str) -> Kind | None:
        """A file without a column of kinds holds one kind: with options or without."""
        if Column.KIND in self.header.places:
            return kind_named(named) if named else self.kind
        if self.kind is not None:
            return self.kind
        return Kind.ONE if self.header.options else Kind.YES_NO

    def _subject(self, number: int, named: str) -> Subject:
        found = self.subjects.named(named) if named else self.subject
        if found is None:
            what = f"неизвестный предмет «{named}»" if named else "не указан предмет"
            reason = Reason.SUBJECT_UNKNOWN if named else Reason.SUBJECT_MISSING
            raise FileRefused(f"Строка {number}: {what}; известны: {', '.join(self.subjects)}.", reason)
        return found

    def _source(self, cells: Sequence[str]) -> str:
        parts = (self._cell(cells, column) for column in (Column.STAGE, Column.YEAR, Column.GRADE))
        return compose_source(self._raw(cells, Column.SOURCE), *parts)

    def _picture(self, cells: Sequence[str]) -> tuple[str, bool]:
        """The file that is named, and whether there is a picture at all."""
        named = self._cell(cells, Column.PICTURE)
        if named.lower() in _YES | _NO:
            return "", named.lower() in _YES or self._marked(cells, Column.HAS_PICTURE)
        return named.replace("\\", "/").rpartition("/")[2], True

    def _photo(self, cells: Sequence[str], subject: Subject, picture: str) -> Photo | None:
        most_bytes = subject.limits.photo_bytes
        if picture:
            return self.photos.named(picture, most_bytes)
        kind = self._kind(self._cell(cells, Column.KIND))
        return self.photos.of_question(self._cell(cells, Column.NUMBER), kind, most_bytes)
