"""DAGSTER_HOME: where Dagster keeps its runs, and the environment that its processes need."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from pipelines.local.errors import LocalError
from pipelines.local.ports import LOOPBACK

_SCHEMA = "dagster"


def write_dagster_home(directory: Path) -> None:
    """Writes the shipped `dagster.yaml` and `workspace.yaml` over those of an earlier version."""
    directory.mkdir(parents=True, exist_ok=True)
    for name in ("dagster.yaml", "workspace.yaml"):
        shutil.copyfile(Path(__file__).with_name(name), directory / name)


def dagster_environment(directory: Path, storage_url: str, code_port: int) -> Mapping[str, str]:
    return {
        "DAGSTER_HOME": str(directory),
        "DAGSTER_POSTGRES_URL": make_url(storage_url)
        .set(drivername="postgresql+psycopg2")
        .render_as_string(hide_password=False),
        "DAGSTER_CODE_HOST": LOOPBACK,
        "DAGSTER_CODE_PORT": str(code_port),
    }


def storage_in_schema(postgres_url: str) -> str:
    """The URL of the same database with Dagster's tables in a schema of their own, which is made.

    Why not in `public`: both Dagster and we keep an `alembic_version` there. Raises LocalError.
    """
    url = make_url(postgres_url)
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    try:
        with psycopg.connect(plain, connect_timeout=10) as connection:
            connection.execute("CREATE SCHEMA IF NOT EXISTS dagster")
    except psycopg.Error as error:
        raise LocalError(f"The PostgreSQL of APO_POSTGRES_URL cannot be used: {error}".rstrip()) from error
    in_schema = url.update_query_dict({"options": f"-csearch_path={_SCHEMA}"})
    return in_schema.render_as_string(hide_password=False)
