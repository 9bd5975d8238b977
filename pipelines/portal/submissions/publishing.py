"""Publishing of an upload by the job that the operator's command and the drop folder use as well."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from pipelines.banks.refusal import FileRefused
from pipelines.portal import texts
from pipelines.portal.submissions.store import KeptFiles
from pipelines.portal.submissions.uploads import finish
from pipelines.refusal import Refusal
from pipelines.stores.postgres import postgres

if TYPE_CHECKING:
    from pipelines.defs.question_banks.outcome import LoadResult

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Order:
    """What to publish; `actor` is who decided it."""

    upload_id: UUID
    files: KeptFiles
    subject: str | None
    actor: str


Load = Callable[[Order, str, Path], "LoadResult"]


def load_by_job(order: Order, postgres_url: str, home: Path) -> "LoadResult":
    from pipelines.defs.question_banks.load import load_into
    from pipelines.defs.question_banks.store import BankInPostgres

    return load_into(
        BankInPostgres(postgres_url=postgres_url, home=str(home)),
        order.files.banks,
        subject=order.subject,
        photos=order.files.photos,
        profile=order.files.profile,
        all_or_nothing=False,
        retire_missing=False,
        actor=order.actor,
        progress=logger.info,
    )


@dataclass(frozen=True, slots=True)
class Publisher:
    """One at a time: the libraries of the job are not made for threads."""

    postgres_url: str
    home: Path
    load: Load = load_by_job
    worker: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "publishing"))

    def publish(self, order: Order) -> None:
        """Returns at once; what came of it is written to the upload."""
        self.worker.submit(self._publish, order)

    def close(self) -> None:
        """What has begun is brought to its end."""
        self.worker.shutdown()

    def _publish(self, order: Order) -> None:
        status, note, release_id = self._outcome(order)
        with postgres(self.postgres_url) as connection:
            finish(connection, order.upload_id, status, note, release_id)

    def _outcome(self, order: Order) -> tuple[str, str | None, int | None]:
        try:
            result = self.load(order, self.postgres_url, self.home)
        except (FileRefused, Refusal) as refused:
            return "failed", str(refused), None
        except Exception:
            logger.exception("publishing failed")
            return "failed", texts.PUBLISHING_FAILED, None
        if result.release is None:
            return "failed", "; ".join(block.notes for block in result.blocks), None
        note = texts.NOTHING_NEW if result.release.id is None else None
        return "published", note, result.release.id
