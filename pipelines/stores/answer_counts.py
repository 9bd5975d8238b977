"""The same answers counted in three places, which must agree."""

from dataclasses import dataclass

from pipelines.stores.clickhouse import warehouse
from pipelines.stores.postgres import postgres, whole_number

WAREHOUSE = """
select
    (select max(hi) from raw.loaded_windows where source = 'answers') as watermark,
    (select count() from raw.answers where tx < watermark) as raw,
    (select countIf(origin = 'simulated') from raw.answers where tx < watermark) as simulated,
    (select sum(attempts) from marts.question_stats) as marts
"""


@dataclass(frozen=True, slots=True)
class AnswerCounts:
    """Answers below the watermark; `simulated` ones are left out of the marts once there are others."""

    postgres: int
    raw: int
    marts: int
    simulated: int

    @property
    def agree(self) -> bool:
        left_out = self.simulated if self.simulated < self.raw else 0
        return self.postgres == self.raw == self.marts + left_out


def count_answers(postgres_url: str, clickhouse_url: str) -> AnswerCounts:
    """Needs the marts to be built. Raises StoreError."""
    with postgres(postgres_url) as connection, warehouse(clickhouse_url) as store:
        watermark, raw, simulated, marts = (int(str(value)) for value in store.rows(WAREHOUSE)[0])
        in_postgres = whole_number(connection, "select count(*) from answers where tx < %s", (watermark,))
    return AnswerCounts(in_postgres, raw, marts, simulated)
