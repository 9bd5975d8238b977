"""Publishing on the departments' page without the job, which takes seconds to import."""

import time
from pathlib import Path

from pipelines.banks.check import check
from pipelines.banks.subjects import read_subjects
from pipelines.defs.question_banks.outcome import LoadResult
from pipelines.portal.submissions.publishing import Order
from pipelines.stores.postgres import postgres
from pipelines.stores.releases import release
from pipelines.stores.submission import RowCounts, Submission
from tests.support.bank_files import HEADER
from tests.support.portal import Visitor


def load_without_job(order: Order, postgres_url: str, _: Path) -> LoadResult:
    """What the job comes to for a file in which nothing is wrong."""
    report = check(order.files.banks[0], read_subjects())
    counts = RowCounts(report.rows, report.merged)
    submission = Submission(
        (report.file,), order.files.sha256, report.to_json(), report.questions, order.actor, counts
    )
    with postgres(postgres_url) as connection:
        made = release(connection, submission, {"economics": "Экономика", "geography": "География"})
    return LoadResult((report,), (), (), counts, made)


def bank(*rows: str) -> tuple[str, bytes]:
    lines = [HEADER, *(row.format(number=number) for number, row in enumerate(rows, 1))]
    return "bank.csv", "\n".join(lines).encode()


def publish(visitor: Visitor, *files: tuple[str, bytes]) -> str:
    """The page of the upload once it is decided."""
    path = visitor.upload(*files).url.path
    visitor.submit(path, f"{path}/publish")
    return decided(visitor, path)


def publish_statistics(postgres_url: str) -> None:
    """Of the first question."""
    with postgres(postgres_url) as connection:
        connection.execute(
            "insert into question_stats"
            " (question_id, version, attempts, first_attempts, correct, facility, level, difficulty,"
            " difficulty_se, flags, proposed_option, as_of)"
            " values (1, 1, 60, 52, 30, 0.58, 3, -0.4, 0.25, '{miskey_suspected}', 2, '2026-01-09 00:00+00')"
        )


def decided(visitor: Visitor, path: str) -> str:
    deadline = time.monotonic() + 60
    while "Публикуется…" in (page := visitor.get(path).text):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return page
