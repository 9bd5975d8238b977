"""A checked submission becomes one release of the question bank: all of it in one transaction, or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from psycopg import Connection, Cursor

from pipelines.stores import release_statements as statements
from pipelines.stores import submission_statements as submissions
from pipelines.stores.bank_comparison import Compared, Diff, compare, diff_of
from pipelines.stores.submission import Submission
from serving.core.questions import UNMEASURED


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
        compared = compare(cursor, submission.questions)
        _lay_out(cursor, compared)
        missing = _missing(cursor, submission)
        diff = diff_of(compared, list(missing.values()))
        if diff.empty and _submitted_before(cursor, submission):
            return Release(None, None, diff)
        submission_id = _add_submission(cursor, submission, diff)
        release_id = None
        if not diff.empty:
            release_id = _add_release(cursor, submission_id, submission.actor, diff)
            _apply(cursor, release_id, list(missing), titles)
        cursor.execute(submissions.ADD_SUBMISSION_QUESTIONS, {"submission_id": submission_id})
        return Release(release_id, submission_id, diff)


def _lay_out(cursor: Cursor, compared: Sequence[Compared]) -> None:
    cursor.execute(submissions.CREATE_COMPARED)
    with cursor.copy(submissions.COPY_COMPARED) as copy:
        for position, each in enumerate(compared):
            copy.write_row((position, *_columns(each)))
    cursor.execute("analyze compared")


def _columns(each: Compared) -> tuple[int | str | bool | list[str] | None, ...]:
    merged = each.merged
    return (
        None if each.known is None else each.known.id,
        each.outcome,
        merged.identity,
        each.wording,
        merged.subject,
        merged.theme,
        list(merged.sources),
        merged.question.kind,
        each.status,
        merged.question.model_dump_json(),
        each.is_rewritten,
    )


def _missing(cursor: Cursor, submission: Submission) -> Mapping[int, str]:
    """Identities by id of what is to be retired."""
    if not submission.retire_missing:
        return {}
    return dict(cursor.execute(submissions.MISSING, {"files": list(submission.files)}).fetchall())


def _submitted_before(cursor: Cursor, submission: Submission) -> bool:
    known = {"sha256": submission.sha256, "files": list(submission.files)}
    return _number(cursor, submissions.SUBMITTED_BEFORE, known) > 0


def _add_submission(cursor: Cursor, submission: Submission, diff: Diff) -> int:
    return _number(
        cursor,
        submissions.ADD_SUBMISSION,
        {
            "files": list(submission.files),
            "sha256": submission.sha256,
            "report": submission.report.replace("\\u0000", "\\ufffd"),  # jsonb has no NUL
            "actor": submission.actor,
            **asdict(submission.counts),
            **_sizes(diff),
        },
    )


def _add_release(cursor: Cursor, submission_id: int, actor: str, diff: Diff) -> int:
    parameters = {"submission_id": submission_id, "actor": actor, **_sizes(diff)}
    return _number(cursor, statements.ADD_RELEASE, parameters)


def _sizes(diff: Diff) -> Mapping[str, int]:
    return {outcome: len(identities) for outcome, identities in asdict(diff).items()}


def _apply(cursor: Cursor, release_id: int, retired: list[int], titles: Mapping[str, str]) -> None:
    parameters = {
        "release_id": release_id,
        "retired": retired,
        "codes": list(titles),
        "titles": list(titles.values()),
        "unmeasured": list(UNMEASURED),
    }
    for statement in statements.APPLY:
        cursor.execute(statement, parameters)


def _number(cursor: Cursor, statement: str, parameters: Mapping[str, object]) -> int:
    row = cursor.execute(statement, parameters).fetchone()
    assert row is not None  # every such statement answers with one row
    return int(row[0])
