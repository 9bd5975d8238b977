"""Files as a browser sends them."""

from tests.support.bank_files import HEADER
from tests.support.portal import SAMPLES

GEOGRAPHY, MISTAKES = SAMPLES / "geography.csv", SAMPLES / "mistakes.csv"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


def bank(*rows: str) -> bytes:
    return "\n".join([HEADER, *rows]).encode()


def economics(text: str = "Сколько?", *, key: int = 1, options: str = "пять,шесть,семь") -> str:
    return f"1,{text},{options},{key},economics,REG,монополия,0"
