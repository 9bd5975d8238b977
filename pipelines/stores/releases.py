"""A checked submission becomes one release of the question bank: all of it in one transaction, or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from psycopg import Connection, Cursor

from pipelines.banks.report import CheckedQuestion
from pipelines.stores import release_statements as statements
from pipelines.stores.bank_comparison import Diff, compare

UNMEASURED = ("explanation", "points", "subway", "photo", "shuffle")
"""What may change in a question while the answers given before still measure the same item."""


@dataclass(frozen=True, slots=True)
class Submission:
    """`sha256` is of the content of the files; `report` is JSON."""

    files: tuple[str, ...]
    sha256: str
    report: str
    questions: tuple[CheckedQuestion, ...]


@dataclass(frozen=True, slots=True)
class Release:
    """`id` is None when the bank already was as submitted, `submission_id` when even the files were known."""

    id: int | None
    submission_id: int | None
    diff: Diff


def release(connection: Connection, submission: Submission, titles: Mapping[str, str]) -> Release:
    """Applies the submission; `titles` are those of the subjects by code.

    Releases wait for each other. Whatever is raised, the bank stays as it was. Listeners of the channel
    `question_bank` hear the id of the release once it is visible.
    """
    with connection.transaction(), connection.cursor() as cursor:
        cursor.execute(statements.LOCK)
        diff = compare(cursor, submission.questions)
        if diff.empty and _submitted_before(cursor, submission):
            return Release(None, None, diff)
        submission_id = _add_submission(cursor, submission)
        if diff.empty:
            return Release(None, submission_id, diff)
        return Release(_apply(cursor, submission_id, diff, titles), submission_id, diff)


def _submitted_before(cursor: Cursor, submission: Submission) -> bool:
    return _number(cursor, statements.SUBMITTED_BEFORE, {"sha256": submission.sha256}) > 0


def _add_submission(cursor: Cursor, submission: Submission) -> int:
    return _number(
        cursor,
        statements.ADD_SUBMISSION,
        {
            "files": list(submission.files),
            "sha256": submission.sha256,
            "report": submission.report.replace("\\u0000", "\\ufffd"),  # jsonb has no NUL
        },
    )


def _apply(cursor: Cursor, submission_id: int, diff: Diff, titles: Mapping[str, str]) -> int:
    counts = {"new": len(diff.new), "changed": len(diff.changed), "unchanged": len(diff.unchanged)}
    release_id = _number(cursor, statements.ADD_RELEASE, {"submission_id": submission_id, **counts})
    parameters = {
        "release_id": release_id,
        "codes": list(titles),
        "titles": list(titles.values()),
        "unmeasured": list(UNMEASURED),
    }
    for statement in statements.APPLY:
        cursor.execute(statement, parameters)
    return release_id


def _number(cursor: Cursor, statement: str, parameters: Mapping[str, object]) -> int:
    row = cursor.execute(statement, parameters).fetchone()
    assert row is not None  # every such statement answers with one row
    return int(row[0])
