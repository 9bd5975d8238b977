"""From a table of a department to its rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.banks.columns import Header, find_header
from pipelines.banks.exchanged_columns import refuse_exchanged
from pipelines.banks.keys.settling import settle_keys
from pipelines.banks.photos import Photos
from pipelines.banks.profile import Profile
from pipelines.banks.readers.table import Table
from pipelines.banks.refusal import FileRefused, Reason
from pipelines.banks.row import Row
from pipelines.banks.rows import RowReader
from pipelines.banks.sheets import KEY_BASE
from pipelines.banks.subjects import Subject, Subjects


@dataclass(frozen=True, slots=True)
class TableReader:
    """`subject` is the one declared for rows that name none."""

    name: str
    subjects: Subjects
    subject: Subject | None
    photos: Photos
    profile: Profile

    def rows(self, table: Table) -> tuple[Header, Sequence[Row]]:
        """Raises FileRefused when the table is not a bank, or does not prove how its keys are written."""
        profile = with_passport(self.profile, table)
        header = find_header(table.rows, profile)
        if header is None:
            raise FileRefused(
                f"В файле «{self.name}» не найден заголовок: нужны столбцы «Вопрос» и «Верный ответ»; если "
                'они называются иначе, добавьте в профиль строки columns.text = "…" и columns.answer = "…".',
                Reason.HEADER_MISSING,
            )
        rows = RowReader(table, header, self.subjects, self.subject, self.photos, profile.kind).rows()
        refuse_exchanged(rows, header.names, profile)
        return header, settle_keys(rows, header, profile)


def with_passport(profile: Profile, table: Table) -> Profile:
    """The passport of a workbook declares the base of its keys; a profile goes first."""
    base = table.passport.get(KEY_BASE)
    if profile.key_base is not None or base not in ("0", "1"):
        return profile
    return profile.model_copy(update={"key_base": int(base)})
