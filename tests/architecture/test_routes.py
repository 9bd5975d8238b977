"""The edges only translate: a route of the API is short."""

import ast
from collections.abc import Iterator
from pathlib import Path

import serving.api

MOST_LINES = 10
METHODS = {"get", "post", "put", "patch", "delete"}
FOLDER = Path(next(iter(serving.api.__path__)))


def routes() -> Iterator[tuple[str, int]]:
    """Each route with the lines of its body, beside its docstring."""
    for file in sorted(FOLDER.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.AsyncFunctionDef) and any(map(names_a_path, node.decorator_list)):
                first, *_, last = [*node.body[ast.get_docstring(node) is not None :], node.body[-1]]
                yield f"{file.name}:{node.name}", (last.end_lineno or last.lineno) - first.lineno + 1


def names_a_path(decorator: ast.expr) -> bool:
    return (
        isinstance(decorator, ast.Call)
        and isinstance(decorator.func, ast.Attribute)
        and decorator.func.attr in METHODS
    )


def test_the_body_of_a_route_has_at_most_ten_lines() -> None:
    found = dict(routes())
    assert len(found) > 50
    assert {name: lines for name, lines in found.items() if lines > MOST_LINES} == {}
