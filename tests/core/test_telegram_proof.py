"""Telegram's word is taken only when it is signed, whole and fresh."""

from datetime import UTC, datetime
from hashlib import sha256
from hmac import new
from urllib.parse import quote, urlencode

import pytest
from pydantic import SecretStr

from serving.core.account.errors import TelegramRefused, TelegramUnavailable
from serving.core.account.telegram_proof import Bot, sender_of_login_widget, sender_of_mini_app

TOKEN = "7000000000:AAH-a-token-of-a-bot"
BOT = Bot(SecretStr(TOKEN), "apo_bot")
NOW = datetime(2026, 1, 10, 12, tzinfo=UTC)
SENT = int(NOW.timestamp())
ANNA = '{"id":279058397,"first_name":"Анна & Ко","last_name":""}'


def signature(secret: bytes, fields: dict[str, str]) -> str:
    lines = "\n".join(f"{name}={value}" for name, value in sorted(fields.items()))
    return new(secret, lines.encode(), sha256).hexdigest()


def init_data(token: str = TOKEN, **changes: str) -> str:
    fields = {"auth_date": str(SENT), "query_id": "AAF", "user": ANNA, "start_param": ""} | changes
    secret = new(b"WebAppData", token.encode(), sha256).digest()
    return urlencode(fields | {"hash": signature(secret, fields)}, quote_via=quote)


def widget(**changes: str | int) -> dict[str, str | int]:
    fields: dict[str, str | int] = {"id": 279058397, "first_name": "Анна", "auth_date": SENT}
    fields |= changes
    secret = sha256(TOKEN.encode()).digest()
    return fields | {"hash": signature(secret, {name: str(value) for name, value in fields.items()})}


@pytest.mark.parametrize("age", [-60, 0, 3600])
def test_a_fresh_signature_names_the_sender(age: int) -> None:
    assert sender_of_mini_app(init_data(auth_date=str(SENT - age)), BOT, NOW) == 279058397
    assert sender_of_login_widget(widget(auth_date=SENT - age), BOT, NOW) == 279058397


@pytest.mark.parametrize("age", [-61, 3601, 10**9])
def test_an_old_or_future_signature_is_refused(age: int) -> None:
    with pytest.raises(TelegramRefused):
        sender_of_mini_app(init_data(auth_date=str(SENT - age)), BOT, NOW)
    with pytest.raises(TelegramRefused):
        sender_of_login_widget(widget(auth_date=SENT - age), BOT, NOW)


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "hash=",
        "hash=%d1",
        "&&",
        init_data("7000000000:another token"),
        init_data().replace("279058397", "279058398"),
        init_data().replace("start_param=&", ""),
        init_data() + "&admin=1",
        init_data() + "&query_id=AAF",
        init_data() + "&query_id=AAG",
        init_data().replace("query_id=AAF", "query_id=AAG&query_id=AAF"),
        init_data(auth_date="soon"),
        init_data(auth_date="１"),
        init_data(auth_date=""),
        init_data(user="null"),
        init_data(user='{"id":"279058397"}'),
        init_data(user='{"id":true}'),
        init_data(user="{"),
        init_data()[:-1],
        init_data().upper(),
    ],
)
def test_what_telegram_did_not_sign_so_is_refused(forged: str) -> None:
    with pytest.raises(TelegramRefused):
        sender_of_mini_app(forged, BOT, NOW)


def test_a_changed_widget_is_refused() -> None:
    changes: list[dict[str, str | int]] = [{"id": 1}, {"hash": ""}, {"hash": "ё"}, {"username": "anna"}]
    for change in changes:
        with pytest.raises(TelegramRefused):
            sender_of_login_widget(widget() | change, BOT, NOW)


def test_the_two_ways_are_signed_differently() -> None:
    fields = {name: str(value) for name, value in widget().items() if name != "hash"}
    secret = sha256(TOKEN.encode()).digest()
    with pytest.raises(TelegramRefused):
        sender_of_mini_app(urlencode(fields | {"hash": signature(secret, fields)}), BOT, NOW)


def test_without_a_bot_nobody_is_recognised() -> None:
    with pytest.raises(TelegramUnavailable):
        sender_of_mini_app(init_data(), Bot(None, None), NOW)
