import asyncio
from importlib.util import find_spec

import clickhouse_connect
import httpx
import pyarrow as pa
import pytest
from clickhouse_connect.driver.exceptions import DatabaseError, StreamFailureError

from tests.pipelines.local.conftest import ANALYST, WRITER, Warehouse


def test_inserted_rows_come_back(warehouse: Warehouse, answers: str) -> None:
    with warehouse.client() as client:
        written = client.insert(answers, [[1, "a"], [2, "ё"]], column_names=["n", "s"])
        assert written.written_rows == 2
        assert client.query(f"SELECT * FROM {answers} ORDER BY n").result_rows == [(1, "a"), (2, "ё")]


@pytest.mark.parametrize("compression", ["gzip", "lz4", "zstd"])
def test_compressed_inserts_are_read(warehouse: Warehouse, answers: str, compression: str) -> None:
    with warehouse.client(compress=compression) as client:
        client.insert(answers, [[n, "text"] for n in range(5000)], column_names=["n", "s"])
        assert client.query(f"SELECT count(), sum(n) FROM {answers}").result_rows == [(5000, 12497500)]


def test_a_damaged_gzip_body_is_refused_and_inserts_nothing(warehouse: Warehouse, answers: str) -> None:
    response = httpx.post(
        warehouse.url,
        params={"query": f"INSERT INTO {answers} FORMAT CSV"},
        content=bytes.fromhex("1f8b08000000000000ff331400"),
        headers={"Content-Encoding": "gzip"},
        auth=WRITER,
    )
    assert response.headers["X-ClickHouse-Exception-Code"] == "271"
    assert warehouse.post(f"SELECT count() FROM {answers}").text == "0\n"


def test_an_arrow_table_is_inserted(warehouse: Warehouse, answers: str) -> None:
    table = pa.table({"n": pa.array([7, 8], pa.uint64()), "s": ["x", "y"]})
    with warehouse.client() as client:
        client.insert_arrow(answers, table)
        assert client.query_arrow(f"SELECT s FROM {answers} ORDER BY n").to_pydict() == {"s": ["x", "y"]}


@pytest.mark.parametrize("as_form", [False, True], ids=["in the address", "in a form"])
def test_parameters_keep_every_character(warehouse: Warehouse, as_form: bool) -> None:
    text = "tab\t line\r\n--quote'\\ ж"
    with warehouse.client(as_form=as_form) as client:
        assert client.query("SELECT {text:String}", parameters={"text": text}).result_rows == [(text,)]


async def _ask_asynchronously(warehouse: Warehouse, table: str) -> object:
    client = await clickhouse_connect.get_async_client(
        host="127.0.0.1",
        port=warehouse.port,
        username=WRITER[0],
        password=WRITER[1],
        autogenerate_session_id=False,
    )
    async with client:
        await client.insert(table, [[3, "c"]], column_names=["n", "s"])
        result = await client.query(f"SELECT * FROM {table} WHERE n = {{n:UInt64}}", parameters={"n": 3})
    return result.result_rows


@pytest.mark.skipif(find_spec("aiohttp") is None, reason="the asynchronous client needs aiohttp")
def test_the_asynchronous_client_reads_and_writes(warehouse: Warehouse, answers: str) -> None:
    assert asyncio.run(_ask_asynchronously(warehouse, answers)) == [(3, "c")]


def test_an_unknown_table_is_not_found(warehouse: Warehouse) -> None:
    response = warehouse.post("SELECT * FROM school.nothing")
    assert (response.status_code, response.headers["X-ClickHouse-Exception-Code"]) == (404, "60")
    assert response.text.startswith("Code: 60. DB::Exception: ")


def test_the_headers_are_those_of_a_server(warehouse: Warehouse) -> None:
    headers = warehouse.post("SELECT 1 FORMAT JSON", query_id="question-1").headers
    assert headers["X-ClickHouse-Query-Id"] == "question-1"
    assert headers["X-ClickHouse-Format"] == "JSON"
    assert '"result_rows": "1"' in headers["X-ClickHouse-Summary"]
    assert headers["X-ClickHouse-Timezone"]


def test_an_error_in_the_middle_of_a_stream_reaches_the_client(warehouse: Warehouse) -> None:
    with warehouse.client() as client:
        result = client.query("SELECT throwIf(number = 900000) FROM numbers(1000000)")
        with pytest.raises(StreamFailureError, match="throwIf"):
            assert result.result_rows


def test_several_statements_in_one_request_are_refused(warehouse: Warehouse) -> None:
    assert warehouse.post("SELECT 1; SELECT 2").status_code == 400


def test_tables_are_exchanged_and_mutations_are_waited_for(warehouse: Warehouse, answers: str) -> None:
    with warehouse.client() as client:
        client.command("CREATE OR REPLACE TABLE school.fresh AS school.answers")
        client.command("INSERT INTO school.fresh VALUES (1, 'a;b'), (2, 'c')")
        client.command(f"EXCHANGE TABLES {answers} AND school.fresh")
        client.command(f"ALTER TABLE {answers} UPDATE s = 'd' WHERE n = 2")
        client.command(f"DELETE FROM {answers} WHERE n = 1")
        assert client.query(f"SELECT * FROM {answers}").result_rows == [(2, "d")]


@pytest.mark.parametrize("user", [("apo", "wrong"), ("nobody", ""), ("default", "")])
def test_a_wrong_password_is_refused(warehouse: Warehouse, user: tuple[str, str]) -> None:
    response = warehouse.post("SELECT 1", user)
    assert (response.status_code, response.headers["X-ClickHouse-Exception-Code"]) == (403, "516")
    assert "AUTHENTICATION_FAILED" in response.text


def test_credentials_are_taken_from_headers_and_from_the_address(warehouse: Warehouse) -> None:
    named = {"X-ClickHouse-User": ANALYST[0], "X-ClickHouse-Key": ANALYST[1]}
    assert httpx.post(warehouse.url, content="SELECT 1", headers=named).text == "1\n"
    address = {"user": ANALYST[0], "password": ANALYST[1], "query": "SELECT 2"}
    assert httpx.get(warehouse.url, params=address).text == "2\n"


def test_a_client_error_carries_the_engines_text(warehouse: Warehouse) -> None:
    with warehouse.client() as client, pytest.raises(DatabaseError, match="UNKNOWN_IDENTIFIER"):
        client.query("SELECT nope")
