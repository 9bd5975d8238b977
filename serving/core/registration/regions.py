"""Which federal subject is meant by what a student typed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from serving.core.registration.regions_of_russia import ALSO_CALLED, KINDS, REGIONS, SHORT_FOR, YO

SIMILAR = 0.7
CLOSE = 0.1
LIKELY = 0.5
CANDIDATES = 3


@dataclass(frozen=True, slots=True)
class RegionUnclear(Exception):
    """Nothing is similar, or the best two are close; `candidates` from the most similar."""

    candidates: tuple[str, ...]


def find_region(typed: str) -> str:
    """The name of the region in the list; raises RegionUnclear."""
    whole, core = _plain(typed), _core(typed)
    if whole in _WHOLE:
        return _WHOLE[whole]
    if core in ALSO_CALLED:
        return ALSO_CALLED[core]
    namesakes = tuple(name for name in REGIONS if core and _core(name).startswith(core))
    if core in _CORES and namesakes == (_CORES[core],):
        return _CORES[core]
    ranked = _ranked(whole, core)
    best, second = ranked[0], ranked[1]
    if best[0] < SIMILAR or best[0] - second[0] < CLOSE or len(namesakes) > 1:
        likely = (name for score, name in ranked if score >= max(LIKELY, best[0] - 2 * CLOSE))
        raise RegionUnclear(tuple(dict.fromkeys([*namesakes, *likely]))[:CANDIDATES])
    return best[1]


def _ranked(whole: str, core: str) -> list[tuple[float, str]]:
    """By the likeness of the whole name or of its telling words, whichever is greater."""
    scores = ((max(_alike(whole, _plain(name)), _alike(core, _core(name))), name) for name in REGIONS)
    return sorted(scores, key=lambda score: (-score[0], score[1]))


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _plain(name: str) -> str:
    return " ".join(_words(name))


def _core(name: str) -> str:
    return " ".join(word for word in _words(name) if word not in KINDS)


def _words(name: str) -> Iterable[str]:
    words = re.findall(r"\w+", name.casefold().replace(*YO))
    return (SHORT_FOR.get(word, word) for word in words)


_WHOLE = {_plain(name): name for name in REGIONS}
_CORES = {_core(name): name for name in REGIONS}
