"""The XML of a workbook, read as a stream: a sheet may claim hundreds of megabytes of empty cells."""

import re
from collections.abc import Iterator
from html import unescape
from zipfile import ZipFile

_CHUNK = 256 * 1024
_OVERLAP = 1024
"""Longer than the start of any cell, so that none is torn between two chunks."""

_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(rb"<Relationship\b[^>]*>")
_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\sr="(\d+)"')
_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\b[^>]*>")
_CELL_FORMATS = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_CELL_FORMAT = re.compile(rb"<(?:\w+:)?xf\b[^>]*>")
_STANDARD_PERCENTS = {"9", "10"}


def sheet_xml(archive: ZipFile, sheet: str, last_row: int) -> Iterator[bytes]:
    """Overlapping pieces of a sheet until the first that begins below its last real row."""
    part = _part(archive, sheet)
    if part not in archive.namelist():
        return
    with archive.open(part) as stream:
        piece = b""
        while chunk := stream.read(_CHUNK):
            piece = piece[-_OVERLAP:] + chunk
            row = _ROW.search(piece)
            if row and int(row[1]) > last_row:
                return
            yield piece


def percent_styles(archive: ZipFile) -> frozenset[str]:
    """Numbers of the styles of cells that are shown as per cent."""
    if "xl/styles.xml" not in archive.namelist():
        return frozenset()
    styles = archive.read("xl/styles.xml")
    custom = {
        _attribute(tag, b"numFmtId")
        for tag in _FORMAT.findall(styles)
        if "%" in _attribute(tag, b"formatCode")
    }
    formats = _CELL_FORMATS.search(styles)
    numbered = enumerate(_CELL_FORMAT.findall(formats[0]) if formats else ())
    percents = _STANDARD_PERCENTS | custom
    return frozenset(str(number) for number, tag in numbered if _attribute(tag, b"numFmtId") in percents)


def _part(archive: ZipFile, sheet: str) -> str:
    for tag in _SHEET.findall(archive.read("xl/workbook.xml")):
        if _attribute(tag, b"name") == sheet:
            wanted = _attribute(tag, rb"\w+:id")
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
