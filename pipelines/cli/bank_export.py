"""`apo banks export`: the released bank as a file that can be sent in again."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipelines.banks.refusal import FileRefused
from pipelines.banks.subjects import Subject, read_subjects
from pipelines.banks.writers.bank import format_of, write_bank
from pipelines.banks.writers.pictures import pictures_in
from pipelines.banks.writers.unwritable import Unwritable
from pipelines.cli.submissions import OperatorsBank
from pipelines.refusal import Refusal
from pipelines.stores.released_bank import released_bank
from serving.settings import Settings


@dataclass(frozen=True, slots=True)
class Export:
    """`missing`: pictures that the questions show and the directory does not hold."""

    questions: int
    missing: int


def export_bank(
    named: str, file: Path, photos: Path | None, settings: Settings, progress: Callable[[str], None]
) -> Export:
    """The file is written whole or not at all. Raises Refusal."""
    subject = _subject(named)
    try:
        format_of(file.name)
        with OperatorsBank(settings, progress, "apo banks export").open() as connection:
            questions = released_bank(connection, subject.code)
        if not questions:
            raise Refusal(f"No question of {subject.code} is live: load a bank first.")
        pictures = pictures_in(photos, questions)
        _write(file, write_bank(file.name, questions, pictures, subject.title))
    except (FileRefused, Unwritable) as error:
        raise Refusal(str(error)) from error
    return Export(len(questions), pictures.missing(questions))


def _subject(named: str) -> Subject:
    subjects = read_subjects()
    subject = subjects.named(named)
    if subject is None:
        raise Refusal(f"There is no subject «{named}»; known: {', '.join(subjects)}.")
    return subject


def _write(file: Path, content: bytes) -> None:
    unfinished = file.with_name(f"{file.name}.part")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(file)
    except OSError as error:
        raise Refusal(f"{file} cannot be written: {error.strerror}.") from error
