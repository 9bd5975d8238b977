"""What can be told about a statement from its text, with literals and comments out of the way."""

import re
from dataclasses import dataclass
from functools import cached_property

READING_VERBS = frozenset({"SELECT", "WITH", "FROM", "SHOW", "DESCRIBE", "DESC", "EXPLAIN", "EXISTS", "USE"})
GROWING_VERBS = frozenset({"CREATE", "REPLACE", "ALTER", "INSERT"})

_OPAQUE = re.compile(
    r"""(?P<text>'(?:[^'\\]|\\.)*'|\$(?P<tag>\w*)\$.*?\$(?P=tag)\$)"""
    r"""|(?P<comment>--[^\n]*|\#[ !][^\n]*|/\*.*?\*/)"""
    r"""|(?P<name>`(?:[^`\\]|\\.)*`|"(?:[^"\\]|\\.)*")""",
    re.DOTALL,
)
_VERB = re.compile(r"[\s(;]*(\w+)")
_OUTPUT_FORMAT = re.compile(r"\bFORMAT\s+(\w+)\s*(?:SETTINGS\b.*)?;?\s*$", re.IGNORECASE | re.DOTALL)
_INSERTS = re.compile(r"\bINSERT\s+INTO\b", re.IGNORECASE)
_INSERT = re.compile(
    r"\s*INSERT\s+INTO\b(?:(?!\b(?:VALUES|SELECT|WITH|WATCH)\b).)*?"
    r"\s(?P<clause>FORMAT\s+(?P<format>\w+))(?:[ \t\f]*\r?\n|[ \t\f]+(?=\S)|(?=[^\w\s]))",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class Outline:
    """Reads a statement. Offsets in `blank` are those of the statement."""

    sql: str

    @cached_property
    def blank(self) -> str:
        """The statement with literals, comments and quoted names turned into spaces."""
        return _OPAQUE.sub(lambda found: " " * len(found[0]), self.sql)

    @cached_property
    def readable(self) -> str:
        """The statement with literals and comments turned into spaces; quoted names stay."""
        return _OPAQUE.sub(lambda found: found["name"] or " " * len(found[0]), self.sql)

    @cached_property
    def verb(self) -> str:
        """The first word in upper case, or an empty string for an empty statement."""
        found = _VERB.match(self.blank)
        return found[1].upper() if found else ""

    @property
    def is_batch(self) -> bool:
        return re.search(r";\s*[^\s;]", self.blank) is not None

    @property
    def is_rowset(self) -> bool:
        """Whether it is a query whose rows the engine can hand out as they come."""
        return (
            self.verb in {"SELECT", "WITH"} and not self.writes_file and _INSERTS.search(self.blank) is None
        )

    @property
    def writes_file(self) -> bool:
        return re.search(r"\bINTO\s+OUTFILE\b", self.blank, re.IGNORECASE) is not None

    @property
    def has_escaped_name(self) -> bool:
        return any("\\" in (found["name"] or "") for found in _OPAQUE.finditer(self.sql))

    @property
    def output_format(self) -> str | None:
        found = _OUTPUT_FORMAT.search(self.blank)
        return found[1] if found else None


@dataclass(frozen=True, slots=True)
class InsertHead:
    """`sql` goes without its FORMAT clause; `rows_at` is the byte at which the rows begin."""

    sql: str
    format: str
    rows_at: int


def insert_head(text: bytes | bytearray) -> InsertHead | None:
    """Finds `INSERT … FORMAT X` at the start of a body whose remainder may be binary or still to come."""
    # latin-1 keeps one character a byte, so that offsets hold and binary rows cannot fail to decode.
    found = _INSERT.match(Outline(text.decode("latin-1")).blank)
    if found is None:
        return None
    return InsertHead(text[: found.start("clause")].decode(), found["format"], found.end())
