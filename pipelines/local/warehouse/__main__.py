"""`python -m pipelines.local.warehouse --data DIR --port PORT`."""

import argparse
import os
from pathlib import Path

from pipelines.local.warehouse.access import Credential, Users
from pipelines.local.warehouse.server import serve


def main() -> None:
    parser = argparse.ArgumentParser(prog="warehouse", description="Embedded ClickHouse over HTTP")
    parser.add_argument("--data", type=Path, required=True, help="data directory")
    parser.add_argument("--port", type=int, required=True, help="port on 127.0.0.1")
    options = parser.parse_args()
    serve_users_of_environment(options.data, options.port)


def serve_users_of_environment(data: Path, port: int) -> None:
    """The writer comes from APO_CLICKHOUSE_URL (`http://user:password@host:port`), the reader from
    APO_CLICKHOUSE_ANALYST_URL; both are optional.
    """
    analyst = os.environ.get("APO_CLICKHOUSE_ANALYST_URL")
    users = Users(
        writer=Credential.from_url(os.environ.get("APO_CLICKHOUSE_URL", "")),
        analyst=Credential.from_url(analyst) if analyst else None,
    )
    serve(data, port, users)


if __name__ == "__main__":
    main()
