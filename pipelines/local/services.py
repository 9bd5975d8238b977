"""The two stores for the length of a command: those of the settings, of a running `apo up`, or our own."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from enum import StrEnum

from pipelines.local.background import running
from pipelines.local.clickhouse import clickhouse_service, clickhouse_url
from pipelines.local.endpoints import Endpoints
from pipelines.local.home import Home, claim
from pipelines.local.ports import free_port
from pipelines.local.postgres import open_cluster
from serving.settings import Settings


class Store(StrEnum):
    POSTGRES = "postgres"
    CLICKHOUSE = "clickhouse"


@contextmanager
def services(
    settings: Settings,
    *,
    progress: Callable[[str], None],
    stores: Collection[Store] = tuple(Store),
    command: str = "another apo command",
) -> Iterator[Endpoints]:
    """Endpoints of the stores asked for, ready; a URL neither asked for nor in the settings is empty.

    A store with a URL in the settings is never started. Embedded ones are tied to the calling thread: enter
    it on one that lives until the end. `command` names us to a second command that waits. Raises LocalError.
    """
    given = endpoints_of(settings)
    wanted = _missing(given, stores)
    if not wanted:
        yield given
        return
    with claim(settings.home, command, progress) as home:
        if isinstance(home, Endpoints):
            yield given.or_else(home)
        else:
            with _embedded(home, wanted, progress) as own:
                yield given.or_else(own)


def endpoints_of(settings: Settings) -> Endpoints:
    """What the settings name; an empty URL is one to start."""
    postgres, clickhouse = settings.postgres_url, settings.clickhouse_url
    return Endpoints(
        postgres.get_secret_value() if postgres else "",
        clickhouse.get_secret_value() if clickhouse else "",
    )


def _missing(given: Endpoints, stores: Collection[Store]) -> list[Store]:
    urls = {Store.POSTGRES: given.postgres_url, Store.CLICKHOUSE: given.clickhouse_url}
    return [store for store, url in urls.items() if store in stores and not url]


@contextmanager
def _embedded(home: Home, stores: Collection[Store], progress: Callable[[str], None]) -> Iterator[Endpoints]:
    progress(f"Starting the embedded {' and '.join(stores)} in {home.directory}")
    chosen, postgres_url, warehouse_url = [], "", ""
    if Store.CLICKHOUSE in stores:
        port = free_port()
        chosen.append(clickhouse_service(home.directory / "warehouse", port))
        warehouse_url = clickhouse_url(home.directory / "warehouse", port)
    if Store.POSTGRES in stores:
        port = free_port()
        cluster = open_cluster(home.directory / "postgres", (home.descriptor,))
        chosen.append(cluster.service(port))
        postgres_url = cluster.url(port)
    with running(chosen, home.directory / "logs", (home.descriptor,)):
        yield Endpoints(postgres_url, warehouse_url)
