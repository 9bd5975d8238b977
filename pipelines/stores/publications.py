"""When what the answers say came back to PostgreSQL: `raw.publications`, from which freshness is known."""

from pipelines.stores.clickhouse import warehouse

RECORD = """
insert into raw.publications
with
    (select max(as_of) from marts.question_stats) as built_from,
    (
        select max(hi) from raw.loaded_windows where source = 'answers' and loaded_at <= built_from
    ) as watermark,
    (select max(hi) from raw.publications) as before,
    now64(3, 'UTC') as moment,
    (toUnixTimestamp64Milli(moment) - toUnixTimestamp64Milli(answered_at)) / 1000 as lag
select
    {run:String}, before, watermark, built_from, moment, count(), quantileExact(0.5)(lag),
    quantileExact(0.95)(lag), max(lag)
from raw.answers
where tx >= before and tx < watermark and origin != 'imported'
having count() > 0
"""


def record_publication(clickhouse_url: str, run: str) -> None:
    """Call it when the statistics are committed. Writes nothing when no answer is new. Raises StoreError."""
    with warehouse(clickhouse_url) as store:
        store.execute(RECORD, {"run": run})
