"""What the dbt project says of itself in its files, read without dbt, which takes seconds to import."""

import re
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parents[2] / "dbt"
LAYERS = ("staging", "intermediate", "marts")
WHOLE_HISTORY = "tags=['whole_history']"
VIEW = "materialized='view'"
REF = re.compile(r"ref\('(\w+)'\)")
SOURCE = re.compile(r"source\('(\w+)', '(\w+)'\)")


@dataclass(frozen=True, slots=True)
class Model:
    """A model, which is a table or view `layer.name`, and the tables it reads.

    With `whole_history` it reads every answer each time that it is built; an `is_view` is as fresh as what it
    reads.
    """

    layer: str
    name: str
    reads: tuple[tuple[str, str], ...]
    whole_history: bool
    is_view: bool


def models() -> tuple[Model, ...]:
    files = {
        file.stem: file for layer in LAYERS for file in sorted((PROJECT / "models" / layer).glob("*.sql"))
    }
    layers = {name: file.parent.name for name, file in files.items()}
    texts = {name: file.read_text(encoding="utf-8") for name, file in files.items()}
    return tuple(
        Model(
            layers[name],
            name,
            _reads(text, layers),
            whole_history=WHOLE_HISTORY in text,
            is_view=layers[name] == "staging" or VIEW in text,
        )
        for name, text in texts.items()
    )


def _reads(text: str, layers: dict[str, str]) -> tuple[tuple[str, str], ...]:
    refs = [(layers[name], name) for name in REF.findall(text)]
    return tuple(sorted({*refs, *SOURCE.findall(text)}))
