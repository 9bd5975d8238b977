"""Where a question comes from: one spelling for one source."""

import re

from pipelines.banks.lists import split_list
from pipelines.banks.row import MISSING
from pipelines.banks.subjects import Subject

_STAGES = {"школьный": "ШЭ", "муниципальный": "МЭ", "региональный": "РЭ", "заключительный": "ЗЭ"}
_TITLES = {short: f"{stage.capitalize()} этап ВсОШ" for stage, short in _STAGES.items()}
_OLYMPIAD = re.compile(r"(?i:всош)")
_DATED = re.compile(r"(ШЭ|МЭ|РЭ|ЗЭ) (?i:всош) (\d{4})[-–/](\d{4})(?: (\d+) класс)?")
_YEAR = re.compile(r"(\d{4})\s*[-–/]\s*(\d{4})")


def source_titles(written: str, subject: Subject) -> tuple[str, ...]:
    """Each once, in the order in which they are written; none when nothing is given."""
    given = (one for one in split_list(written) if one not in MISSING)
    return tuple(dict.fromkeys(_title(one, subject) for one in given))


def _title(written: str, subject: Subject) -> str:
    if dated := _DATED.fullmatch(written):
        stage, first, last, grade = dated.groups()
        return _dated(stage, f"{first}-{last}", grade or "")
    return subject.source(written)


def compose_source(source: str, stage: str, year: str, grade: str) -> str:
    """The source of the workbook, where the stage, the school year and the grade are columns of their own."""
    if not (stage or year or grade):
        return source
    short = next((short for name, short in _STAGES.items() if stage.lower() in (short.lower(), name)), "")
    if short and (source in MISSING or _OLYMPIAD.fullmatch(source)):
        years = _YEAR.fullmatch(year)
        return _dated(short, f"{years[1]}-{years[2]}", grade) if years else _TITLES[short]
    details = (stage, year, f"{grade} класс" if grade else "")
    return ", ".join(part for part in (source, *details) if part and part not in MISSING)


def _dated(stage: str, years: str, grade: str) -> str:
    return f"{stage} ВсОШ {years} {grade} класс" if grade else f"{stage} ВсОШ {years}"
