"""The border with chDB: one connection, its queries and its inserts."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Self, cast

import chdb

from pipelines.local.warehouse.chdb_shapes import RawConnection, RawInsert, RawStream
from pipelines.local.warehouse.errors import Code, from_engine, refusal

# chDB's Python layer takes these for itself instead of giving them to the engine.
_PYTHON_FORMATS = frozenset({"arrowtable", "dataframe", "datastore", "debug"})


@dataclass(frozen=True, slots=True)
class Counts:
    """What a statement read and wrote, as X-ClickHouse-Summary tells it."""

    read_rows: int = 0
    read_bytes: int = 0
    written_rows: int = 0
    written_bytes: int = 0
    result_rows: int = 0


@contextmanager
def engine_errors() -> Iterator[None]:
    """Turns what chDB raises into ClickHouseError."""
    try:
        yield
    except (chdb.ChdbError, RuntimeError) as error:
        raise from_engine(str(error)) from None


class Insertion:
    """Rows on their way into one table. `cancel` after `finish` does nothing."""

    def __init__(self, raw: RawInsert) -> None:
        self._raw = raw

    def append(self, rows: bytes) -> None:
        with engine_errors():
            self._raw.append(rows)

    def finish(self) -> Counts:
        with engine_errors():
            written = self._raw.finish()
        rows, size = written.rows_written, written.bytes_written
        return Counts(read_rows=rows, read_bytes=size, written_rows=rows, written_bytes=size)

    def cancel(self) -> None:
        with engine_errors():
            self._raw.cancel()


class RowStream:
    """Rows as the engine makes them; each chunk is complete in its format."""

    def __init__(self, raw: RawStream) -> None:
        self._raw = raw

    def fetch(self) -> bytes | None:
        """Returns None at the end."""
        with engine_errors():
            result = self._raw.fetch()
        return None if result is None else result.bytes()

    def cancel(self) -> None:
        with engine_errors():
            self._raw.cancel()


class Connection:
    """Carries one statement at a time. Every method blocks, and raises ClickHouseError."""

    def __init__(self, raw: RawConnection) -> None:
        self._raw = raw

    @classmethod
    def open(cls, address: str) -> Self:
        with engine_errors():
            return cls(cast(RawConnection, chdb.connect(address)))

    def query(self, sql: str, shape: str, params: Mapping[str, str]) -> tuple[bytes, Counts]:
        """Returns the whole result in `shape`, a ClickHouse format, unless the statement names another."""
        if shape.lower() in _PYTHON_FORMATS:
            raise refusal(Code.UNKNOWN_FORMAT, f"Unknown format {shape}")
        with engine_errors():
            result = self._raw.query(sql, shape, params=params)
        read = result.storage_rows_read(), result.storage_bytes_read()
        counts = Counts(*read, result.rows_written(), result.bytes_written(), result.rows_read())
        return result.bytes() or b"", counts

    def stream(self, sql: str, shape: str, params: Mapping[str, str]) -> RowStream:
        with engine_errors():
            return RowStream(self._raw.send_query(sql, shape, params=params))

    def insert(self, sql: str, shape: str, params: Mapping[str, str]) -> Insertion:
        self.set({f"param_{name}": value for name, value in params.items()})
        with engine_errors():
            return Insertion(self._raw.send_insert(sql, shape))

    def set(self, settings: Mapping[str, str | None]) -> None:
        """None stands for the engine's default."""
        if settings:
            self.run("SET " + ", ".join(f"{_name(key)} = {_value(value)}" for key, value in settings.items()))

    def use(self, database: str) -> None:
        self.run("USE " + _name(database))

    def database(self) -> str:
        return self.query("SELECT currentDatabase()", "TSVRaw", {})[0].decode().rstrip("\n")

    def current(self, names: Iterable[str]) -> dict[str, str | None]:
        """What to give to `set` in order to come back to the present settings; unknown names are left out."""
        wanted = ", ".join(map(literal, names)) or "''"
        sql = f"SELECT name, if(changed, value, NULL) FROM system.settings WHERE name IN ({wanted})"  # noqa: S608
        rows, _ = self.query(sql, "JSONCompactEachRow", {})
        return dict(json.loads(line) for line in rows.splitlines())

    def run(self, sql: str) -> None:
        self.query(sql, "Null", {})

    def close(self) -> None:
        self._raw.close()


def literal(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _value(text: str | None) -> str:
    return "DEFAULT" if text is None else literal(text)


def _name(text: str) -> str:
    return "`" + text.replace("\\", "\\\\").replace("`", "\\`") + "`"
