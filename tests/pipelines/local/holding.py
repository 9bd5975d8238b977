"""A command in a process of its own that holds a home.

`python -m … DIRECTORY COMMAND [lend] [leave SECONDS]`: it lends its endpoints at the first line of its input,
or starts a service that outlives it by so many seconds.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipelines.local.endpoints import Endpoints, lend
from pipelines.local.home import claim

LENT = Endpoints("postgresql://apo:secret@127.0.0.1:1/apo", "http://apo:secret@127.0.0.1:2")


@contextmanager
def holding(directory: Path, command: str, *options: str) -> Iterator[subprocess.Popen[str]]:
    """It holds the home inside, and lets go of it when its input ends."""
    argv = [sys.executable, "-m", __name__, str(directory), command, *options]
    with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def main(directory: Path, command: str, *options: str) -> None:
    with claim(directory, command, lambda _: None) as home:
        assert not isinstance(home, Endpoints)
        if "leave" in options:
            sleep = f"import time; time.sleep({options[-1]})"
            subprocess.Popen([sys.executable, "-c", sleep], pass_fds=(home.descriptor,))
        sys.stdout.write("held\n")
        sys.stdout.flush()
        sys.stdin.readline()
        if "lend" in options:
            lend(home.directory, LENT)
            sys.stdin.readline()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
