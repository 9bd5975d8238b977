"""Formulas in the texts of questions: `$…$` becomes a drawing, everything else is escaped."""

import logging
import re
from functools import lru_cache

from markupsafe import Markup, escape
from ziamath.zmath import Latex

logger = logging.getLogger(__name__)

_FORMULA = re.compile(r"\$\$?(?=\S)([^$\n]{1,500}?)(?<=\S)\$\$?(?!\d)")
"""A dollar sign of a price is followed by a digit or preceded by a space where a formula would close."""


def with_formulas(text: str) -> Markup:
    """What cannot be drawn stays as it is written."""
    parts, end = [], 0
    for found in _FORMULA.finditer(text):
        parts += [escape(text[end : found.start()]), _drawn(found[1]) or escape(found[0])]
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])


@lru_cache(maxsize=1024)
def _drawn(formula: str) -> Markup | None:
    try:
        svg = Latex(formula, size=18, inline=True).svg()
    except Exception:
        logger.info("a formula cannot be drawn", exc_info=True)
        return None
    label = escape(formula)
    return Markup('<span class="formula" role="img" aria-label="{}">{}</span>').format(label, Markup(svg))  # noqa: S704 paths of glyphs
