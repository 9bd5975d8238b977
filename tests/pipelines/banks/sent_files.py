"""Small files of every format, and what comes of a file that is sent."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from pipelines.banks.check import check
from pipelines.banks.refusal import FileRefused
from tests.pipelines.banks.released import PICTURE
from tests.pipelines.banks.tables import SUBJECTS, WORKBOOK, Cells, write_csv, write_workbook

GIFT = (
    "::a:: Сколько {=три#да ~%50%пять ####Потому}\n\nПи {#3.14:0.01}\n\nДа? {T}\n\n"
    "$CATEGORY: a/b\n\nКто {=a -> b}"
)
AIKEN = "Сколько?\nA. три\nB. пять\nANSWER: A\n\nКто?\nA. он\nB. она\nANSWER: B\n"
XML = (
    '<?xml version="1.0"?><quiz><question type="multichoice"><questiontext format="html"><text><![CDATA[<p>Да'
    ' &uarr;</p>]]></text><file name="a.png" encoding="base64">iVBORw0KGgo=</file></questiontext>'
    '<answer fraction="100"><text>a &amp; b</text></answer><answer fraction="0"><text>c</text></answer>'
    "</question></quiz>"
)


def packed(**files: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in files.items():
            archive.writestr(name.replace("_", "."), part)
    return content.getvalue()


def written(write: Callable[[Path, list[Cells]], Path], name: str) -> bytes:
    with TemporaryDirectory() as folder:
        return write(
            Path(folder) / name, [WORKBOOK, WORKBOOK | {"Вопрос": "Сколько будет один плюс три?"}]
        ).read_bytes()


SEEDS = {
    "bank.csv": written(write_csv, "bank.csv"),
    "bank.xlsx": written(write_workbook, "bank.xlsx"),
    "bank.gift": GIFT.encode(),
    "bank.txt": AIKEN.encode(),
    "bank.xml": XML.encode(),
    "bank.zip": packed(bank_gift=GIFT.encode(), a_png=PICTURE),
}


def outcome(folder: Path, name: str, content: bytes) -> str:
    """Empty when the file is read."""
    (folder / name).write_bytes(content)
    try:
        report = check(folder / name, SUBJECTS, subject="sums")
    except FileRefused as refused:
        return str(refused)
    assert report.rows > 0
    return ""
