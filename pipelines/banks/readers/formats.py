"""Which reader the content of a file needs: told by its name, or by itself where a name says nothing."""

import re
from pathlib import PurePath

from pipelines.banks.profile import UNDECLARED, Profile
from pipelines.banks.readers.aiken import is_aiken, read_aiken
from pipelines.banks.readers.csv import is_table, read_csv
from pipelines.banks.readers.gift import read_gift
from pipelines.banks.readers.listing import Listing
from pipelines.banks.readers.moodle_xml import read_moodle_xml
from pipelines.banks.readers.table import Table
from pipelines.banks.readers.text import read_text
from pipelines.banks.readers.workbook import read_workbook
from pipelines.banks.refusal import FileRefused, Reason

ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_XML = re.compile(r"\s*<(?:\?xml|quiz)\b")
_BRACES = re.compile(r"(?<!\\)\{[^{}]*\}|^\s*::", re.MULTILINE)


def read_format(name: str, content: bytes, profile: Profile = UNDECLARED) -> Table | Listing:
    """Raises FileRefused when the content is not a bank."""
    if content.startswith(ZIP):
        return read_workbook(name, content, profile)
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise FileRefused(
                f"Файл «{name}» защищён паролем: снимите защиту и пришлите снова.", Reason.ENCRYPTED
            )
        raise FileRefused(
            f"Файл «{name}» в старом формате Excel: сохраните его как .xlsx.", Reason.OLD_FORMAT
        )
    text = read_text(name, content, profile.encoding)
    match "csv" if profile.describes_table else _format(name, text):
        case "xml":
            return read_moodle_xml(name, text)
        case "aiken":
            return read_aiken(text)
        case "gift":
            return read_gift(text)
        case _:
            return read_csv(name, text, profile)


def _format(name: str, text: str) -> str:
    suffix = PurePath(name).suffix.lower().removeprefix(".")
    if suffix in ("xml", "aiken", "gift", "csv", "tsv"):
        return suffix
    if _XML.match(text):
        return "xml"
    if is_table(text):
        return "csv"
    if is_aiken(text):
        return "aiken"
    return "gift" if _BRACES.search(text) else "csv"
