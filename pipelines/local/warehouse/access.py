"""Who may connect, and what a reader may ask for.

A reader is held by two walls: the engine's `readonly=1`, which refuses writes and most table functions, and
the text rules here, which refuse what that mode lets through: `file()` as a scalar, `s3()`, INTO OUTFILE,
KILL QUERY.
"""

import hmac
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self
from urllib.parse import unquote, urlsplit

from pipelines.local.warehouse.errors import ClickHouseError, Code, refusal
from pipelines.local.warehouse.outlines import READING_VERBS, Outline

# Sources that neither leave the engine nor read the disk beside it; every other table function is refused.
_HARMLESS_SOURCES = frozenset(
    {
        "format",
        "generate_series",
        "generaterandom",
        "generateseries",
        "merge",
        "null",
        "numbers",
        "numbers_mt",
        "primes",
        "values",
        "view",
        "zeros",
        "zeros_mt",
    }
)


class Role(StrEnum):
    WRITER = "writer"
    ANALYST = "analyst"


@dataclass(frozen=True, slots=True)
class Credential:
    name: str
    password: str = field(repr=False)

    @classmethod
    def from_url(cls, url: str) -> Self:
        """Takes the user part of `http://user:password@host:port`; else the password-less `default`."""
        parts = urlsplit(url)
        return cls(unquote(parts.username or "default"), unquote(parts.password or ""))

    def matches(self, offered: "Credential") -> bool:
        same_name = hmac.compare_digest(self.name.encode(), offered.name.encode())
        return hmac.compare_digest(self.password.encode(), offered.password.encode()) and same_name


@dataclass(frozen=True, slots=True)
class Users:
    """Without arguments the password-less `default` user may write, which suits a loopback address only."""

    writer: Credential = Credential("default", "")
    analyst: Credential | None = None

    def role(self, offered: Credential) -> Role:
        """Raises AUTHENTICATION_FAILED."""
        if self.writer.matches(offered):
            return Role.WRITER
        if self.analyst is not None and self.analyst.matches(offered):
            return Role.ANALYST
        reason = "Authentication failed: password is incorrect, or there is no user with such name"
        raise refusal(Code.AUTHENTICATION_FAILED, f"{offered.name}: {reason}")


class ReadingRules:
    """Refuses what a reading statement must not contain."""

    def __init__(self, table_functions: Iterable[str]) -> None:
        """Args: every table function of the engine; those that are not known as harmless become forbidden."""
        forbidden = sorted({name.lower() for name in table_functions} - _HARMLESS_SOURCES)
        self._source = re.compile(
            rf"(?<!\w)({'|'.join(map(re.escape, forbidden))})[`\"]?\s*\(", re.IGNORECASE
        )

    def check(self, outline: Outline, settings: Mapping[str, str]) -> None:
        """Raises ACCESS_DENIED. Settings are looked at too: some of them hold expressions."""
        if outline.verb not in READING_VERBS:
            raise _denied(f"{outline.verb or 'this statement'} is not a reading statement")
        if outline.writes_file:
            raise _denied("INTO OUTFILE writes a file")
        if outline.has_escaped_name:
            raise _denied("quoted names must not contain a backslash")
        for text in (outline.readable, *settings.values()):
            if found := self._source.search(text):
                raise _denied(f"{found[1]}() reaches outside the warehouse")


def _denied(reason: str) -> ClickHouseError:
    return refusal(Code.ACCESS_DENIED, f"Not enough privileges: {reason}")
