"""The pictures of a submission are safe in the store before a release refers to them."""

from typing import TYPE_CHECKING

from pipelines.banks.refusal import FileRefused, Reason
from pipelines.defs.question_banks.values import CheckedBank

if TYPE_CHECKING:
    from serving.files import Files


def keep_pictures(checked: CheckedBank, files: "Files") -> int:
    """How many are new to the store. Raises FileRefused and StoreError."""
    from pipelines.banks.pictures import wanted_pictures
    from pipelines.banks.profile import read_profile
    from pipelines.stores.files import put_picture

    submitted = checked.submitted
    shown = {each.question.photo for each in checked.questions if each.question.photo is not None}
    missing = {photo for photo in shown if not files.has(photo)}
    profile = read_profile(submitted.profile)
    contents = wanted_pictures(submitted.files, submitted.photos, missing, profile)
    kept = {put_picture(files, content) for content in contents}
    if kept != missing:
        raise FileRefused(
            "Картинки изменились во время проверки: пришлите файлы ещё раз.", Reason.FILE_UNREADABLE
        )
    return len(kept)
