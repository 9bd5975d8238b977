"""A spreadsheet asked for over REST, written in the background and taken by its link."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient
from openpyxl import load_workbook

from serving.db.repositories.export_jobs import SqlExportJobs
from serving.db.unit_of_work import create_engine
from serving.delivery.exports import ExportWriter
from serving.files import open_files
from tests.support.banks import Bank
from tests.support.rest import Student, problem, registered, running, settings

pytestmark = pytest.mark.anyio

USERS = {"name": "users"}


@pytest.fixture
async def http(
    postgres_url: str, bank: Bank, tmp_path: Path, anyio_backend: str
) -> AsyncIterator[AsyncClient]:
    async with running(settings(postgres_url, files_url=str(tmp_path))) as client:
        yield client


@asynccontextmanager
async def writing(
    postgres_url: str, tmp_path: Path, *, later: timedelta = timedelta()
) -> AsyncIterator[None]:
    """What the process that delivers does; `later`: by how much its clock is ahead."""

    def clock() -> datetime:
        return datetime.now(UTC) + later

    engine = create_engine(postgres_url)
    writer = ExportWriter(engine, SqlExportJobs(engine, clock), open_files(str(tmp_path)), clock)
    task = asyncio.create_task(writer.keep_writing())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await engine.dispose()


def kept(folder: Path) -> list[Path]:
    return list(folder.rglob("*.xlsx"))


async def as_role(student: Student, bank: Bank, role: str) -> Student:
    bank.connection.execute("insert into roles values (%s, %s, '{}')", (student.id, role))
    return student


async def ended(student: Student, export: str) -> dict[str, Any]:
    async with asyncio.timeout(20):
        while True:
            view: dict[str, Any] = (await student.send("GET", f"/admin/exports/{export}")).json()
            if view["state"] in {"ready", "failed"}:
                return view
            await asyncio.sleep(0.05)


async def test_it_is_written_announced_taken_by_its_link_and_gone_a_day_later(
    anna: Student, http: AsyncClient, bank: Bank, postgres_url: str, tmp_path: Path
) -> None:
    boss = await as_role(anna, bank, "admin")
    requested = await boss.send("POST", "/admin/exports", USERS | {"personal": True})
    assert requested.status_code == 202
    number = requested.json()["id"]
    waiting = (await boss.send("GET", f"/admin/exports/{number}")).json()
    assert (waiting["state"], waiting["path"]) == ("waiting", None)
    async with writing(postgres_url, tmp_path):
        ready = await ended(boss, number)
    assert (ready["state"], ready["rows"]) == ("ready", 1)
    left = datetime.fromisoformat(ready["expires_at"]) - datetime.fromisoformat(ready["ready_at"])
    assert left == timedelta(hours=24)
    [message] = (await boss.send("GET", "/me/inbox")).json()["items"]
    assert (message["kind"], f"/v1/exports/{message['facts']['link']}") == ("export_ready", ready["path"])
    file = await http.get(ready["path"])
    assert f'filename="users-{ready["ready_at"][:10]}.xlsx"' in file.headers["Content-Disposition"]
    head, row = load_workbook(BytesIO(file.content)).worksheets[0].iter_rows(values_only=True)
    told = dict(zip(head, row, strict=True))
    assert (told["Ученик"], told["Фамилия"], told["Почта"]) == (boss.id, "Иванова", "anna@school.ru")
    noted = bank.value("select concat_ws(' ', student_id, action, what, after ->> 'personal') from audit")
    assert noted == f"{boss.id} export export:users true"
    async with writing(postgres_url, tmp_path, later=timedelta(hours=24, seconds=1)), asyncio.timeout(20):
        while (await http.get(ready["path"])).status_code == 200:  # noqa: ASYNC110 of another process
            await asyncio.sleep(0.05)
        while kept(tmp_path):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    assert problem(await http.get(ready["path"])) == (404, "export_not_found")


async def test_what_a_killed_writer_left_is_written_by_the_next_and_given_up_after_three(
    anna: Student, http: AsyncClient, bank: Bank, postgres_url: str, tmp_path: Path
) -> None:
    boss = await as_role(anna, bank, "admin")
    left = {}
    for attempts in (1, 3):
        left[attempts] = (await boss.send("POST", "/admin/exports", USERS)).json()["id"]
        bank.connection.execute(
            "update exports set state = 'running', attempts = %s where id = %s", (attempts, left[attempts])
        )
    async with writing(postgres_url, tmp_path), writing(postgres_url, tmp_path):
        assert [(await ended(boss, left[attempts]))["state"] for attempts in (1, 3)] == ["ready", "failed"]
    assert len(kept(tmp_path)) == 1


async def test_a_store_that_takes_no_file_fails_the_export_and_not_the_writer(
    anna: Student, http: AsyncClient, bank: Bank, postgres_url: str, tmp_path: Path
) -> None:
    boss = await as_role(anna, bank, "admin")
    (tmp_path / "exports").write_text("in the way")
    first = (await boss.send("POST", "/admin/exports", USERS)).json()["id"]
    async with writing(postgres_url, tmp_path):
        assert (await ended(boss, first))["state"] == "failed"
        (tmp_path / "exports").unlink()
        second = (await boss.send("POST", "/admin/exports", USERS)).json()["id"]
        assert (await ended(boss, second))["state"] == "ready"


async def test_numbers_are_for_who_reads_names_for_admins_and_nothing_for_others(
    anna: Student, http: AsyncClient, bank: Bank
) -> None:
    boris = await as_role(await registered(http, email="boris@school.ru"), bank, "analyst")
    vera = await as_role(await registered(http, email="vera@school.ru"), bank, "admin")
    assert (await boris.send("POST", "/admin/exports", USERS)).status_code == 202
    refused = await boris.send("POST", "/admin/exports", USERS | {"personal": True})
    assert problem(refused) == (403, "role_missing")
    assert problem(await anna.send("POST", "/admin/exports", USERS)) == (403, "role_missing")
    assert problem(await anna.send("GET", "/admin/exports")) == (403, "role_missing")
    [own] = (await boris.send("GET", "/admin/exports")).json()
    assert problem(await vera.send("GET", f"/admin/exports/{own['id']}")) == (404, "export_not_found")
    assert problem(await http.get(f"/v1/exports/{uuid4()}")) == (404, "export_not_found")
    misfit = await boris.send("POST", "/admin/exports", USERS | {"filters": {"broadcast": 1}})
    assert (problem(misfit), misfit.json()["filter"]) == ((422, "export_filters_misfit"), "broadcast")
    assert bank.value("select count(*) from audit") == 1


async def test_a_department_takes_what_is_of_its_subjects_and_names_nobody(
    anna: Student, http: AsyncClient, bank: Bank
) -> None:
    grant = "insert into roles values (%s, 'department', '{geography}')"
    bank.connection.execute(grant, (anna.id,))
    for name in ("question-stats", "bank"):
        for subject, status in (("geography", 202), ("law", 403)):
            wanted = {"name": name, "filters": {"subject": subject}}
            assert (await anna.send("POST", "/admin/exports", wanted)).status_code == status
    assert problem(await anna.send("POST", "/admin/exports", {"name": "question-stats"}))[0] == 403
    for name in ("users", "answers", "standings"):
        wanted = {"name": name, "filters": {"subject": "geography"}}
        assert problem(await anna.send("POST", "/admin/exports", wanted)) == (403, "role_missing")
    personal = {"name": "bank", "filters": {"subject": "geography"}, "personal": True}
    assert problem(await anna.send("POST", "/admin/exports", personal)) == (403, "role_missing")
    unknown = {"name": "contest", "filters": {"contest": 9}}
    assert problem(await anna.send("POST", "/admin/exports", unknown)) == (404, "contest_not_found")
    assert len((await anna.send("GET", "/admin/exports")).json()) == 2
