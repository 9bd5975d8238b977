import threading
import time

import httpx

from tests.pipelines.local.conftest import WRITER, Warehouse


def test_settings_of_a_request_do_not_outlive_it(warehouse: Warehouse) -> None:
    asked = "SELECT getSetting('max_block_size'), getSetting('log_comment'), currentDatabase()"
    first = warehouse.post(asked, session_id="s1", max_block_size="77", database="school", query_id="q1")
    assert first.text == "77\tq1\tschool\n"
    assert warehouse.post(asked, session_id="s1", query_id="q2").text == "65409\tq2\tdefault\n"


def test_what_a_session_sets_itself_stays(warehouse: Warehouse) -> None:
    warehouse.post("SET max_block_size = 55", session_id="s2")
    warehouse.post("CREATE TEMPORARY TABLE kept (n Int8)", session_id="s2")
    warehouse.post("SELECT 1", session_id="s2", max_block_size="66")
    asked = "SELECT getSetting('max_block_size') FROM (SELECT count() FROM kept)"
    assert warehouse.post(asked, session_id="s2").text == "55\n"
    assert warehouse.post(asked, session_id="s3").status_code == 404


def test_a_session_is_free_again_after_every_kind_of_error(warehouse: Warehouse, answers: str) -> None:
    wrong = [
        warehouse.post("SELECT nope", session_id="s4"),
        warehouse.post("SELECT 1", session_id="s4", no_such_setting="1"),
        warehouse.post("SELECT 1", session_id="s4", max_block_size="not a number"),
        warehouse.post("SELECT 1", session_id="s4", database="nowhere"),
        warehouse.post(f"INSERT INTO {answers} FORMAT CSV\nx,y,z", session_id="s4"),
        warehouse.post("SELECT throwIf(number = 7) FROM numbers(9) FORMAT Native", session_id="s4"),
    ]
    assert [response.is_error for response in wrong] == [True] * len(wrong)
    assert warehouse.post("SELECT 1", session_id="s4").text == "1\n"


def test_a_session_whose_first_request_fails_can_be_used(warehouse: Warehouse) -> None:
    assert warehouse.post("SELECT 1", session_id="s5", no_such_setting="1").is_error
    assert warehouse.post("SELECT 1", session_id="s5").text == "1\n"


def test_a_session_serves_one_request_at_a_time(warehouse: Warehouse) -> None:
    slow = threading.Thread(target=warehouse.post, args=["SELECT sleep(1)"], kwargs={"session_id": "s6"})
    slow.start()
    time.sleep(0.3)
    refused = warehouse.post("SELECT 1", session_id="s6")
    slow.join()
    assert refused.headers["X-ClickHouse-Exception-Code"] == "373"
    assert warehouse.post("SELECT 1", session_id="s6").text == "1\n"


def test_a_session_is_free_as_soon_as_its_answer_has_ended(warehouse: Warehouse) -> None:
    statements = [
        "SELECT 1",
        "SELECT 1 FORMAT JSONEachRow",
        "SELECT nope",
        "CREATE DATABASE IF NOT EXISTS school",
    ]
    with httpx.Client(auth=WRITER, params={"session_id": "s9"}) as client:
        answers = [client.post(warehouse.url, content=sql) for sql in statements * 20]
    assert {answer.headers.get("X-ClickHouse-Exception-Code") for answer in answers} == {None, "47"}


def test_a_session_that_must_exist_is_not_opened(warehouse: Warehouse) -> None:
    refused = warehouse.post("SELECT 1", session_id="s7", session_check="1")
    assert refused.headers["X-ClickHouse-Exception-Code"] == "372"


def test_a_session_that_lost_its_database_starts_anew(warehouse: Warehouse) -> None:
    warehouse.post("CREATE DATABASE passing").raise_for_status()
    warehouse.post("USE passing", session_id="s10").raise_for_status()
    for sql, status in (("DROP DATABASE passing", 200), ("SELECT nope", 400)):
        assert warehouse.post(sql, session_id="s10", database="school").status_code == status
    assert warehouse.post("SELECT currentDatabase()", session_id="s10").text == "default\n"


def test_an_idle_session_ends(warehouse: Warehouse) -> None:
    warehouse.post("CREATE TEMPORARY TABLE kept (n Int8)", session_id="s8", session_timeout="0")
    time.sleep(0.05)
    assert warehouse.post("SELECT count() FROM kept", session_id="s8").status_code == 404


def test_a_session_that_sets_what_a_request_brings_has_it_later(warehouse: Warehouse) -> None:
    asked = "SELECT getSetting('max_block_size'), getSetting('max_threads') = 3"
    answers = [
        warehouse.post(asked, session_id="s11", max_block_size="44").text,
        warehouse.post("SET max_block_size = 55, max_threads = 3", session_id="s11").text,
        warehouse.post(asked, session_id="s11", max_block_size="44").text,
        warehouse.post(asked, session_id="s11").text,
    ]
    assert answers == ["44\t0\n", "", "44\t1\n", "55\t1\n"]


def test_a_refused_request_leaves_a_session_as_it_was(warehouse: Warehouse) -> None:
    asked = "SELECT getSetting('max_block_size'), currentDatabase()"
    warehouse.post("SET max_block_size = 55", session_id="s12")
    warehouse.post("SELECT 1", session_id="s12", max_block_size="44")
    wrong = warehouse.post("SELECT 1", session_id="s12", max_block_size="66", max_threads="many")
    assert wrong.is_error
    assert warehouse.post(asked, session_id="s12").text == "55\tdefault\n"
    assert warehouse.post("SELECT 1", session_id="s12", database="nowhere").is_error
    assert warehouse.post(asked, session_id="s12", max_block_size="44").text == "44\tdefault\n"
