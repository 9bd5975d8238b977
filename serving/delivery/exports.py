"""Writing the exports that were asked for, one after another."""

import asyncio
import logging
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from serving.core.exports.jobs import Export
from serving.core.exports.write_export import write
from serving.core.identity import Clock
from serving.db.repositories.export_jobs import SqlExportJobs
from serving.db.repositories.export_rows import SqlRows
from serving.db.unit_of_work import OUTAGES
from serving.delivery.channels import LOOK_EVERY, alone
from serving.files import Files
from serving.spreadsheets.workbook import XlsxBook

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ExportWriter:
    engine: AsyncEngine
    jobs: SqlExportJobs
    files: Files
    clock: Clock

    async def keep_writing(self) -> None:
        """For ever, as the only one."""
        await alone(self.engine, "exports", self._writing)

    async def _writing(self) -> None:
        await self.jobs.resume()
        while True:
            await self._remove_expired()
            export = await self.jobs.claim()
            if export is None:
                await asyncio.sleep(LOOK_EVERY)
            else:
                await self._write(export)

    async def _write(self, export: Export) -> None:
        """An outage of the database leaves it to whoever comes next."""
        try:
            rows = await self._make(export)
        except (*OUTAGES, DBAPIError):
            raise
        except Exception as error:
            logger.exception("an export cannot be written")
            await self.jobs.fail(export.id, type(error).__name__)
        else:
            await self.jobs.ready(export.id, rows)

    async def _make(self, export: Export) -> int:
        with TemporaryDirectory(prefix="apo-export-") as folder:
            file = Path(folder) / "export.xlsx"
            book = XlsxBook(file, export.wanted)
            try:
                async with self.engine.connect() as connection:
                    rows = await write(SqlRows(connection, self.clock), export.wanted, book, self.clock())
            finally:
                book.abandon()
            await asyncio.to_thread(self.files.put_export, file, export.id)
        return rows

    async def _remove_expired(self) -> None:
        for export_id in await self.jobs.expired():
            await asyncio.to_thread(self.files.remove_export, export_id)
            await self.jobs.forget(export_id)
