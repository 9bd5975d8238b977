"""A row becomes a question, or it is not a valid row: there is no second definition of a question."""

from pipelines.banks.answers import read_key, read_tolerance
from pipelines.banks.identity import content_key, identity
from pipelines.banks.report import CheckedQuestion
from pipelines.banks.row import MISSING, Row
from pipelines.banks.rules.pictures import waits_for_picture
from pipelines.banks.rules.shuffling import refers_to_others
from pipelines.banks.sources import source_titles
from serving.core.questions import (
    NO_SOURCE,
    NO_THEME,
    Kind,
    Multiple,
    One,
    Open,
    YesNo,
    question_adapter,
)


def check_question(row: Row) -> CheckedQuestion:
    """Raises pydantic's ValidationError when no question can be built from the row."""
    question = build_question(row)
    return CheckedQuestion(
        identity=identity(content_key(row.subject.code, question), question.photo),
        subject=row.subject.code,
        theme=NO_THEME if row.theme in MISSING else row.subject.theme(row.theme) or row.theme,
        sources=source_titles(row.source, row.subject) or (NO_SOURCE,),
        question=question,
        rows=(row.number,),
        waits_for_picture=waits_for_picture(row),
    )


def build_question(row: Row) -> YesNo | One | Multiple | Open:
    fields: dict[str, object] = {
        "kind": row.kind,
        "text": row.text,
        "key": read_key(row),
        "explanation": row.explanation or None,
        "photo": row.photo and row.photo.sha256,
        "points": row.points or None,
        "subway": row.subway,
    }
    match row.kind:
        case Kind.ONE | Kind.MULTIPLE:
            fields |= _options(row)
        case Kind.OPEN if row.tolerance:
            fields["tolerance"] = _tolerance(row)
    return question_adapter.validate_python(fields)


def _options(row: Row) -> dict[str, object]:
    options = [{"id": number, "text": text} for number, text in enumerate(row.options, start=1)]
    return {"options": options, "shuffle": not (row.fixed_order or any(map(refers_to_others, row.options)))}


def _tolerance(row: Row) -> dict[str, object]:
    """Empty, and so refused by the question, when the cell is not a tolerance."""
    tolerance = read_tolerance(row.tolerance)
    return {} if tolerance is None else {"value": tolerance[0], "percent": tolerance[1]}
