"""Native blocks as the engine writes them, revision 0, made into those a newer client expects.

Since revision 54454 a block begins with its own description, and a byte before each column's data tells
whether the column is serialized in a custom way. The rest is the same: columns are not decoded, only walked
over.
"""

import struct

from pipelines.local.warehouse.errors import Code, refusal
from pipelines.local.warehouse.native_types import parse

FIRST_REVISION = 54454

# Not an overflow row (field 1), bucket -1 (field 2), end of fields.
_BLOCK_DESCRIPTION = b"\x01\x00\x02\xff\xff\xff\xff\x00"
_USUAL_SERIALIZATION = b"\x00"
_WIDTHS = {
    **dict.fromkeys(("Int8", "UInt8", "Bool", "Enum8", "Nothing"), 1),
    **dict.fromkeys(("Int16", "UInt16", "Date", "Enum16", "BFloat16"), 2),
    **dict.fromkeys(("Int32", "UInt32", "Float32", "Date32", "DateTime", "Time", "IPv4"), 4),
    **dict.fromkeys(("Int64", "UInt64", "Float64", "DateTime64", "Time64"), 8),
    **dict.fromkeys(("Int128", "UInt128", "UUID", "IPv6"), 16),
    **dict.fromkeys(("Int256", "UInt256"), 32),
}


def upgrade(blocks: bytes) -> bytes:
    """Raises NOT_IMPLEMENTED for types that are not walked: JSON, Variant, Dynamic, aggregate states."""
    reader = _Reader(blocks)
    out = bytearray()
    while reader.at < len(blocks):
        out += _BLOCK_DESCRIPTION
        start = reader.at
        columns, rows = reader.varint(), reader.varint()
        out += blocks[start : reader.at]
        for _ in range(columns):
            start = reader.at
            reader.text()
            type_name = reader.text()
            out += blocks[start : reader.at] + _USUAL_SERIALIZATION
            start = reader.at
            if rows:
                reader.skip_prefix(type_name)
                reader.skip_rows(type_name, rows)
            out += blocks[start : reader.at]
    return bytes(out)


class _Reader:
    """Walks over one buffer; `at` is the offset of the next byte."""

    def __init__(self, blocks: bytes) -> None:
        self._blocks = blocks
        self.at = 0

    def varint(self) -> int:
        value = shift = 0
        while True:
            byte = self._blocks[self.at]
            self.at += 1
            value |= (byte & 127) << shift
            if byte < 128:
                return value
            shift += 7

    def text(self) -> str:
        size = self.varint()
        self.at += size
        return self._blocks[self.at - size : self.at].decode()

    def skip_prefix(self, type_name: str) -> None:
        """The data of a column may be preceded by versions of its inner serializations."""
        head, arguments = parse(type_name)
        match head:
            case "LowCardinality":
                self.at += 8
            case "Array" | "Nullable" | "Tuple" | "Map" | "Nested":
                for argument in arguments:
                    self.skip_prefix(argument)
            case "SimpleAggregateFunction":
                self.skip_prefix(arguments[1])

    def skip_rows(self, type_name: str, rows: int) -> None:
        """Even a dictionary is left out when there are no rows, as in the elements of empty arrays."""
        if rows == 0:
            return
        head, arguments = parse(type_name)
        match head:
            case "String":
                self._skip_strings(rows)
            case "Nullable":
                self.at += rows
                self.skip_rows(arguments[0], rows)
            case "Tuple":
                for argument in arguments:
                    self.skip_rows(argument, rows)
            case "Array" | "Map" | "Nested":
                self._skip_repeated(arguments, rows)
            case "LowCardinality":
                self._skip_dictionary(arguments[0])
            case "SimpleAggregateFunction":
                self.skip_rows(arguments[1], rows)
            case _:
                self.at += _width(head, arguments) * rows

    def _skip_strings(self, rows: int) -> None:
        blocks, at = self._blocks, self.at
        for _ in range(rows):
            size = blocks[at]
            at += 1
            if size >= 128:
                self.at = at - 1
                size = self.varint()
                at = self.at
            at += size
        self.at = at

    def _skip_repeated(self, arguments: tuple[str, ...], rows: int) -> None:
        elements = self._uint64(self.at + 8 * (rows - 1))
        self.at += 8 * rows
        for argument in arguments:
            self.skip_rows(argument, elements)

    def _skip_dictionary(self, type_name: str) -> None:
        head, arguments = parse(type_name)
        flags, keys = self._uint64(self.at), self._uint64(self.at + 8)
        self.at += 16
        self.skip_rows(arguments[0] if head == "Nullable" else type_name, keys)
        rows = self._uint64(self.at)
        self.at += 8 + rows * (1 << (flags & 255))

    def _uint64(self, at: int) -> int:
        return int(struct.unpack_from("<Q", self._blocks, at)[0])


def _width(head: str, arguments: tuple[str, ...]) -> int:
    if head in _WIDTHS:
        return _WIDTHS[head]
    if head == "FixedString":
        return int(arguments[0])
    if head == "Decimal":
        return _decimal_width(int(arguments[0]))
    if head.startswith("Interval"):
        return 8
    raise refusal(Code.NOT_IMPLEMENTED, f"type {head} has no Native form that this client understands")


def _decimal_width(precision: int) -> int:
    return next(width for width, limit in ((4, 9), (8, 18), (16, 38), (32, 76)) if precision <= limit)
