"""What training reads of the statistics."""

import dagster as dg

from pipelines.defs.marts.assets import KEYS, OFTEN
from pipelines.defs.resources import Stores
from pipelines.stores.answer_counts import count_answers, counts_of_days
from pipelines.stores.publications import record_publication
from pipelines.stores.question_stats import publish_question_stats

GROUP = "question_stats"


@dg.asset(key_prefix="published", group_name=GROUP, deps=[KEYS["question_stats"]])
def question_stats(context: dg.AssetExecutionContext, stores: Stores) -> dg.MaterializeResult[None]:
    """PostgreSQL's question_stats: one row per statistical version that was answered."""
    published = publish_question_stats(stores.postgres_url, stores.clickhouse_url)
    record_publication(stores.clickhouse_url, context.run.run_id)
    context.log.info(f"{published.rows:,} questions published, {published.changed:,} with new numbers")
    return dg.MaterializeResult(
        metadata={"rows": published.rows, "changed": published.changed, "vanished": published.vanished}
    )


@dg.asset_check(asset=question_stats)
def answers_agree(context: dg.AssetCheckExecutionContext, stores: Stores) -> dg.AssetCheckResult:
    """As many answers in PostgreSQL as in the raw table and in the mart; at night all are counted anew."""
    often = OFTEN in context.run.tags
    urls = stores.postgres_url, stores.clickhouse_url
    counts = counts_of_days(stores.clickhouse_url) if often else count_answers(*urls)
    return dg.AssetCheckResult(
        passed=counts.agree,
        metadata={
            "postgres": counts.postgres,
            "raw": counts.raw,
            "marts": counts.marts,
            "simulated": counts.simulated,
            "wrong_days": counts.wrong_days,
        },
    )
