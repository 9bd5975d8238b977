"""From the questions of a format without columns to rows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.banks.columns import MOST_OPTIONS, Column, Header, option_name
from pipelines.banks.photos import Photo, Photos, PictureFile, photo_of
from pipelines.banks.readers.listing import ListedQuestion
from pipelines.banks.row import Row
from pipelines.banks.subjects import Subject

NAMES = {
    Column.TEXT.value: "Вопрос",
    Column.KIND.value: "Тип",
    Column.ANSWER.value: "Верный ответ",
    Column.TOLERANCE.value: "Допуск",
    Column.EXPLANATION.value: "Пояснение",
    Column.THEME.value: "Тема",
    Column.SOURCE.value: "Источник",
    Column.PICTURE.value: "Картинка",
    Column.SUBWAY.value: "Можно в метро",
    Column.POINTS.value: "Баллы",
} | {option_name(number): f"Вариант {number}" for number in range(1, MOST_OPTIONS + 1)}

HEADER = Header(row=0, places={}, options={}, names=NAMES, base=1, width=0)
"""There are no columns: what a finding is about is called as in the workbook."""


@dataclass(frozen=True, slots=True)
class ListingReader:
    subject: Subject
    photos: Photos

    def rows(self, questions: Sequence[ListedQuestion]) -> Sequence[Row]:
        """Each row has the line where its question begins, or its place where questions share a line."""
        lines = [question.line for question in questions]
        if len(set(lines)) < len(lines):
            questions = [replace(one, line=place) for place, one in enumerate(questions, start=1)]
        return [self._row(question) for question in questions]

    def _row(self, question: ListedQuestion) -> Row:
        return Row(
            sheet=None,
            number=question.line,
            subject=self.subject,
            base=HEADER.base,
            named_kind=question.named_kind,
            kind=question.kind,
            text=question.text,
            options=question.options,
            answer=question.answer,
            tolerance=question.tolerance,
            explanation=question.explanation,
            theme=question.theme,
            source=question.source,
            picture=question.picture,
            has_picture=bool(question.picture),
            photo=self._photo(question),
            subway=question.subway,
            points=question.points,
            fixed_order=question.fixed_order,
            surplus="",
            defects=question.defects,
        )

    def _photo(self, question: ListedQuestion) -> Photo | None:
        content, most_bytes = question.content, self.subject.limits.photo_bytes
        if content is None:
            return self.photos.named(question.picture, most_bytes) if question.picture else None
        return photo_of(PictureFile(question.picture, len(content), lambda: content), most_bytes)
