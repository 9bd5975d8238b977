"""Is it Telegram that says who this is? Checked by HMAC and age, as Telegram describes it."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest, digest

from pydantic import SecretStr

from serving.core.account.errors import TelegramRefused, TelegramUnavailable
from serving.core.identity import TelegramId

OLDEST = timedelta(hours=1)
AHEAD = timedelta(minutes=1)
"""How far the clocks of Telegram and of this machine may differ."""

_PERCENT = re.compile(rb"%([0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class Bot:
    token: SecretStr | None
    name: str | None

    def secret(self) -> bytes:
        if self.token is None:
            raise TelegramUnavailable
        return self.token.get_secret_value().encode()


def sender_of_mini_app(init_data: str, bot: Bot, now: datetime) -> TelegramId:
    """`init_data`: the query string that Telegram gave to the Mini App, unchanged."""
    fields = _fields(init_data)
    secret = digest(b"WebAppData", bot.secret(), sha256)
    _check(fields, secret, now)
    try:
        return _telegram_id(json.loads(fields["user"])["id"])
    except (KeyError, TypeError, ValueError) as error:
        raise TelegramRefused from error


def sender_of_login_widget(fields: Mapping[str, str | int], bot: Bot, now: datetime) -> TelegramId:
    texts = {name: str(value) for name, value in fields.items()}
    _check(texts, sha256(bot.secret()).digest(), now)
    return _telegram_id(fields.get("id"))


def _check(fields: Mapping[str, str], secret: bytes, now: datetime) -> None:
    signed = "\n".join(f"{name}={fields[name]}" for name in sorted(fields) if name != "hash")
    expected = digest(secret, signed.encode(errors="surrogatepass"), sha256).hex()
    if not compare_digest(expected.encode(), fields.get("hash", "").encode(errors="surrogatepass")):
        raise TelegramRefused
    if not -AHEAD.total_seconds() <= now.timestamp() - _seconds(fields) <= OLDEST.total_seconds():
        raise TelegramRefused


def _seconds(fields: Mapping[str, str]) -> int:
    written = fields.get("auth_date", "")
    if not re.fullmatch(r"[0-9]{1,12}", written):
        raise TelegramRefused
    return int(written)


def _fields(query: str) -> Mapping[str, str]:
    """Blank values are kept; a name that comes twice is refused."""
    pairs = [_decoded(part.partition("=")) for part in query.split("&")]
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise TelegramRefused
    return fields


def _decoded(parts: Sequence[str]) -> tuple[str, str]:
    try:
        plain = [_PERCENT.sub(_byte, part.replace("+", " ").encode()).decode() for part in parts]
    except UnicodeError as error:
        raise TelegramRefused from error
    return plain[0], plain[2]


def _byte(escaped: re.Match[bytes]) -> bytes:
    return bytes.fromhex(escaped[1].decode())


def _telegram_id(value: object) -> TelegramId:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 1 << 52:
        raise TelegramRefused
    return TelegramId(value)
