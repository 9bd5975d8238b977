"""Is the process alive, and can it serve?"""

from fastapi import APIRouter

from pipelines.portal.identity import PortalParts

router = APIRouter()


@router.get("/healthz")
def healthz() -> dict[str, str]:
    return {"status": "alive"}


@router.get("/readyz")
def readyz(parts: PortalParts) -> dict[str, str]:
    """503 while PostgreSQL is away or has no tables."""
    with parts.database() as connection:
        connection.execute("select from uploads limit 0")
    return {"status": "ready"}
