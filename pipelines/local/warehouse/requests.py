"""An HTTP request as ClickHouse reads it."""

import base64
import binascii
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from uuid import uuid4

from starlette.requests import Request

from pipelines.local.warehouse.access import Credential
from pipelines.local.warehouse.bodies import form_fields, plain, whole
from pipelines.local.warehouse.errors import Code, refusal
from pipelines.local.warehouse.interface import PARAMETERS
from pipelines.local.warehouse.outlines import InsertHead, Outline, insert_head

_HEAD_LIMIT = 256 * 1024


@dataclass(frozen=True, slots=True)
class SessionTerms:
    """Which session a client asks for; `timeout` in seconds, `must_exist` refuses to open a new one."""

    id: str
    timeout: float
    must_exist: bool


@dataclass(frozen=True, slots=True)
class Rows:
    """What follows `INSERT … FORMAT X`."""

    format: str
    chunks: AsyncIterator[bytes]


@dataclass(frozen=True, slots=True)
class Statement:
    """`format` holds unless the text names another; `revision` is the client's protocol, 0 if untold."""

    outline: Outline
    rows: Rows | None
    params: Mapping[str, str]
    settings: Mapping[str, str]
    database: str | None
    query_id: str
    session: SessionTerms | None
    format: str
    revision: int
    only_reads: bool


def credential(request: Request) -> Credential:
    """Headers, then basic authorization, then URL parameters; else the password-less `default`."""
    headers, url = request.headers, request.query_params
    if "x-clickhouse-user" in headers:
        return Credential(headers["x-clickhouse-user"], headers.get("x-clickhouse-key", ""))
    scheme, _, token = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "basic":
        try:
            name, _, password = base64.b64decode(token, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            raise refusal(Code.AUTHENTICATION_FAILED, "Invalid authorization header") from None
        return Credential(name, password)
    return Credential(url.get("user", "default"), url.get("password", ""))


async def read_statement(request: Request) -> Statement:
    """Reads the body up to the rows of an insert, which stay in the stream."""
    url = dict(request.query_params)
    body = plain(request.stream(), request.headers.get("content-encoding", ""))
    content_type = request.headers.get("content-type", "")
    if content_type.startswith("multipart/form-data"):
        url |= form_fields(await whole(body), content_type)
    if "1" in {url.get("compress"), url.get("decompress")}:
        raise refusal(Code.NOT_IMPLEMENTED, "compress and decompress are not supported, use Content-Encoding")
    sql, rows = await _split(_with_query(url.get("query"), body))
    return Statement(
        outline=_single(sql),
        rows=rows,
        params={
            name.removeprefix("param_"): value for name, value in url.items() if name.startswith("param_")
        },
        settings={k: v for k, v in url.items() if k not in PARAMETERS and not k.startswith("param_")},
        database=url.get("database") or request.headers.get("x-clickhouse-database"),
        query_id=url.get("query_id") or request.headers.get("x-clickhouse-query-id") or str(uuid4()),
        session=_session(url),
        format=url.get("default_format") or request.headers.get("x-clickhouse-format") or "TabSeparated",
        revision=_number(url, "client_protocol_version", 0),
        only_reads=request.method == "GET" or url.get("readonly", "0") != "0",
    )


async def _with_query(query: str | None, body: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The text of the statement may stand in the URL, in the body, or begin in one and go on in the other."""
    if query is not None:
        yield query.encode() + b"\n"
    async for chunk in body:
        yield chunk


async def _split(chunks: AsyncIterator[bytes]) -> tuple[str, Rows | None]:
    text = bytearray()
    async for chunk in chunks:
        searched = len(text)
        text += chunk
        if searched < _HEAD_LIMIT and (head := insert_head(text[:_HEAD_LIMIT])):
            return head.sql, Rows(head.format, _after(head, text, chunks))
    if head := insert_head(text[:_HEAD_LIMIT] + b"\n"):
        return head.sql, Rows(head.format, _after(head, text, chunks))
    try:
        return text.decode(), None
    except UnicodeDecodeError:
        raise refusal(Code.SYNTAX_ERROR, "The statement is not UTF-8 text") from None


async def _after(head: InsertHead, text: bytearray, chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    if rest := text[head.rows_at :]:
        yield bytes(rest)
    async for chunk in chunks:
        yield chunk


def _single(sql: str) -> Outline:
    outline = Outline(sql)
    if not outline.verb:
        raise refusal(Code.SYNTAX_ERROR, "Syntax error: Empty query")
    if outline.is_batch:
        raise refusal(Code.SYNTAX_ERROR, "Syntax error (Multi-statements are not allowed)")
    return outline


def _session(url: Mapping[str, str]) -> SessionTerms | None:
    if not url.get("session_id"):
        return None
    return SessionTerms(
        url["session_id"], _number(url, "session_timeout", 60), url.get("session_check") == "1"
    )


def _number(url: Mapping[str, str], name: str, otherwise: int) -> int:
    try:
        return int(url.get(name, otherwise))
    except ValueError:
        raise refusal(Code.BAD_ARGUMENTS, f"Invalid {name}: {url[name]}") from None
