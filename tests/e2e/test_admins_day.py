"""A day of an admin at the command line, over REST and in Telegram, beside the processes that deliver.

One day, since each process takes seconds to begin.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from httpx import AsyncClient
from openpyxl import load_workbook

from pipelines.cli.app import main
from tests.api.test_exports import ended
from tests.bot.conftest import talking
from tests.delivery.test_channels import until
from tests.support.banks import ONE, Bank, released_bank
from tests.support.chats import Person, shown, titles
from tests.support.contests import passes
from tests.support.enrolled import student
from tests.support.forked import forked
from tests.support.mailboxes import Mailbox, mailbox
from tests.support.receivers import Receiver, receiver
from tests.support.recipients import zone_at
from tests.support.rest import SECRET, Student, problem, registered, running, settings

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("cheap_passwords")]

Apo = Callable[..., Awaitable[str]]
Rows = list[tuple[object, ...]]

BOSS, ANNA = 1, 2
"""In Telegram; Anna is nowhere else, and Vera has an e-mail address alone."""
DONE = [
    ("cli", "grant_role"),
    ("rest", "create_webhook"),
    ("telegram", "draft_broadcast"),
    *[("telegram", "change_draft")] * 2,
    ("telegram", "confirm_broadcast"),
    ("telegram", "schedule_broadcast"),
    ("telegram", "export"),
    ("rest", "export"),
    ("cli", "export"),
    ("rest", "draft_contest"),
    ("telegram", "announce_contest"),
    ("cli", "finish_contest"),
    ("rest", "publish_results"),
]


@pytest.fixture
def apo(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Apo:
    """`apo …` beside the event loop; what it says."""
    monkeypatch.setenv("APO_POSTGRES_URL", postgres_url)
    monkeypatch.setenv("APO_HOME", str(tmp_path))

    async def run(*arguments: object) -> str:
        monkeypatch.setattr(sys, "argv", ["apo", *map(str, arguments)])
        with pytest.raises(SystemExit) as over:
            await asyncio.to_thread(main)
        said = capfd.readouterr()
        assert not over.value.code, said.err
        return said.out + said.err

    return run


async def test_a_day_of_an_admin(postgres_url: str, tmp_path: Path, apo: Apo) -> None:
    with released_bank(postgres_url) as bank:
        bank.add(ONE)
        student(bank.connection, ANNA)
        given = settings(postgres_url, home=tmp_path, bot_name="apo_test_bot", local_webhooks=True)
        async with (
            mailbox() as letters,
            receiver() as client,
            running(given) as http,
            talking(postgres_url, tmp_path) as (telegram, _),
        ):
            boss = await registered(http, email="boss@school.ru", name="Борис", surname="Петров")
            vera = await registered(http, email="vera@school.ru")
            bank.connection.execute("update students set time_zone = %s", (zone_at(12),))
            chat, anna = Person(telegram, BOSS), Person(telegram, ANNA)
            environment = {
                "APO_POSTGRES_URL": postgres_url,
                "APO_SECRET_KEY": SECRET,
                "APO_HOME": str(tmp_path),
                "APO_SMTP_URL": letters.url,
                "APO_LOCAL_WEBHOOKS": "true",
            }
            with forked(["serving.delivery"], environment, tmp_path / "delivery.log"):
                await is_made_an_admin(boss, chat, apo)
                secret = await listens(boss, client)
                await writes_to_everybody(chat)
                await all_have_it(anna, vera, letters, bank)
                await takes_the_report_from_everywhere(boss, chat, http, tmp_path, apo)
                await holds_a_contest(boss, vera, chat, bank, apo)
                await until(lambda: len(client.calls) == 3)
            told = [call.told["event"] for call in client.calls]
            assert told == ["export.ready", "export.ready", "contest.finished"]
            assert all(call.is_signed_with(secret) for call in client.calls)
            audit = (await boss.send("GET", "/admin/audit")).json()["items"]
            assert [(entry["platform"], entry["action"]) for entry in reversed(audit)] == DONE
            assert {entry["student_id"] for entry in audit if entry["platform"] != "cli"} == {boss.id}
            lines = (await apo("admin", "audit", "--last", 50)).splitlines()
            assert len(lines) == len(DONE)
            assert problem(await vera.send("GET", "/admin/audit")) == (403, "role_missing")


async def is_made_an_admin(boss: Student, chat: Person, apo: Apo) -> None:
    """At the command line; over REST and in Telegram it is seen at once."""
    link = (await boss.send("POST", "/me/telegram")).json()["url"]
    await chat.say(f"/start {link.partition('start=')[2]}", "связан")
    assert "📣 Рассылки" not in titles(await chat.say("/me", "9 класс"))
    assert problem(await boss.send("GET", "/admin/audit")) == (403, "role_missing")
    await apo("admin", "grant", "boss@school.ru", "admin")
    assert "📣 Рассылки" in titles(await chat.say("/me", "9 класс"))
    [granted] = (await boss.send("GET", "/admin/audit")).json()["items"]
    assert (granted["before"]["role"], granted["after"]["role"]) == ("student", "admin")


async def listens(boss: Student, client: Receiver) -> str:
    wanted = {"url": client.url, "events": ["export.ready", "contest.finished"]}
    return str((await boss.send("POST", "/webhooks", wanted)).json()["secret"])


async def writes_to_everybody(chat: Person) -> None:
    await chat.choose("📣 Рассылки", "Пока ни одной")
    await chat.choose("Новая", "Как её назвать?")
    await chat.say("Олимпиада", "Пришли текст")
    await chat.say("Завтра в 10:00.", "Получателей: 2 (Telegram 2)")
    await chat.choose("Каналы", "☑ Telegram")
    await chat.choose("☐ письмо", "☑ письмо")
    await chat.choose("☐ входящие на сайте", "☑ входящие на сайте")
    page = await chat.choose("◀ К рассылке", "Получателей: 3")
    assert "Telegram 2" in shown(page)
    await chat.choose("Подтвердить числом", "напиши число получателей")
    await chat.say("2", "сейчас она придёт 3 получателям")
    await chat.say("3", "Подтверждена: 3.")
    await chat.choose("Запустить", "Олимпиада · ")


async def all_have_it(anna: Person, vera: Student, letters: Mailbox, bank: Bank) -> None:
    await anna.until("Завтра в 10:00.")
    await until(lambda: len(letters.letters) == 2)
    assert {letter["To"] for letter in letters.letters} == {"boss@school.ru", "vera@school.ru"}
    [message] = (await vera.send("GET", "/me/inbox")).json()["items"]
    assert (message["kind"], message["facts"]["text"]) == ("broadcast", "Завтра в 10:00.")
    await until(lambda: bank.value("select state from broadcasts") == "done")


async def takes_the_report_from_everywhere(
    boss: Student, chat: Person, http: AsyncClient, home: Path, apo: Apo
) -> None:
    """In the chat, over REST and at the command line it is the same."""
    report = shown(await chat.choose("Обновить", "Олимпиада · закончена"))
    assert report.splitlines()[-3:] == [
        "письмо: доставлено 2",
        "входящие на сайте: доставлено 3",
        "Telegram: доставлено 2",
    ]
    await chat.choose("Рассылка по получателям", "Собираю")
    document = (await chat.until("Рассылка по получателям · 7 строк"))["document"]
    wanted = {"name": "broadcast", "filters": {"broadcast": 1}}
    number = (await boss.send("POST", "/admin/exports", wanted)).json()["id"]
    ready = await ended(boss, number)
    downloaded = (await http.get(ready["path"])).content
    file = home / "report.xlsx"
    await apo("export", "broadcast", file, "--broadcast", 1)
    by_rest = rows(downloaded)
    assert len(by_rest) == 1 + 7
    assert rows(chat.telegram.files[document["file_id"]]) == by_rest == rows(file.read_bytes())


def rows(workbook: bytes) -> Rows:
    return list(load_workbook(BytesIO(workbook)).worksheets[0].iter_rows(values_only=True))


async def holds_a_contest(boss: Student, vera: Student, chat: Person, bank: Bank, apo: Apo) -> None:
    """Drafted over REST, announced in the chat, ended at the command line, and published over REST."""
    now = datetime.now(UTC)
    plan = {
        "title": "Кубок рек",
        "subject": "geography",
        "questions": {"by": "list", "questions": [1]},
        "starts_at": now.isoformat(),
        "ends_at": (now + timedelta(hours=1)).isoformat(),
    }
    assert (await boss.send("POST", "/admin/contests", plan)).json() == {"id": 1}
    await chat.say("/me", "9 класс")
    await chat.choose("🏁 Конкурсы", "Новые сверху")
    await chat.choose("Кубок рек", "Начало: ")
    await chat.choose("📢 Объявить", "Кубок рек · идёт")
    await vera.send("POST", "/contests/1/join", {})
    place = (await vera.send("POST", "/contests/1/next")).json()["place"]
    await vera.send("POST", "/contests/1/answer", {"place": place, "answer": ONE.key})
    await apo("contest", "finish", 1)
    passes(bank, seconds=3)
    await chat.choose("Обновить", "закончен, итоги подводятся")
    assert (await boss.send("POST", "/admin/contests/1/results")).status_code == 204
    table = (await vera.send("GET", "/contests/1/standings")).json()
    assert [(row["place"], row["points"]) for row in table["rows"]] == [(1, 3)]
    assert "1. " in shown(await chat.choose("Таблица", "1 участник"))
    assert ": 3, " in await apo("contest", "standings", 1)
