from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.db.tables.students import attempts

SPEND = text("""
insert into attempts as spent (key, failures, failed_at) values (:key, 1, :now)
on conflict (key) do update
set failures = case when spent.failed_at <= :forgotten then 1 else spent.failures + 1 end, failed_at = :now
where spent.failed_at <= :forgotten or spent.failures < :limit
returning key
""")

LAST = text("select failed_at from attempts where key = :key")


@dataclass(frozen=True, slots=True)
class SqlAttempts:
    connection: AsyncConnection

    async def spend(self, key: str, limit: int, now: datetime, pause: timedelta) -> datetime | None:
        values = {"key": key, "limit": limit, "now": now, "forgotten": now - pause}
        if (await self.connection.execute(SPEND, values)).one_or_none() is not None:
            return None
        last: datetime = (await self.connection.execute(LAST, {"key": key})).scalar_one()
        return last

    async def forget(self, key: str) -> None:
        await self.connection.execute(delete(attempts).where(attempts.c.key == key))

    async def give_back(self, key: str) -> None:
        fewer = update(attempts).where(attempts.c.key == key, attempts.c.failures > 0)
        await self.connection.execute(fewer.values(failures=attempts.c.failures - 1))
