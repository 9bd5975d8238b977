"""Names of column types, taken apart."""

import re
from functools import lru_cache

_HEAD = re.compile(r"(\w+)(?:\((.*)\))?$", re.DOTALL)
_ARGUMENT = re.compile(r"""'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`|[(),]|[^'`(),]+""", re.DOTALL)
_LABEL = re.compile(r"(?:`(?:[^`\\]|\\.)+`|\w+)\s+(?=[A-Z])")
_ALIASES = {
    "Point": "Tuple(Float64, Float64)",
    "Ring": "Array(Point)",
    "LineString": "Array(Point)",
    "Polygon": "Array(Ring)",
    "MultiLineString": "Array(LineString)",
    "MultiPolygon": "Array(Polygon)",
}


@lru_cache(maxsize=4096)
def parse(type_name: str) -> tuple[str, tuple[str, ...]]:
    """Splits `Map(String, UInt8)` into its head and arguments; labels of tuple elements are left out."""
    found = _HEAD.match(_ALIASES.get(type_name, type_name))
    if found is None:
        return type_name, ()
    head, inner = found[1], found[2]
    arguments = _arguments(inner) if inner else ()
    return head, tuple(map(_unlabelled, arguments)) if head in {"Tuple", "Nested"} else arguments


def _arguments(inner: str) -> tuple[str, ...]:
    arguments, depth = [""], 0
    for piece in _ARGUMENT.findall(inner):
        depth += {"(": 1, ")": -1}.get(piece, 0)
        if piece == "," and depth == 0:
            arguments.append("")
        else:
            arguments[-1] += piece
    return tuple(argument.strip() for argument in arguments)


def _unlabelled(argument: str) -> str:
    return _LABEL.sub("", argument, count=1) if _LABEL.match(argument) else argument
