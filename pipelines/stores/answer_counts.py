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


DAYS = """
select
    sum(in_postgres), sum(in_raw), sum(in_marts), sum(left_out), countIf(difference > 0 or not same_answers)
from marts.reconciliation
"""


@dataclass(frozen=True, slots=True)
class AnswerCounts:
    """Answers below the watermark; `simulated` ones are left out of the marts once there are others."""

    postgres: int
    raw: int
    marts: int
    simulated: int
    wrong_days: int = 0

    @property
    def agree(self) -> bool:
        left_out = self.simulated if self.simulated < self.raw else 0
        return self.postgres == self.raw == self.marts + left_out and not self.wrong_days


def count_answers(postgres_url: str, clickhouse_url: str) -> AnswerCounts:
    """Every answer, anew. Needs the marts to be built. Raises StoreError."""
    with postgres(postgres_url) as connection, warehouse(clickhouse_url) as store:
        watermark, raw, simulated, marts = (int(str(value)) for value in store.rows(WAREHOUSE)[0])
        in_postgres = whole_number(connection, "select count(*) from answers where tx < %s", (watermark,))
    return AnswerCounts(in_postgres, raw, marts, simulated)


def counts_of_days(clickhouse_url: str) -> AnswerCounts:
    """By `marts.reconciliation`, in which PostgreSQL counted each answer once, as it was loaded."""
    with warehouse(clickhouse_url) as store:
        return AnswerCounts(*(int(str(value)) for value in store.rows(DAYS)[0]))
