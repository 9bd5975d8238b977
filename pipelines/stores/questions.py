"""The bank as the warehouse sees it: `raw.questions`, a row per version of a question."""

from psycopg import sql

from pipelines.stores.clickhouse import warehouse
from pipelines.stores.postgres import copied_out, expressions, only_writer, postgres

COLUMNS = {
    "question_id": "questions.id",
    "version": "question_versions.version",
    "statistical_version": "question_versions.statistical_version",
    "current_version": "questions.current_version",
    "identity": "questions.identity",
    "subject": "questions.subject",
    "theme": "questions.theme",
    "kind": "questions.kind",
    "status": "questions.status",
    "text": "question_versions.content ->> 'text'",
    "option_count": "coalesce(jsonb_array_length(question_versions.content -> 'options'), 0)",
    "content": "question_versions.content",
}
"""Column of `raw.questions`: expression over PostgreSQL's `questions` and `question_versions`."""

SELECT = sql.SQL(
    "select {columns} from questions "
    "inner join question_versions on question_versions.question_id = questions.id"
)


def reload_questions(postgres_url: str, clickhouse_url: str) -> int:
    """Rows written; readers see the old bank or the new one, never half. Raises StoreError."""
    select = SELECT.format(columns=expressions(COLUMNS))
    with (
        only_writer(postgres_url, "refresh"),
        postgres(postgres_url) as connection,
        warehouse(clickhouse_url) as store,
    ):
        store.execute("drop table if exists raw.questions_incoming sync")
        store.execute("create table raw.questions_incoming as raw.questions")
        store.insert("raw.questions_incoming", list(COLUMNS), copied_out(connection, select))
        rows = store.number("select count() from raw.questions_incoming")
        store.execute("exchange tables raw.questions_incoming and raw.questions")
        store.execute("drop table raw.questions_incoming sync")
    return rows
