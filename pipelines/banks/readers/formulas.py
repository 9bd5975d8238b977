"""Formulas hide behind the values that a spreadsheet remembered for them."""

import io
import re
from html import unescape
from zipfile import ZipFile

_SHEET = re.compile(rb"<sheet\b[^>]*>")
_RELATION = re.compile(rb"<Relationship\b[^>]*>")
_FORMULA = re.compile(rb'<c\b[^>]*?\br="([A-Z]+[0-9]+)"[^>]*>\s*<f[ />]')


def first_formula(content: bytes, sheet: str) -> str | None:
    """The address of the first cell of the sheet that holds a formula."""
    with ZipFile(io.BytesIO(content)) as archive:
        part = _part(archive, sheet)
        found = _FORMULA.search(archive.read(part)) if part in archive.namelist() else None
    return found[1].decode() if found else None


def _part(archive: ZipFile, sheet: str) -> str:
    for tag in _SHEET.findall(archive.read("xl/workbook.xml")):
        if _attribute(tag, b"name") == sheet:
            wanted = _attribute(tag, b"r:id")
            break
    else:
        return ""
    for tag in _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels")):
        if _attribute(tag, b"Id") == wanted:
            target = _attribute(tag, b"Target")
            return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    return ""


def _attribute(tag: bytes, name: bytes) -> str:
    found = re.search(rb"\s" + name + rb'="([^"]*)"', tag)
    return unescape(found[1].decode("utf-8", "replace")) if found else ""
