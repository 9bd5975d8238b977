"""What is new in the files of logs, from where reading ended the last time."""

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from serving.log_files import NAME

MOST_BYTES = 4 << 20


@dataclass(frozen=True, slots=True)
class LogPiece:
    """Whole lines `lo <= offset < hi` of a file, whose name is that without compression."""

    file: str
    lo: int
    data: bytes

    @property
    def hi(self) -> int:
        return self.lo + len(self.data)


@dataclass(frozen=True, slots=True)
class LogLine:
    offset: int
    fields: Mapping[str, object]
    at: datetime
    text: str


def pieces(
    directory: Path, read_until: Mapping[str, int], most_bytes: int = MOST_BYTES
) -> Iterator[LogPiece]:
    """Oldest files first. The last line of a file that is still written waits until it is whole."""
    files = {file.name.removesuffix(".gz"): file for file in sorted(directory.glob("*.jsonl*"), reverse=True)}
    for name in sorted(files, key=_moment):
        if NAME.fullmatch(name):
            yield from _of_file(files[name], name, read_until.get(name, 0), most_bytes)


def _of_file(file: Path, name: str, lo: int, most_bytes: int) -> Iterator[LogPiece]:
    ended = file.suffix == ".gz"
    try:
        size = _size_inside(file) if ended else file.stat().st_size
        if lo >= size:
            return
        with gzip.open(file) if ended else file.open("rb") as source:
            source.seek(lo)
            # what is written meanwhile is left to the next time, line by line it would never end
            while data := _whole_lines(source.read(min(most_bytes, size - lo)), most_bytes, ended):
                yield LogPiece(name, lo, data)
                lo += len(data)
                source.seek(lo)
    except FileNotFoundError:
        return  # compressed at this moment: the next time it is read from there


def _whole_lines(data: bytes, most_bytes: int, ended: bool) -> bytes:
    """What a killed process left of a line is taken when nobody can finish it; so is an endless one."""
    whole = data[: data.rfind(b"\n") + 1]
    if not whole and (ended or len(data) == most_bytes):
        return data
    return whole


def parsed(piece: LogPiece) -> tuple[list[LogLine], int]:
    """The lines, and how many others are no JSON objects with a time and an event."""
    lines, malformed, offset = [], 0, piece.lo
    for raw in piece.data.splitlines(keepends=True):
        line = _line(offset, raw)
        offset += len(raw)
        if line:
            lines.append(line)
        else:
            malformed += 1
    return lines, malformed


def _line(offset: int, raw: bytes) -> LogLine | None:
    try:
        text = raw.decode().rstrip("\n")
        fields = json.loads(text)
        at = datetime.fromisoformat(fields["at"]).astimezone(UTC)
        return LogLine(offset, fields, at, text) if isinstance(fields["event"], str) else None
    except (ValueError, TypeError, KeyError):
        return None


def _size_inside(file: Path) -> int:
    """The last four bytes of a gzip file; ours are far below the 4 GiB at which they would start anew."""
    with file.open("rb") as source:
        source.seek(-4, 2)
        return int.from_bytes(source.read(), "little")


def _moment(name: str) -> str:
    found = NAME.fullmatch(name)
    return found["moment"] if found else ""
