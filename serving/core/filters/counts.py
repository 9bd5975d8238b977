"""How many questions each value of a filter would give."""

from collections.abc import Mapping
from dataclasses import dataclass

from serving.core.questions import Kind


@dataclass(frozen=True, slots=True)
class Counts:
    """With the other filters as chosen; a question of several sources counts once for each of them."""

    total: int
    """Questions that fit all the filters."""
    themes: Mapping[str, int]
    sources: Mapping[str, int]
    kinds: Mapping[Kind, int]
    subway: Mapping[bool, int]
    difficulty: Mapping[int, int]
    """By published level; a question without one is under none."""
