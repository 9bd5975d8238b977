"""Both ways of a backup."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipelines.backups import file_copies, postgres_copy, warehouse_copy
from pipelines.backups.manifest import (
    BackupRefused,
    Manifest,
    TableFacts,
    compare,
    read_manifest,
    write_manifest,
)
from pipelines.local.endpoints import Endpoints
from pipelines.stores.clickhouse import warehouse
from pipelines.stores.postgres import only_writer
from pipelines.stores.raw_tables import upgrade_warehouse
from serving.db.upgrade import upgrade_schema
from serving.files import Files


@dataclass(frozen=True, slots=True)
class Places:
    """What is backed up, or restored into."""

    endpoints: Endpoints
    files: Files
    home: Path


def back_up(places: Places, directory: Path) -> Manifest:
    """Into a directory that is not there yet; training goes on meanwhile. Raises Refusal and OSError.

    PostgreSQL is copied first: what the warehouse knows of later answers is loaded anew after a restore.
    """
    if directory.exists():
        raise BackupRefused(f"{directory} is there already: give a directory to be made.")
    part = directory.with_name(f"{directory.name}.part")
    part.mkdir(parents=True, mode=0o700)
    manifest = Manifest(
        made_at=datetime.now(UTC),
        postgres=postgres_copy.dump(places.endpoints.postgres_url, part),
        warehouse=_dumped_warehouse(places.endpoints, part),
        files=file_copies.dump(places.files, places.home, part),
    )
    write_manifest(part, manifest)
    part.rename(directory)
    return manifest


def restore(places: Places, directory: Path) -> Manifest:
    """Into empty stores, and brought to the newest schema. Raises Refusal and OSError."""
    manifest = read_manifest(directory)
    postgres_url, clickhouse_url = places.endpoints.postgres_url, places.endpoints.clickhouse_url
    upgrade_warehouse(clickhouse_url)
    with warehouse(clickhouse_url) as store:
        warehouse_copy.check_empty(store)
    postgres_copy.check_empty(postgres_url)
    compare(postgres_copy.restore(postgres_url, directory), manifest.postgres, "PostgreSQL")
    with warehouse(clickhouse_url) as store:
        found = warehouse_copy.restore(store, directory, manifest.warehouse)
    compare(found, manifest.warehouse, "ClickHouse")
    file_copies.restore(places.files, places.home, directory, manifest.files)
    upgrade_schema(postgres_url)
    return manifest


def _dumped_warehouse(endpoints: Endpoints, directory: Path) -> dict[str, TableFacts]:
    with (
        only_writer(endpoints.postgres_url, "refresh"),
        only_writer(endpoints.postgres_url, "service_logs"),
        only_writer(endpoints.postgres_url, "check_results"),
        warehouse(endpoints.clickhouse_url) as store,
    ):
        return warehouse_copy.dump(store, directory)
