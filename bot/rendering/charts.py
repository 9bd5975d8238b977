"""A chart of one student's answers, drawn as SVG and sent as PNG."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

import ziafont
from resvg_py import svg_to_bytes

from bot.languages import _
from serving.core.statistics.shrinkage import Tally
from serving.core.statistics.statistics import Day

FONT = Path(ziafont.__file__).parent / "fonts" / "DejaVuSans.ttf"
WIDTH, BAR, TREND = 720, 26, 120
MOST_THEMES = 8
DAYS, OF = _("Ответы за 30 дней, зелёным — верные"), _("{right} из {all}")
RIGHT, WRONG, INK = "#2e7d32", "#c9c9c9", "#222222"


def chart(trend: Sequence[Day], themes: Sequence[Tally]) -> bytes:
    """Answers of 30 days, right ones below; then the share of right answers by theme, most answered first."""
    shown = sorted(themes, key=lambda theme: -theme.n)[:MOST_THEMES]
    height = 70 + TREND + 40 + len(shown) * (BAR + 12) + 20
    parts = [*_trend(trend), *_themes(shown, 70 + TREND + 40)]
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
        f'font-family="DejaVu Sans" fill="{INK}">{"".join(parts)}</svg>'
    )
    return svg_to_bytes(
        svg_string=svg, background="#ffffff", skip_system_fonts=True, font_files=[str(FONT)], zoom=1.5
    )


def _trend(trend: Sequence[Day]) -> list[str]:
    most = max((day.answers for day in trend), default=0) or 1
    step = (WIDTH - 40) / max(1, len(trend))
    parts = [_text(20, 32, str(DAYS), 18)]
    for place, day in enumerate(trend):
        x, floor = 20 + place * step, 50 + TREND
        for count, colour in ((day.answers, WRONG), (day.right, RIGHT)):
            tall = TREND * count / most
            parts.append(_bar(x, floor - tall, step - 3, tall, colour))
    if trend:
        parts.append(_text(20, 68 + TREND, f"{trend[0].day:%d.%m}", 13))
        parts.append(_text(WIDTH - 60, 68 + TREND, f"{trend[-1].day:%d.%m}", 13))
    return parts


def _themes(themes: Sequence[Tally], top: float) -> list[str]:
    parts = []
    for place, theme in enumerate(themes):
        y = top + place * (BAR + 12)
        share = theme.right / theme.n if theme.n else 0
        parts += [
            _bar(320, y, 300, BAR, WRONG),
            _bar(320, y, 300 * share, BAR, RIGHT),
            _text(20, y + 18, _short(theme.title, 32), 15),
            _text(630, y + 18, OF.format(right=theme.right, all=theme.n), 15),
        ]
    return parts


def _bar(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}"/>'


def _text(x: float, y: float, text: str, size: int) -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size}">{escape(text)}</text>'


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
