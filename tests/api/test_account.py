"""My account: seeing, correcting, exporting and erasing it."""

import json

import pytest
from httpx import AsyncClient

from serving.db.repositories.personal_rows import kept, of_students
from serving.db.tables.students import students
from tests.support.banks import Bank
from tests.support.rest import ANNA, Student, problem, registered

pytestmark = pytest.mark.anyio


async def test_i_see_what_i_told(anna: Student) -> None:
    me = (await anna.send("GET", "/me")).json()
    assert me.pop("registered_at")
    told = {name: ANNA[name] for name in ("email", "surname", "name", "grade", "school", "region", "subject")}
    defaults = {"patronymic": None, "time_zone": "Europe/Moscow", "telegram_linked": False, "role": None}
    assert me == told | defaults | {"student_id": anna.id}


async def test_i_correct_what_i_told_and_the_rest_stays(anna: Student) -> None:
    changed = await anna.send(
        "PATCH",
        "/me",
        {"grade": "graduated", "region": "г. Москва", "patronymic": "-", "time_zone": "Asia/Tomsk"},
    )
    assert (changed.json()["grade"], changed.json()["time_zone"]) == ("graduated", "Asia/Tomsk")
    again = (await anna.send("PATCH", "/me", {"patronymic": "Петровна", "name": None})).json()
    assert again == (await anna.send("GET", "/me")).json()
    assert (again["region"], again["patronymic"], again["name"]) == ("Москва", "Петровна", "Анна")


async def test_a_bad_correction_lists_all_bad_fields_and_changes_nothing(anna: Student) -> None:
    bad = {"grade": 12, "subject": "astrology", "school": " ", "email": "b@b.ru", "name": "Яна"}
    bad |= {"time_zone": "Asia/Atlantis"}
    response = await anna.send("PATCH", "/me", bad)
    assert problem(response) == (422, "invalid_request")
    assert {error["field"] for error in response.json()["errors"]} == set(bad) - {"name"}
    assert (await anna.send("GET", "/me")).json()["name"] == "Анна"


async def test_my_data_are_mine_whole_and_without_secrets(http: AsyncClient, anna: Student) -> None:
    await registered(http, email="boris@school.ru")
    await anna.send("POST", "/auth/tokens", {"title": "script", "scopes": ["read"]})
    await anna.start()
    response = await anna.send("GET", "/me/data")
    records = response.json()["records"]
    assert [row["email"] for row in records["students"]] == ["anna@school.ru"]
    assert [row["title"] for row in records["personal_tokens"]] == ["script"]
    assert len(records["sessions"]) == 1
    assert "boris" not in response.text
    assert not any(secret in response.text for secret in ("argon2", "sha256", "password_hash"))


async def test_an_erased_person_is_nowhere(http: AsyncClient, anna: Student, bank: Bank) -> None:
    await anna.send("POST", "/auth/tokens", {"title": "script of Anna", "scopes": ["read"]})
    session = await anna.start()
    bank.connection.execute("update students set telegram_id = 279058397")
    assert (await anna.send("DELETE", "/me")).status_code == 204
    names = [table.name for table in students.metadata.sorted_tables]
    left = " ".join(
        str(bank.value(f"select coalesce(jsonb_agg(to_jsonb(rows)), '[]') from {name} as rows"))
        for name in names
    )
    for trace in (
        "anna@school.ru",
        "Иванова",
        "Анна",
        "Лицей",
        "Томская",
        "279058397",
        "argon2",
        "script of",
    ):
        assert trace not in left
    assert bank.value("select count(*) from students where erased_at is not null") == 1
    assert session in left
    for method, path, body in (("GET", "/me", None), ("POST", "/sessions", {"subject": "geography"})):
        assert problem(await anna.send(method, path, body)) == (401, "token_refused")
    refresh = await http.post("/v1/auth/refresh", json={"refresh_token": anna.refresh})
    assert problem(refresh) == (401, "token_refused")
    assert (await registered(http)).id != anna.id


async def test_answers_outlive_the_person_as_facts(anna: Student, bank: Bank) -> None:
    bank.add_many(3)
    bank.notify()
    session = await anna.start()
    served = await anna.first(session)
    while served.status_code == 200:
        await anna.answer(served.json()["serve_id"], 1)
        served = await anna.next(session)
    assert bank.value("select count(*) from answers") == 3
    facts = "select jsonb_agg(to_jsonb(answers) - 'student_id' order by id)::text from answers"
    before = bank.value(facts)
    await anna.send("DELETE", "/me")
    assert bank.value(facts) == before
    assert (
        bank.value("select count(distinct student_id) from answers where student_id = " + str(anna.id)) == 0
    )
    whose = "select json_build_array(student_id, tombstone_id)::text from erasures"
    assert json.loads(str(bank.value(whose))) == [anna.id, bank.value("select max(student_id) from answers")]


def test_whatever_refers_to_a_student_is_kept_as_a_fact_or_goes_with_him() -> None:
    given = {(table.name, column.name) for table, column in kept()}
    assert {("sessions", "student_id"), ("serves", "student_id"), ("answers", "student_id")} <= given
    for table, column in of_students():
        [key] = [key for key in column.foreign_keys if key.column is students.c.id]
        goes = key.ondelete in {"CASCADE", "SET NULL"}
        assert goes or (table.name, column.name) in given or table.name == "erasures"
    assert not {name for name, _ in given} & {"credentials", "personal_tokens", "refresh_tokens", "roles"}
