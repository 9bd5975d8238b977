"""A release of 10,000 questions and its rollback, and the findings of 1000 rows on the departments' page."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from rich.console import Console

from pipelines.local.services import Store, services
from pipelines.stores.postgres import postgres
from pipelines.stores.rollbacks import rollback
from serving.settings import Settings
from tests.bench.figures import Figure
from tests.support.checked_questions import checked_question
from tests.support.databases import database, upgraded_template
from tests.support.portal import member, parts, running
from tests.support.releases import submit
from tests.support.uploaded_files import bank, economics

QUESTIONS, ROWS = 10_000, 1000


def figures() -> Iterator[Figure]:
    with TemporaryDirectory(prefix="apo-bench-") as home:
        Path(home).chmod(0o755)
        settings = Settings(home=Path(home), postgres_url=None, clickhouse_url=None, _env_file=None)
        with (
            services(settings, progress=Console().print, stores=[Store.POSTGRES]) as endpoints,
            upgraded_template(endpoints.postgres_url) as template,
        ):
            with database(endpoints.postgres_url, template) as url:
                yield from _released_and_rolled_back(url)
            with database(endpoints.postgres_url, template) as url:
                yield from _shown(url, Path(home))


def _released_and_rolled_back(postgres_url: str) -> Iterator[Figure]:
    questions = [checked_question(f"Вопрос {number}?") for number in range(QUESTIONS)]
    with postgres(postgres_url) as connection:
        begun = perf_counter()
        released = submit(connection, *questions)
        yield Figure(f"release of {QUESTIONS:,} new questions", perf_counter() - begun, 10, "s")
        assert len(released.diff.new) == QUESTIONS
        assert released.id is not None
        begun = perf_counter()
        undone = rollback(connection, released.id, "anna")
        yield Figure("its rollback", perf_counter() - begun, 10, "s")
        assert undone.retired == QUESTIONS


def _shown(postgres_url: str, home: Path) -> Iterator[Figure]:
    """From the first byte of the upload, which is more than the target asks, to the last of the findings."""
    rows = [economics(f"Сколько будет {number}?", key=9 if number % 10 == 0 else 1) for number in range(ROWS)]
    with (
        running(parts(postgres_url, home)) as address,
        member(address, postgres_url, ["economics"]) as department,
    ):
        department.get("/submissions")
        begun = perf_counter()
        page = department.upload(("bank.csv", bank(*rows)))
        yield Figure(f"findings of {ROWS} rows on the departments' page", perf_counter() - begun, 3, "s")
        assert "900</strong> новых" in page.text
