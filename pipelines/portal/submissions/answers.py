"""The annotated workbook that goes back to the department."""

from pathlib import Path
from tempfile import TemporaryDirectory

from pipelines.banks.profile import read_profile
from pipelines.portal.submissions.seen import SeenUpload


def annotated_workbook(seen: SeenUpload, place: int) -> bytes:
    """`place` of the file in the upload, from 0. Raises FileRefused when it cannot be written."""
    from pipelines.banks.annotation.answer import write_answer

    with TemporaryDirectory(prefix="apo-answer-") as folder:
        answer = Path(folder) / "answer.xlsx"
        profile = read_profile(seen.files.profile)
        write_answer(seen.files.banks[place], seen.bank.reports[place], answer, profile)
        return answer.read_bytes()
