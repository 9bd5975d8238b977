"""Formulas in the texts of questions: `$…$` becomes signs of Unicode where they suffice, else a picture."""

import logging
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

import unicodeit
from resvg_py import svg_to_bytes
from ziamath.zmath import Latex

from bot.languages import _

logger = logging.getLogger(__name__)

_FORMULA = re.compile(r"\$\$?(?=\S)([^$\n]{1,500}?)(?<=\S)\$\$?(?!\d)")
_NOT_PLAIN = re.compile(r"[\\{}]")
SIZE = 28


def needing_pictures(texts: Iterable[str]) -> tuple[str, ...]:
    """Formulas that signs do not suffice for and that can be drawn, each once."""
    found = (each for text in texts for each in _FORMULA.findall(text))
    drawn = (each for each in found if _NOT_PLAIN.search(_in_signs(each)) and drawing(each) is not None)
    return tuple(dict.fromkeys(drawn))


def readable(text: str, pictures: Sequence[str] = ()) -> str:
    """The text with its formulas as signs, or as the numbers of their pictures."""

    def written(found: re.Match[str]) -> str:
        if found[1] in pictures:
            return _("[формула {number}]").format(number=pictures.index(found[1]) + 1)
        return _in_signs(found[1])

    return _FORMULA.sub(written, text)


def _in_signs(formula: str) -> str:
    return str(unicodeit.replace(formula))


@lru_cache(maxsize=512)
def drawing(formula: str) -> bytes | None:
    """A PNG; None when it cannot be drawn."""
    try:
        svg = Latex(formula, size=SIZE).svg()
        return svg_to_bytes(svg_string=svg, background="#ffffff", skip_system_fonts=True, zoom=2)
    except Exception:
        logger.info("a formula cannot be drawn", exc_info=True)
        return None
