"""Pictures of questions, written where serving reads them: `serving.files`."""

from hashlib import sha256

from pipelines.refusal import Refusal
from pipelines.stores.addresses import StoreError
from serving.core.pictures import media_type
from serving.files import Files

LARGEST_PICTURE = 20 * 1024 * 1024
"""In bytes, whatever the limit of a subject."""


class PictureRefused(Refusal):
    """The content is not a picture that may be shown."""


def put_picture(files: Files, content: bytes) -> str:
    """The sha256 to read it by, once it is safe on the disk; again the same content is written once.

    Raises PictureRefused for what is not a png, jpeg or webp by its content or is too large, and StoreError.
    """
    if len(content) > LARGEST_PICTURE:
        raise PictureRefused(f"A picture of {len(content)} bytes is over the limit of {LARGEST_PICTURE}.")
    if media_type(content) is None:
        raise PictureRefused("A file is no png, jpeg or webp picture by its content.")
    digest = sha256(content).hexdigest()
    try:
        files.put(digest, content)
    except OSError as error:
        raise StoreError(f"A picture cannot be written to {files.root}: {error}.") from error
    return digest
