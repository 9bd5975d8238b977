"""Which reader a file needs, told by its content."""

from pathlib import Path

from pipelines.banks.readers.csv import read_csv
from pipelines.banks.readers.table import Table
from pipelines.banks.readers.workbook import read_workbook
from pipelines.banks.refusal import FileRefused

LARGEST_FILE = 100 * 1024 * 1024
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_table(file: Path) -> Table:
    """Raises FileRefused when the file is not a bank."""
    content = _content(file)
    if content.startswith(_ZIP):
        return read_workbook(file.name, content)
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise FileRefused(f"Файл «{file.name}» защищён паролем: снимите защиту и пришлите снова.")
        raise FileRefused(f"Файл «{file.name}» в старом формате Excel: сохраните его как .xlsx.")
    return read_csv(file.name, content)


def _content(file: Path) -> bytes:
    if file.is_dir():
        raise FileRefused(f"«{file.name}» — папка, а нужен файл с вопросами.")
    if not file.is_file():
        raise FileRefused(f"Файла «{file.name}» нет.")
    size = file.stat().st_size
    if size == 0:
        raise FileRefused(f"Файл «{file.name}» пустой.")
    if size > LARGEST_FILE:
        raise FileRefused(f"Файл «{file.name}» больше 100 МБ: разделите его на части.")
    try:
        return file.read_bytes()
    except OSError as error:
        raise FileRefused(f"Файл «{file.name}» не читается: {error.strerror}.") from error
