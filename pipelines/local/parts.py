"""The services of `apo up`, in the order in which they start."""

import sys
from collections.abc import Mapping
from pathlib import Path

from pipelines.local.endpoints import Endpoints
from pipelines.local.ports import LOOPBACK
from pipelines.local.processes import Service
from pipelines.local.readiness import http_answers, port_answers
from serving.settings import Settings

_PYTHON = (sys.executable, "-m")
_APO = (*_PYTHON, "pipelines.cli.app")


def product_environment(settings: Settings, home: Path, endpoints: Endpoints) -> Mapping[str, str]:
    """With both URLs set no part starts a store of its own."""
    secret = settings.secret_key.get_secret_value() if settings.secret_key else ""
    return {
        "APO_POSTGRES_URL": endpoints.postgres_url,
        "APO_CLICKHOUSE_URL": endpoints.clickhouse_url,
        "APO_HOME": str(home),
        "APO_SECRET_KEY": secret,
    }


def product_parts(settings: Settings, env: Mapping[str, str], after: tuple[str, ...]) -> list[Service]:
    port = settings.api_port
    return [
        Service(name="migrations", argv=(*_APO, "db", "upgrade"), env=env, after=after, once=True),
        Service(
            name="api",
            argv=(*_APO, "api", "--port", str(port)),
            env=env,
            after=("migrations",),
            ready=http_answers(port, "/readyz"),
        ),
    ]


def bot_part(env: Mapping[str, str], after: tuple[str, ...]) -> Service:
    return Service(name="bot", argv=(*_PYTHON, "bot"), env=env, after=after, grace=30)


def portal_part(settings: Settings, env: Mapping[str, str], after: tuple[str, ...]) -> Service:
    """`env` with that of Dagster, so that what a department publishes is seen among the runs."""
    port = settings.portal_port
    return Service(
        name="portal",
        argv=(*_APO, "portal", "--port", str(port)),
        env=env,
        after=after,
        ready=http_answers(port, "/readyz"),
    )


def delivery_part(env: Mapping[str, str], after: tuple[str, ...]) -> Service:
    return Service(
        name="delivery",
        argv=(*_PYTHON, "serving.delivery"),
        env=env,
        after=after,
        grace=30,  # what is on its way arrives first
    )


def refresher_part(env: Mapping[str, str], after: tuple[str, ...]) -> Service:
    """`env` with that of Dagster, so that its runs are seen among the others."""
    return Service(
        name="refresher",
        argv=(*_PYTHON, "pipelines.refresher"),
        env=env,
        after=after,
    )


def unfinished_runs(env: Mapping[str, str], after: tuple[str, ...]) -> Service:
    return Service(
        name="unfinished",
        argv=(*_PYTHON, "pipelines.local.unfinished_runs"),
        env=env,
        after=after,
        once=True,
    )


def dagster_parts(settings: Settings, env: Mapping[str, str], after: tuple[str, ...]) -> list[Service]:
    """`env` is that of the product and `dagster_environment` together."""
    workspace = ("-w", str(Path(env["DAGSTER_HOME"]) / "workspace.yaml"))
    port = settings.dagster_port
    web = (*_PYTHON, "dagster_webserver", "-h", LOOPBACK, "-p", str(port), *workspace)
    daemon = (*_PYTHON, "dagster._daemon", "run", "--log-level", "warning", *workspace)
    return [
        _code_server(int(env["DAGSTER_CODE_PORT"]), env, after),
        Service(name="dagster", argv=web, env=env, after=("code",), ready=http_answers(port, "/server_info")),
        Service(name="daemon", argv=daemon, env=env, after=("code",)),
    ]


def _code_server(port: int, env: Mapping[str, str], after: tuple[str, ...]) -> Service:
    return Service(
        name="code",
        argv=(
            *_PYTHON,
            "dagster",
            "api",
            "grpc",
            "-m",
            "pipelines.definitions",
            "-h",
            LOOPBACK,
            "-p",
            str(port),
        ),
        env=env,
        after=after,
        ready=port_answers(port),
        grace=30,  # a run that is under way may be in the middle of a write
    )
