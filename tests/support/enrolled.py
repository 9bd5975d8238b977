"""Students whom the bot knows already."""

import asyncio

from psycopg import Connection

from tests.support.banks import Bank
from tests.support.chats import Person
from tests.support.fake_telegram import FakeTelegram


def student(connection: Connection, telegram_id: int) -> None:
    connection.execute(
        "insert into students"
        " (telegram_id, name, surname, grade, school, region, subject, origin, consented_at)"
        " values (%s, 'Анна', 'Иванова', '9', 'Лицей', 'Томская область', 'geography', 'real', now())",
        (telegram_id,),
    )


async def in_training(telegram: FakeTelegram, telegram_id: int, bank: Bank) -> Person:
    """With a question before him, and the bot at rest."""
    person = Person(telegram, telegram_id)
    await person.say("/train", "Какой предмет?")
    await person.choose("География", "Как тренируемся?")
    await person.choose("Соревнование", "Вопрос 1")
    async with asyncio.timeout(60):
        while bank.value("select count(*) from telegram_updates where done_at is null"):  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    return person
