"""Writing an export as long as it takes, for who waits for it."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from serving.core.exports.allow_export import AllowExport
from serving.core.exports.exports import Value, Wanted
from serving.core.identity import Clock, UnitOfWork
from serving.core.roles.permissions import Doer

Batch = Sequence[Sequence[Value]]


class Rows(Protocol):
    def batches(self, wanted: Wanted) -> AsyncIterator[Batch]:
        """In the order of the columns of `wanted`, all of one moment, a few at a time."""
        ...


class Book(Protocol):
    async def append(self, batch: Batch) -> None: ...

    async def close(self, as_of: datetime) -> int:
        """The number of rows."""
        ...


@dataclass(frozen=True, slots=True)
class WriteExport:
    allow: AllowExport
    rows: Rows
    clock: Clock
    work: UnitOfWork

    async def __call__(self, doer: Doer, wanted: Wanted, book: Book) -> int:
        """The number of rows. Raises RoleMissing and ExportFiltersMisfit."""
        await self.allow(doer, wanted)
        written = await write(self.rows, wanted, book, self.clock())
        await self.work.commit()
        return written


async def write(rows: Rows, wanted: Wanted, book: Book, now: datetime) -> int:
    async for batch in rows.batches(wanted):
        await book.append(batch)
    return await book.close(now)
