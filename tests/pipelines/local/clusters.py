"""PostgreSQL clusters of tests, and programs that make them."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipelines.local.background import running
from pipelines.local.ports import free_port
from pipelines.local.postgres import Cluster, open_cluster

MAKE = (
    "import sys, pathlib; from pipelines.local.postgres import open_cluster;"
    "open_cluster(pathlib.Path(sys.argv[1]))"
)


def copy_of(cluster: Cluster, directory: Path) -> Cluster:
    subprocess.run(["cp", "-a", str(cluster.data.parent), str(directory)], check=True)
    return open_cluster(directory)


@contextmanager
def started(cluster: Cluster) -> Iterator[str]:
    port = free_port()
    with running([cluster.service(port)], cluster.data.parent / "logs", ()):
        yield cluster.url(port)


@contextmanager
def program(code: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    argv = [sys.executable, "-c", code, *arguments]
    with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()
