"""Every refusal has a code of its own kind for programs."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pipelines.banks
from pipelines.banks.refusal import Reason

FOLDER = Path(next(iter(pipelines.banks.__path__)))


def refusals() -> Iterator[tuple[str, ast.Call]]:
    for file in sorted(FOLDER.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "FileRefused":
                yield f"{file.relative_to(FOLDER)}:{node.lineno}", node


def test_every_refusal_names_its_reason() -> None:
    assert [place for place, call in refusals() if len(call.args) != 2] == []


def test_every_reason_is_given_somewhere() -> None:
    source = "".join(file.read_text(encoding="utf-8") for file in FOLDER.rglob("*.py"))
    assert [reason.name for reason in Reason if f"Reason.{reason.name}" not in source] == []


def test_the_codes_are_what_programs_rely_on() -> None:
    assert {reason.value for reason in Reason} == {reason.name.lower() for reason in Reason}
