"""Request bodies: decompression, even chunks, and multipart forms."""

import re
import zlib
from collections.abc import AsyncIterator, Mapping
from typing import Protocol, cast

import lz4.frame
from backports import zstd

from pipelines.local.warehouse.errors import ClickHouseError, Code, refusal

_CHUNK = 1 << 20
_FIELD = re.compile(rb'\bname="([^"]*)"')


class _Decompressor(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes | None: ...
    def decompress(self, data: bytes) -> bytes: ...


async def plain(body: AsyncIterator[bytes], encoding: str) -> AsyncIterator[bytes]:
    """Yields the decompressed body in chunks of about a megabyte, each worth a trip to a thread."""
    chunks = body if encoding in {"", "identity"} else _decompressed(body, encoding)
    gathered = bytearray()
    async for chunk in chunks:
        gathered += chunk
        if len(gathered) >= _CHUNK:
            yield bytes(gathered)
            gathered.clear()
    if gathered:
        yield bytes(gathered)


async def whole(chunks: AsyncIterator[bytes]) -> bytes:
    return b"".join([chunk async for chunk in chunks])


def form_fields(body: bytes, content_type: str) -> Mapping[str, str]:
    """Reads `multipart/form-data`. Files, with which clients send external tables, are refused."""
    found = re.search(r'boundary="?([^";]+)', content_type)
    if found is None:
        raise refusal(Code.BAD_ARGUMENTS, "multipart body without a boundary")
    parts = (b"\r\n" + body).split(b"\r\n--" + found[1].encode())
    return dict(_form_field(part) for part in parts[1:-1])


def _form_field(part: bytes) -> tuple[str, str]:
    header, _, value = part.partition(b"\r\n\r\n")
    name = _FIELD.search(header)
    if name is None or b"filename=" in header:
        raise refusal(Code.NOT_IMPLEMENTED, "external tables are not supported by the embedded warehouse")
    return name[1].decode(), value.decode()


async def _decompressed(body: AsyncIterator[bytes], encoding: str) -> AsyncIterator[bytes]:
    decompressor = _decompressor(encoding)
    fresh = True
    async for chunk in body:
        while chunk:
            # Clients may send several frames one after another.
            if decompressor.eof:
                decompressor, fresh = _decompressor(encoding), True
            try:
                yield decompressor.decompress(chunk)
            except (zlib.error, RuntimeError, zstd.ZstdError, EOFError) as error:
                raise _damaged(encoding, str(error)) from None
            fresh = False
            chunk = (decompressor.unused_data or b"") if decompressor.eof else b""
    if not fresh and not decompressor.eof:
        raise _damaged(encoding, "the body ends too early")


def _decompressor(encoding: str) -> _Decompressor:
    match encoding:
        case "gzip":
            return zlib.decompressobj(31)
        case "deflate":
            return zlib.decompressobj()
        case "lz4":
            return cast(_Decompressor, lz4.frame.LZ4FrameDecompressor())
        case "zstd":
            return cast(_Decompressor, zstd.ZstdDecompressor())
    raise refusal(Code.NOT_IMPLEMENTED, f"content encoding {encoding} is not supported")


def _damaged(encoding: str, reason: str) -> ClickHouseError:
    return refusal(Code.CANNOT_DECOMPRESS, f"Cannot decompress a {encoding} body: {reason}")
