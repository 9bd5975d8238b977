"""A subject is a file: its title, themes, sources and limits."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from re import fullmatch
from typing import Self

from pydantic import BaseModel, ConfigDict, PositiveInt, ValidationError, model_validator

from pipelines.banks.identity import comparison_key
from serving.settings import read_settings

SHIPPED = Path(__file__).parent.parent / "subjects"


class Limits(BaseModel):
    """Above these a row is warned about, a picture is refused; lengths are in characters."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    photo_bytes: PositiveInt = 5 * 1024 * 1024
    subway_text: PositiveInt = 600
    caption: PositiveInt = 1024
    message: PositiveInt = 4096


class Subject(BaseModel):
    """`theme_names` are other accepted names; `theme_corrections` are misspelt or transliterated ones."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    title: str
    also: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    theme_names: Mapping[str, str] = {}
    theme_corrections: Mapping[str, str] = {}
    source_names: Mapping[str, str] = {}
    limits: Limits = Limits()

    @model_validator(mode="after")
    def names_lead_somewhere(self) -> Self:
        unknown = {*self.theme_names.values(), *self.theme_corrections.values()} - set(self.themes)
        unknown |= set(self.source_names.values()) - set(self.sources)
        if unknown:
            raise ValueError(f"not in the lists of the subject: {', '.join(sorted(unknown))}")
        return self

    def theme(self, written: str) -> str | None:
        """The title of a known theme; None when the theme is new."""
        return self._themes.get(comparison_key(written))

    def theme_correction(self, written: str) -> str | None:
        return self._corrections.get(comparison_key(written))

    def source(self, written: str) -> str:
        """Known sources get their title, `CODE 2019` included; others stay as they are written."""
        known = self._sources.get(comparison_key(written))
        of_a_year = fullmatch(r"(.+?) (\d{4})", written)
        if known is None and of_a_year and (title := self._sources.get(comparison_key(of_a_year[1]))):
            return f"{title} {of_a_year[2]}"
        return known or written

    @cached_property
    def _themes(self) -> Mapping[str, str]:
        return _by_key({title: title for title in self.themes} | dict(self.theme_names))

    @cached_property
    def _corrections(self) -> Mapping[str, str]:
        return _by_key(self.theme_corrections)

    @cached_property
    def _sources(self) -> Mapping[str, str]:
        return _by_key({title: title for title in self.sources} | dict(self.source_names))


class Subjects(Mapping[str, Subject]):
    """Subjects by their code, in the order of the codes."""

    def __init__(self, subjects: Mapping[str, Subject]) -> None:
        self._subjects = dict(sorted(subjects.items()))
        self._names = _by_key(
            {name: code for code, one in subjects.items() for name in (code, one.title, *one.also)}
        )

    def __getitem__(self, code: str) -> Subject:
        return self._subjects[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._subjects)

    def __len__(self) -> int:
        return len(self._subjects)

    def named(self, written: str) -> Subject | None:
        """By code, title or another accepted name, in any letter case."""
        code = self._names.get(comparison_key(written))
        return None if code is None else self._subjects[code]


def read_subjects(*folders: Path) -> Subjects:
    """With no folder named, those that are shipped and those of APO_SUBJECTS; of one code, the later.

    Raises ValueError that names the file when one is not a subject.
    """
    files = [file for folder in folders or _folders() for file in sorted(folder.glob("*.toml"))]
    return Subjects({file.stem: _read(file) for file in files})


def _folders() -> tuple[Path, ...]:
    added = read_settings().subjects
    return (SHIPPED,) if added is None else (SHIPPED, added)


def _read(file: Path) -> Subject:
    try:
        return Subject.model_validate({"code": file.stem} | tomllib.loads(file.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise ValueError(f"{file.name} is not a subject: {error}") from error


def _by_key(names: Mapping[str, str]) -> Mapping[str, str]:
    return {comparison_key(name): title for name, title in names.items()}
