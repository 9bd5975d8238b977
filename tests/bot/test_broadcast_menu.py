"""An admin writes a broadcast in the chat, narrows it, confirms it by its number, and steers it."""

from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from serving.core.identity import Origin
from serving.db.repositories.runs import SqlRuns
from serving.db.unit_of_work import create_engine
from tests.bot.conftest import talking
from tests.bot.test_broadcasts import left
from tests.delivery.test_channels import until
from tests.support.chats import Person, shown, titles
from tests.support.recipients import enrol, zone_at

pytestmark = pytest.mark.anyio

STUDENTS = 60
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
WHOM = "Томская область; 9; заходили за 7 дней"
PREPARED = """
insert into subjects (code, title) values ('geography', 'География');
update students set grade = '11' where telegram_id = 1003;
insert into roles (student_id, role, subjects)
select id, 'admin', '{}' from students where telegram_id = 1001;
"""


async def test_a_broadcast_is_drafted_previewed_narrowed_confirmed_run_paused_and_reported(
    postgres_url: str, tmp_path: Path
) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as database:
        enrol(database, STUDENTS, zone_at(12))
        database.execute(PREPARED)
        engine = create_engine(postgres_url)
        async with talking(postgres_url, tmp_path) as (telegram, _):
            admin = Person(telegram, 1001)
            await Person(telegram, 1002).say("/broadcasts", "Это могут только кафедры и администраторы")
            await writes(admin)
            await decorates(admin)
            await admin.choose("Показать мне", "Завтра в 10:00.")
            preview = await admin.until("🔕 Не присылать рассылки")
            assert preview["photo"]
            assert titles(preview) == ["Регистрация", "🔕 Не присылать рассылки"]
            await narrows(admin)
            await confirms(admin)
            await steers(admin, database, SqlRuns(engine, Origin.REAL, lambda: datetime.now(UTC)))
            await cancels_another(admin)
        await engine.dispose()
        sent = database.execute("select count(*) from deliveries where state = 'sent'").fetchone()
        actions = database.execute("select action from audit order by id").fetchall()
    assert sent == (STUDENTS - 1 + 1,)  # and the preview
    taken = [str(row[0]) for row in actions]
    assert taken[0] == "draft_broadcast"
    assert {"preview_broadcast", "change_draft", "confirm_broadcast", "schedule_broadcast"} < set(taken)
    assert taken[-1] == "cancel_broadcast"


async def writes(admin: Person) -> None:
    await admin.say("/me", "9 класс")
    await admin.choose("📣 Рассылки", "Пока ни одной")
    await admin.choose("Новая", "Как её назвать?")
    await admin.say("т" * 121, "Название — одна строка")
    await admin.say("Олимпиада", "Пришли текст")
    page = await admin.say("Завтра в 11:00.", "Олимпиада · черновик")
    assert f"Кому: всем\nПолучателей: {STUDENTS} (Telegram {STUDENTS}), меньше минуты." in shown(page)
    await admin.choose("Изменить текст", "Пришли текст")
    await admin.say("Завтра в 10:00.", "Олимпиада · черновик")


async def decorates(admin: Person) -> None:
    await admin.choose("Картинка", "Пришли картинку")
    await admin.say("вот", "пришли её как фото")
    admin.send_photo(b"GIF89a, which Telegram would not show")
    await admin.until("Нужна картинка PNG, JPEG или WebP")
    admin.send_photo(PNG)
    await admin.until("🖼 С картинкой")
    await admin.choose("Кнопки", "Какие кнопки под текстом?")
    await admin.say("Регистрация apo.example.org", "В каждой строке название")
    await admin.say("Регистрация https://apo.example.org", "🔗 Регистрация: https://apo.example.org")


async def narrows(admin: Person) -> None:
    await admin.choose("Классы", "ничего не отмечено")
    await admin.choose("☐ 11", "Сейчас получателей: 1.")
    await admin.choose("☐ 9", f"Сейчас получателей: {STUDENTS}.")
    await admin.choose("☑ 11", f"Сейчас получателей: {STUDENTS - 1}.")
    await admin.choose("◀ К рассылке", "Кому: 9")
    await admin.choose("Активность", "ничего не отмечено")
    await admin.choose("заходили за 7 дней", "☑ заходили за 7 дней")
    await admin.choose("◀ К рассылке", "Кому: 9; заходили за 7 дней")
    await admin.choose("Регионы", "Напиши регион")
    await admin.say("Алтай", "Какой регион имеется в виду: ")
    await admin.say("томская", "☑ Томская область")
    await admin.choose("◀ К рассылке", f"Кому: {WHOM}")
    await admin.choose("Роли", "☐ ученики")
    await admin.choose("☐ ученики", f"Сейчас получателей: {STUDENTS - 2}.")
    await admin.choose("☑ ученики", f"Сейчас получателей: {STUDENTS - 1}.")
    await admin.choose("◀ К рассылке", f"Кому: {WHOM}")
    await admin.choose("Каналы", "☑ Telegram")
    assert "☑ Telegram" in titles(await admin.choose("☑ Telegram", "☑ Telegram"))
    await admin.choose("◀ К рассылке", "Каналы: Telegram")


async def confirms(admin: Person) -> None:
    await admin.choose("Подтвердить числом", "напиши число получателей")
    await admin.say("много", "Нужно число")
    await admin.say(str(STUDENTS), f"сейчас она придёт {STUDENTS - 1} получателям")
    page = await admin.say(str(STUDENTS - 1), f"Подтверждена: {STUDENTS - 1}.")
    assert "Подтвердить числом ▶" not in titles(page)


async def steers(admin: Person, database: psycopg.Connection, runs: SqlRuns) -> None:
    """`runs` begins and ends broadcasts as the process that delivers does."""
    await admin.choose("Назначить время", "Когда начать?")
    await admin.say("завтра", "Не понял время")
    await admin.say("01.09.2040 10:00", "Начнётся 1 сентября, 10:00 по Москве.")
    assert await runs.start_due() == 0
    database.execute("update broadcasts set scheduled_at = now()")
    assert await runs.start_due() == 1
    await admin.choose("Обновить", "· идёт")
    assert "ждут" in shown(await admin.choose("⏸ Пауза", "· пауза"))
    await admin.choose("▶ Продолжить", "· идёт")
    await until(lambda: left(database) == 0, 30)
    await runs.finish()
    report = shown(await admin.choose("Обновить", "· закончена"))
    assert f"Кому: {WHOM}\n" in report
    assert report.endswith(f"\nTelegram: доставлено {STUDENTS - 1}")
    await admin.choose("Рассылка по получателям", "Собираю")


async def cancels_another(admin: Person) -> None:
    await admin.choose("◀ Все рассылки", "Олимпиада · закончена")
    await admin.choose("Новая", "Как её назвать?")
    await admin.say("Ошибка", "Пришли текст")
    await admin.say("Не то", "Ошибка · черновик")
    await admin.choose("Отменить рассылку", "вернуть её нельзя")
    await admin.choose("Да, отменить", "Ошибка · отменена")
