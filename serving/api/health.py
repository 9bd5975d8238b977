"""Is the process alive, and can it serve?"""

from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.errors import BankNotLoaded
from serving.db.hot import Hot
from serving.db.question_pool import BitmapPool

PING = Hot.of(text("select 1 as one"), whole=True)

router = APIRouter(tags=["health"], route_class=DishkaRoute)


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    return {"status": "alive"}


@router.get("/readyz")
async def readyz(pool: FromDishka[BitmapPool], connection: FromDishka[AsyncConnection]) -> dict[str, str]:
    """503 until the bank is read, and while PostgreSQL is away."""
    await PING.row(connection, {})
    if not pool.loaded:
        raise BankNotLoaded
    return {"status": "ready"}
