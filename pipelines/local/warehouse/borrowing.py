"""A session's connection between its requests, each of which brings settings and a database of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipelines.local.warehouse.connections import Connection
from pipelines.local.warehouse.errors import ClickHouseError


@dataclass(slots=True)
class BorrowedConnection:
    """What a request brought stays until the next one brings something else: most bring the same, and the
    engine takes ten times as long to tell a setting as to answer a small statement.
    """

    connection: Connection
    own_database: str
    _database: str = field(init=False)
    _brought: dict[str, str] = field(default_factory=dict)
    _own: dict[str, str | None] = field(default_factory=dict)
    """What the session itself has for each name that was ever brought, until it sets something itself."""

    def __post_init__(self) -> None:
        self._database = self.own_database

    def arrange(self, settings: Mapping[str, str], database: str | None) -> None:
        """For the next statement. Raises ClickHouseError, and then `put_back` must follow."""
        self._use(database)
        if unknown := settings.keys() - self._own.keys():
            self._own |= self.connection.current(unknown)
        gone = {name: self._own.get(name) for name in self._brought.keys() - settings.keys()}
        new = {name: value for name, value in settings.items() if self._brought.get(name) != value}
        self._brought |= new
        self.connection.set({**gone, **new})
        self._brought = dict(settings)

    def put_back(self) -> None:
        """As the session itself has it: after it has told that anew, or a request was refused."""
        self.connection.set({name: self._own[name] for name in self._brought if name in self._own})
        self._own.clear()
        self._brought.clear()

    def keep_database(self) -> None:
        """After a USE."""
        self.own_database = self._database = self.connection.database()

    def _use(self, database: str | None) -> None:
        try:
            self._change_to(database or self.own_database)
        except ClickHouseError:
            if database:
                raise
            # It was dropped, and the session goes on where sessions begin.
            self.own_database = "default"
            self._change_to(self.own_database)

    def _change_to(self, database: str) -> None:
        if database != self._database:
            self.connection.use(database)
            self._database = database
