"""Files of log lines, which are read on while they are written.

A file is `service-host-process-moment.jsonl`, is only ever appended to and never renamed, so that a file and
an offset name a line for ever. When it is full another one begins; what nobody writes any more is compressed.
"""

import gzip
import logging
import os
import platform
import re
import shutil
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

MOST_BYTES = 8 << 20
KEPT = 50
"""Ended files of a service on this host; the oldest go first, whether somebody has read them or not."""

ONE_AT_A_TIME = threading.Lock()

NAME = re.compile(r"(?P<service>\w+)-(?P<host>[\w.]+)-(?P<process>\d+)-(?P<moment>\d+)\.jsonl(?:\.gz)?")


class LogFiles(logging.Handler):
    """Formatted records of this process as lines of files in `directory`."""

    def __init__(self, directory: Path, service: str, most_bytes: int = MOST_BYTES, kept: int = KEPT) -> None:
        super().__init__()
        self._directory, self._service, self._most_bytes, self._kept = directory, service, most_bytes, kept
        directory.mkdir(parents=True, exist_ok=True)
        self._file = self._begun()
        self._tidy()

    def emit(self, record: logging.LogRecord) -> None:
        try:
            if self._file.closed:  # a library has configured the logs of the process anew
                self._file = _opened(Path(self._file.name))
            self._file.write(self.format(record).encode() + b"\n")
            if self._file.tell() >= self._most_bytes:
                self._file.close()
                self._file = self._begun()
                self._tidy()
        except Exception:  # noqa: BLE001 a full disk stops no request; logging says so on standard error
            self.handleError(record)

    def close(self) -> None:
        self._file.close()
        super().close()

    def _begun(self) -> BinaryIO:
        moment = f"{datetime.now(UTC):%Y%m%d%H%M%S%f}"
        name = f"{self._service}-{_host()}-{os.getpid()}-{moment}.jsonl"
        return _opened(self._directory / name)

    def _tidy(self) -> None:
        """On a thread of its own: compressing takes as long as a hundred requests."""
        current = Path(self._file.name)
        threading.Thread(
            target=tidy, args=(self._directory, self._service, current, self._kept), daemon=True
        ).start()


def _opened(file: Path) -> BinaryIO:
    return file.open("ab", buffering=0)


def tidy(directory: Path, service: str, current: Path, kept: int = KEPT) -> None:
    """Compresses what no process of this host writes any more, then removes the oldest beyond `kept`.

    Of this process's own files those are left that began with `current` or after it.
    """
    with ONE_AT_A_TIME:
        for file in sorted(directory.glob(f"{service}-{_host()}-*.jsonl")):
            if not _is_written(file, current):
                _compress(file)
        ended = sorted(directory.glob(f"{service}-{_host()}-*.jsonl.gz"), key=_moment)
        for file in ended[: max(0, len(ended) - kept)]:
            file.unlink(missing_ok=True)


def _compress(file: Path) -> None:
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        with file.open("rb") as source, gzip.open(part, "wb", compresslevel=6) as target:
            shutil.copyfileobj(source, target)
        part.replace(file.with_name(f"{file.name}.gz"))
        file.unlink()
    except FileNotFoundError:
        return  # another process of the service was faster


def _is_written(file: Path, current: Path) -> bool:
    found = NAME.fullmatch(file.name)
    if found is None:
        return True
    if int(found["process"]) == os.getpid():
        return _moment(file) >= _moment(current)
    try:
        os.kill(int(found["process"]), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _moment(file: Path) -> str:
    found = NAME.fullmatch(file.name)
    return found["moment"] if found else ""


def _host() -> str:
    """Processes are numbered by host: who shares a directory with another one leaves its files alone."""
    return re.sub(r"[^\w.]", "_", platform.node()) or "localhost"
