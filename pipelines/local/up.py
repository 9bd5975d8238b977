"""`apo up`: every part of the system on this machine, until it is interrupted."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from pipelines.local.clickhouse import clickhouse_service, clickhouse_url
from pipelines.local.dagster_home import dagster_environment, storage_in_schema, write_dagster_home
from pipelines.local.endpoints import Endpoints, lend
from pipelines.local.errors import LocalError, ServiceFailed
from pipelines.local.home import UP, Home, claim
from pipelines.local.parts import (
    bot_part,
    dagster_parts,
    delivery_part,
    portal_part,
    product_environment,
    product_parts,
    refresher_part,
    unfinished_runs,
)
from pipelines.local.ports import LOOPBACK, Port, free_port, refuse_taken
from pipelines.local.postgres import open_cluster
from pipelines.local.processes import Service
from pipelines.local.services import endpoints_of
from pipelines.local.supervisor import Supervisor
from serving.settings import Settings, SettingsError


@dataclass(frozen=True, slots=True)
class Stores:
    """The embedded services among them, and where Dagster keeps its runs."""

    endpoints: Endpoints
    dagster_url: str
    services: tuple[Service, ...]


def up(settings: Settings, say: Callable[[str], None]) -> None:
    """Returns after a signal, when all is stopped. Call it in the main thread.

    Raises SettingsError without a secret key and LocalError for a home or a port that is taken, both before
    anything is started. When a service cannot be made to run, says why and ends the process with 1.
    """
    if settings.secret_key is None:
        raise SettingsError("APO_SECRET_KEY: not set; give it 32 characters or more, and keep them")
    with claim(settings.home, UP, say) as home:
        if isinstance(home, Endpoints):
            raise LocalError(f"`{UP}` already runs in {settings.home}.")
        refuse_taken(ports_of(settings))
        _run(settings, home, _stores(settings, home), say)


def _run(settings: Settings, home: Home, stores: Stores, say: Callable[[str], None]) -> None:
    def when_ready() -> None:
        lend(home.directory, stores.endpoints)
        for line in _table(settings, home.directory, stores):
            say(line)

    supervisor = Supervisor(_services(settings, home, stores), say, (home.descriptor,))
    try:
        asyncio.run(supervisor.run(when_ready))
    except ServiceFailed as error:
        say(f"apo up: {error}")
        raise SystemExit(1) from None


def ports_of(settings: Settings) -> list[Port]:
    ports = [
        Port(settings.api_port, "the REST API", "APO_API_PORT"),
        Port(settings.portal_port, "the departments' page", "APO_PORTAL_PORT"),
        Port(settings.dagster_port, "Dagster", "APO_DAGSTER_PORT"),
    ]
    if settings.bot_token and settings.bot_webhook_url:
        ports.append(Port(settings.bot_webhook_port, "the bot's webhook", "APO_BOT_WEBHOOK_PORT"))
    if settings.postgres_url is None:
        ports.append(Port(settings.postgres_port, "the embedded PostgreSQL", "APO_POSTGRES_PORT"))
    if settings.clickhouse_url is None:
        ports.append(Port(settings.clickhouse_port, "the embedded ClickHouse", "APO_CLICKHOUSE_PORT"))
    return ports


def _stores(settings: Settings, home: Home) -> Stores:
    given, started = endpoints_of(settings), []
    postgres, clickhouse = given.postgres_url, given.clickhouse_url
    if postgres:
        dagster = storage_in_schema(postgres)
    else:
        cluster = open_cluster(home.directory / "postgres", (home.descriptor,))
        started.append(cluster.service(settings.postgres_port))
        postgres, dagster = (cluster.url(settings.postgres_port, name) for name in ("apo", "dagster"))
    if not clickhouse:
        warehouse = home.directory / "warehouse"
        started.append(clickhouse_service(warehouse, settings.clickhouse_port))
        clickhouse = clickhouse_url(warehouse, settings.clickhouse_port)
    return Stores(Endpoints(postgres, clickhouse), dagster, tuple(started))


def _services(settings: Settings, home: Home, stores: Stores) -> list[Service]:
    product = product_environment(settings, home.directory, stores.endpoints)
    dagster_home = home.directory / "dagster"
    write_dagster_home(dagster_home)
    dagster = {**product, **dagster_environment(dagster_home, stores.dagster_url, free_port())}
    started = tuple(service.name for service in stores.services)
    ours_alone = settings.postgres_url is None
    first = [unfinished_runs(dagster, started)] if ours_alone else []
    prepared = ("migrations", *(service.name for service in first))
    return [
        *stores.services,
        *product_parts(settings, product, started),
        *first,
        portal_part(settings, dagster, prepared),
        *([bot_part(product, prepared)] if settings.bot_token else []),
        delivery_part(product, ("migrations",)),
        refresher_part(dagster, prepared),
        *dagster_parts(settings, dagster, prepared),
    ]


def _table(settings: Settings, home: Path, stores: Stores) -> list[str]:
    rows = {
        "REST API": f"http://{LOOPBACK}:{settings.api_port}/docs",
        "Departments": f"http://{LOOPBACK}:{settings.portal_port}",
        "Dagster": f"http://{LOOPBACK}:{settings.dagster_port}",
        "ClickHouse": _shown(stores.endpoints.clickhouse_url),
        "PostgreSQL": _shown(stores.endpoints.postgres_url),
        "Data, passwords": str(home),
    }
    width = max(len(name) for name in rows)
    return ["", *(f"  {name:<{width}}  {place}" for name, place in rows.items()), "", "Stop with Ctrl-C."]


def _shown(url: str) -> str:
    """Without the password."""
    parts = urlsplit(url)
    place = f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname
    return (
        f"{parts.scheme}://{parts.username}@{place}{parts.path}"
        if parts.username
        else f"{parts.scheme}://{place}"
    )
