"""Errors in ClickHouse's own shape: a code, a name and a text."""

import re
from enum import IntEnum
from http import HTTPStatus

_CODE = re.compile(r"Code: (\d+)\. ")
_STATUSES = {
    HTTPStatus.BAD_REQUEST: {6, 26, 27, 36, 38, 41, 47, 53, 62, 72, 117, 321, 457},
    HTTPStatus.FORBIDDEN: {192, 193, 497, 516},
    HTTPStatus.NOT_FOUND: {46, 50, 56, 60, 63, 73, 81, 115, 372},
    HTTPStatus.NOT_IMPLEMENTED: {48},
}


class Code(IntEnum):
    """The codes that the front itself answers with; the engine has hundreds more."""

    BAD_ARGUMENTS = 36
    NOT_IMPLEMENTED = 48
    SYNTAX_ERROR = 62
    UNKNOWN_FORMAT = 73
    NOT_ENOUGH_SPACE = 243
    CANNOT_DECOMPRESS = 271
    SESSION_NOT_FOUND = 372
    SESSION_IS_LOCKED = 373
    ACCESS_DENIED = 497
    AUTHENTICATION_FAILED = 516
    UNKNOWN_EXCEPTION = 1002


class ClickHouseError(Exception):
    """What a client is told. `str()` is the text that goes on the wire."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(text)
        self.code = code

    @property
    def status(self) -> HTTPStatus:
        for status, codes in _STATUSES.items():
            if self.code in codes:
                return status
        return HTTPStatus.INTERNAL_SERVER_ERROR


def refusal(code: Code, reason: str) -> ClickHouseError:
    return ClickHouseError(code, f"Code: {code.value}. DB::Exception: {reason}. ({code.name})")


def from_engine(text: str) -> ClickHouseError:
    """Drops what chDB's Python layer puts before the engine's own text."""
    found = _CODE.search(text)
    if found is None:
        return refusal(Code.UNKNOWN_EXCEPTION, text)
    return ClickHouseError(int(found[1]), text[found.start() :])


class WarehouseUnavailable(Exception):
    """The warehouse cannot start; `str()` is a sentence for the person who started it."""
