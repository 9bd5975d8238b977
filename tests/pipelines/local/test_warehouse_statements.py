import pytest

from pipelines.local.warehouse.native_types import parse
from pipelines.local.warehouse.outlines import InsertHead, Outline, insert_head


@pytest.mark.parametrize(
    ("sql", "verb", "output_format", "is_batch"),
    [
        ("SELECT ';' -- ; DROP\n;", "SELECT", None, False),
        ("(SELECT 1) UNION ALL SELECT 2 FORMAT JSON", "SELECT", "JSON", False),
        ("/* SELECT */ DROP TABLE t", "DROP", None, False),
        ("SELECT 'x FORMAT CSV'", "SELECT", None, False),
        ("SELECT 1 FORMAT TSV SETTINGS max_threads = 1;", "SELECT", "TSV", False),
        ("SELECT $tag$ ; ' $tag$; SELECT 2", "SELECT", None, True),
        ("SELECT 'it''s'; SELECT 'a\\'b'", "SELECT", None, True),
        ("-- only a remark", "", None, False),
    ],
)
def test_an_outline_does_not_look_into_literals(
    sql: str, verb: str, output_format: str | None, is_batch: bool
) -> None:
    outline = Outline(sql)
    assert (outline.verb, outline.output_format, outline.is_batch) == (verb, output_format, is_batch)


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (b"INSERT INTO t FORMAT CSV\n1,2", InsertHead("INSERT INTO t ", "CSV", 25)),
        (
            b"insert into t (a) settings x = 1 format Native \r\n\n",
            InsertHead("insert into t (a) settings x = 1 ", "Native", 49),
        ),
        (b"INSERT INTO t FORMAT Values (1)", InsertHead("INSERT INTO t ", "Values", 28)),
        (b"INSERT INTO t FORMAT JSONEachRow{}", InsertHead("INSERT INTO t ", "JSONEachRow", 32)),
        (b"INSERT INTO t FORMAT Nat", None),
        (b"INSERT INTO t FORMAT CSV ", None),
        (b"INSERT INTO t SELECT 1 FORMAT CSV\n", None),
        (b"INSERT INTO t VALUES ('a') FORMAT CSV\n", None),
        (b"SELECT 1 FORMAT CSV\n", None),
    ],
)
def test_rows_begin_after_the_format_clause(body: bytes, head: InsertHead | None) -> None:
    assert insert_head(body) == head


@pytest.mark.parametrize(
    ("type_name", "parts"),
    [
        ("String", ("String", ())),
        ("Map(String, Array(UInt8))", ("Map", ("String", "Array(UInt8)"))),
        ("Tuple(`a, (b` UInt8, c Enum8('x, )' = 1))", ("Tuple", ("UInt8", "Enum8('x, )' = 1)"))),
        ("SimpleAggregateFunction(sum, UInt64)", ("SimpleAggregateFunction", ("sum", "UInt64"))),
        ("Ring", ("Array", ("Point",))),
    ],
)
def test_type_names_are_taken_apart(type_name: str, parts: tuple[str, tuple[str, ...]]) -> None:
    assert parse(type_name) == parts
