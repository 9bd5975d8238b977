"""Rows streamed into a table in constant memory."""

from anyio import to_thread

from pipelines.local.warehouse.connections import Connection, Counts
from pipelines.local.warehouse.requests import Rows, Statement


async def load(connection: Connection, statement: Statement, rows: Rows) -> Counts:
    """Returns once all rows are committed, and raises otherwise.

    The engine commits a large insert in blocks of about a million rows: those before the one that failed stay
    visible, as on a real server.
    """
    insertion = await to_thread.run_sync(
        connection.insert, statement.outline.sql, rows.format, statement.params
    )
    try:
        async for chunk in rows.chunks:
            await to_thread.run_sync(insertion.append, chunk)
        return await to_thread.run_sync(insertion.finish)
    finally:
        await to_thread.run_sync(insertion.cancel)
