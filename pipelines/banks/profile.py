"""What a department declares about its file because the file does not prove it."""

import codecs
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    NonNegativeInt,
    ValidationError,
)

from pipelines.banks.column_names import Column
from pipelines.banks.keys.style import KeyStyle
from pipelines.banks.kinds import kind_named
from pipelines.banks.refusal import FileRefused, Reason
from serving.core.questions import Kind


def _known_encoding(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError as error:
        raise ValueError(f"unknown encoding {name}") from error


class Profile(BaseModel):
    """`columns`, `options` and `marks` are titles of the header or letters of the spreadsheet.

    `header_row` as the spreadsheet shows it, 0 for a table without a header. `key_bases` by source, for
    sources whose keys count from another number than the file's.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    subject: str | None = None
    sheet: str | None = None
    encoding: Annotated[str, AfterValidator(_known_encoding)] | None = None
    delimiter: Annotated[str, Field(min_length=1, max_length=1)] | None = None
    header_row: NonNegativeInt | None = None
    columns: Mapping[Column, str] = {}
    options: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    kind: Annotated[Kind, BeforeValidator(kind_named)] | None = None
    key_style: KeyStyle | None = None
    key_base: Literal[0, 1] | None = None
    key_bases: Mapping[str, Literal[0, 1]] = {}

    @property
    def describes_table(self) -> bool:
        return bool(self.columns or self.options or self.delimiter) or self.header_row is not None


UNDECLARED = Profile()


def read_profile(file: Path | None) -> Profile:
    """Raises FileRefused when the file is not a profile."""
    if file is None:
        return UNDECLARED
    try:
        return Profile.model_validate(tomllib.loads(file.read_text(encoding="utf-8-sig")))
    except ValidationError as error:
        where = ".".join(map(str, error.errors()[0]["loc"]))
        raise _wrong(
            f"Профиль «{file.name}»: строка «{where}» не подходит, образец — в описании команды."
        ) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _wrong(f"Профиль «{file.name}» не читается: нужен файл TOML в UTF-8.") from error


def _wrong(sentence: str) -> FileRefused:
    return FileRefused(sentence, Reason.PROFILE_WRONG)
