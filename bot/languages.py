"""Texts are Russian in the code; who has chosen English reads them in the words of `locales/en.po`."""

from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.core import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ENGLISH = Path(__file__).parent / "locales" / "en.po"


class Language(StrEnum):
    RUSSIAN = "ru"
    ENGLISH = "en"


_spoken: ContextVar[Language] = ContextVar("language", default=Language.RUSSIAN)


def speak(language: Language) -> None:
    """From here on in this task, and in what it begins."""
    _spoken.set(language)


def spoken() -> Language:
    return _spoken.get()


def locale() -> Locale:
    return Locale(spoken())


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that are chosen when they are read, by the language that is spoken then."""

    russian: str

    def __str__(self) -> str:
        return self.russian if spoken() is Language.RUSSIAN else _english().gettext(self.russian)

    def __len__(self) -> int:
        return len(str(self))

    def __getitem__(self, part: slice) -> str:
        return str(self)[part]

    def format(self, **facts: object) -> str:
        return str(self).format(**facts)


Words = str | Phrase
_ = Phrase


def counted(number: int, one: str, few: str, many: str) -> str:
    """`1 балл`, `3 балла`, `11 баллов`; `1 point`, `3 points`."""
    if spoken() is Language.ENGLISH:
        return f"{number} {_english().ngettext(one, many, abs(number))}"
    forms = {"one": one, "few": few, "many": many}
    return f"{number} {forms[Locale('ru').plural_form(abs(number))]}"


@lru_cache(maxsize=1)
def _english() -> GNUTranslations:
    compiled = BytesIO()
    with ENGLISH.open("rb") as source:
        write_mo(compiled, read_po(source))
    compiled.seek(0)
    return GNUTranslations(compiled)
