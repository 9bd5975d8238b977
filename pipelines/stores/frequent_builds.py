"""What a build that runs often leaves alone: models that read every answer, and those with nothing new.

What stands is known of this process's own builds only: those of another one may be of older files.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache

from pipelines.stores.clickhouse import Warehouse, warehouse
from pipelines.stores.dbt_project import Model, models

LEAVE_ABOVE = 2_000_000
"""Answers. Above, median times, discriminations and choices of options are those of the last night."""

THERE = "select name from system.tables where database in ('staging', 'intermediate', 'marts')"
STATES = """
select tables.name, if(tables.engine like '%MergeTree', toString(parts.state), toString(now64(9)))
from system.tables as tables
left join (
    select table, sum(cityHash64(name, hash_of_all_files)) as state from system.parts
    where database = 'raw' and active
    group by table
) as parts on parts.table = tables.name
where tables.database = 'raw'
"""
State = tuple[str, ...]
"""Of each raw table behind a model: a hash of what it holds, never the same for one that is elsewhere."""


@dataclass(frozen=True, slots=True)
class Left:
    """Names of models. `alone` have nothing new to say; those that `stand` are to be tested only."""

    alone: frozenset[str]
    stand: frozenset[str]


@dataclass(slots=True)
class FrequentBuilds:
    """Of one warehouse and process."""

    clickhouse_url: str
    _built: dict[str, State] = field(default_factory=dict)
    _tested: dict[str, State] = field(default_factory=dict)

    def states(self) -> Mapping[str, State]:
        """What each model would be built from; one taken before a build is the one to note after it."""
        with warehouse(self.clickhouse_url) as store:
            found = {str(table): str(state) for table, state in store.rows(STATES)}
        return {name: tuple(found[table] for table in tables) for name, tables in READ.items()}

    def left(self, now: Mapping[str, State], *, tested: bool) -> Left:
        """By a build from `now`, of which the tests are wanted or not."""
        with warehouse(self.clickhouse_url) as store:
            there = {str(name) for (name,) in store.rows(THERE)}
            dear = DEAR if there >= DEAR and _is_large(store) else frozenset()
        built = frozenset(name for name in there & self._built.keys() if self._built[name] == now[name])
        stand = built | (VIEWS & there & self._built.keys())
        if not tested:
            return Left(dear | stand, frozenset())
        alone = dear | {name for name in built if self._tested.get(name) == now[name]}
        return Left(alone, stand - alone)

    def note(self, names: Collection[str], states: Mapping[str, State], *, tested: bool) -> None:
        for known in (self._built, self._tested) if tested else (self._built,):
            known.update({name: states[name] for name in names})


@cache
def frequent_builds(clickhouse_url: str) -> FrequentBuilds:
    return FrequentBuilds(clickhouse_url)


def _is_large(store: Warehouse) -> bool:
    return store.number("select count() from raw.answers") > LEAVE_ABOVE


def _is_dear(name: str, known: Mapping[str, Model]) -> bool:
    """Those that read nothing but dear ones have nothing new before these have."""
    if known[name].whole_history:
        return True
    return all(layer != "raw" and _is_dear(table, known) for layer, table in known[name].reads)


def _raw_tables(name: str, known: Mapping[str, Model]) -> frozenset[str]:
    own = {table for layer, table in known[name].reads if layer == "raw"}
    return frozenset(own).union(
        *(_raw_tables(table, known) for layer, table in known[name].reads if layer != "raw")
    )


MODELS = {model.name: model for model in models()}
DEAR = frozenset(name for name in MODELS if _is_dear(name, MODELS))
VIEWS = frozenset(name for name, model in MODELS.items() if model.is_view)
READ = {name: sorted(_raw_tables(name, MODELS)) for name in MODELS}
