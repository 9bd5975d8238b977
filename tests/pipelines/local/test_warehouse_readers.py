import httpx
import pytest

from tests.pipelines.local.conftest import ANALYST, WRITER, Warehouse

_REACHING_OUT = [
    "SELECT * FROM url('http://127.0.0.1:1/', 'CSV', 'a Int8')",
    "SELECT * FROM s3('http://127.0.0.1:1/a/b', 'CSV', 'a Int8')",
    "SELECT * FROM postgresql('127.0.0.1:1', 'a', 'b', 'c', 'd')",
    "SELECT * FROM remote('127.0.0.1:1', 'school.answers')",
    "SELECT * FROM executable('ls', 'TSV', 'a String')",
    "SELECT * FROM Python(x)",
    "SELECT file('/etc/passwd')",
    "SELECT FILE /* a remark */ ('/etc/passwd')",
    "SELECT `file`('/etc/passwd')",
    "SELECT \"f\\x69le\"('/etc/passwd')",
    "SELECT 1 INTO /**/ OUTFILE 'never.csv'",
    "KILL QUERY WHERE 1",
]
_WRITING = [
    "INSERT INTO school.answers VALUES (1, 'a')",
    "INSERT INTO school.answers FORMAT CSV 1,a",
    "CREATE TABLE school.mine (n Int8) ENGINE = Memory",
    "DROP TABLE school.answers",
    "SET readonly = 0",
    "SYSTEM FLUSH LOGS",
]


def test_an_analyst_reads(warehouse: Warehouse, answers: str) -> None:
    with warehouse.client(ANALYST) as client:
        assert client.query(f"SELECT count() FROM {answers}").result_rows == [(0,)]


@pytest.mark.parametrize("sql", _REACHING_OUT + _WRITING)
def test_an_analyst_neither_writes_nor_reaches_out(warehouse: Warehouse, answers: str, sql: str) -> None:
    response = warehouse.post(sql, ANALYST)
    assert (response.status_code, response.headers["X-ClickHouse-Exception-Code"]) == (403, "497")


def test_a_setting_of_an_analyst_may_not_hold_a_forbidden_function(warehouse: Warehouse) -> None:
    oracle = {"additional_result_filter": "file('/etc/passwd') != ''"}
    assert warehouse.post("SELECT 1", ANALYST, **oracle).status_code == 403


def test_an_analyst_cannot_lift_the_restriction_by_a_parameter(warehouse: Warehouse) -> None:
    assert warehouse.post("SELECT getSetting('readonly')", ANALYST, readonly="0").text == "1\n"


def test_words_that_only_look_forbidden_are_let_through(warehouse: Warehouse) -> None:
    sql = "SELECT 'url(x)' AS url, format('{}', 'file(') AS file, 1 AS s3 -- remote(\nWHERE url IN ('url(x)')"
    assert warehouse.post(sql, ANALYST).text == "url(x)\tfile(\t1\n"


def test_get_only_reads(warehouse: Warehouse, answers: str) -> None:
    address = {"user": WRITER[0], "password": WRITER[1], "query": f"TRUNCATE TABLE {answers}"}
    assert httpx.get(warehouse.url, params=address).status_code == 403
