"""`python -m tests.bench.training.bare_api PORT`: what FastAPI with a pool of psycopg costs by itself.

The yardstick: one `select 1` a request, on the server that the API uses (APO_POSTGRES_URL).
"""

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from fastapi import FastAPI
from psycopg_pool import AsyncConnectionPool

pool = AsyncConnectionPool(
    os.environ["APO_POSTGRES_URL"], min_size=10, max_size=20, open=False, kwargs={"autocommit": True}
)


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[None]:
    async with pool:
        yield


app = FastAPI(lifespan=lifespan)


@app.post("/select")
async def select() -> dict[str, int]:
    async with pool.connection() as connection:
        row = await (await connection.execute("select 1")).fetchone()
    assert row is not None
    return {"one": row[0]}


@app.get("/readyz")
async def readyz() -> dict[str, str]:
    return {"status": "ready"}


if __name__ == "__main__":
    uvicorn.run(app, port=int(sys.argv[1]), log_level="warning", access_log=False)
