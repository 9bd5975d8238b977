"""The contents of the pictures that came with files, in a folder beside them or inside of them."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from pipelines.banks.photos import read_photos
from pipelines.banks.profile import UNDECLARED, Profile
from pipelines.banks.readers.file import read_file
from pipelines.banks.readers.listing import Listing


def wanted_pictures(
    files: Sequence[Path], photos: Path | None, wanted: set[str], profile: Profile = UNDECLARED
) -> Iterator[bytes]:
    """Each content once whose sha256 is wanted; ends when all are found. Raises FileRefused."""
    missing = set(wanted)
    sent = _sent(files, photos, profile)
    while missing and (content := next(sent, None)) is not None:
        digest = sha256(content).hexdigest()
        if digest in missing:
            missing.remove(digest)
            yield content


def _sent(files: Sequence[Path], photos: Path | None, profile: Profile) -> Iterator[bytes]:
    """The folder first: the files are read only for what it does not have."""
    yield from (picture.read() for picture in read_photos(photos).files.values())
    for file in files:
        sent = read_file(file, profile)
        yield from (picture.read() for picture in sent.photos.files.values())
        if isinstance(sent.bank, Listing):
            yield from (one.content for one in sent.bank.questions if one.content is not None)
