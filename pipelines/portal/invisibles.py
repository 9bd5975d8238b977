"""Characters that nobody sees, made visible where they are what is wrong."""

import re
import unicodedata

_EXTRA_SPACES = re.compile(r"^ +| +$| {2,}")
_SHOWN = {"\t": "⇥", "\n": "↵\n", "\r": "", "\u00a0": "⍽"}


def visible(text: str) -> str:
    """A single space between words stays as it is."""
    spaced = _EXTRA_SPACES.sub(lambda found: "␣" * len(found[0]), text)
    return "".join(_SHOWN.get(character) or _shown(character) for character in spaced)


def _shown(character: str) -> str:
    return f"[U+{ord(character):04X}]" if unicodedata.category(character) in ("Cf", "Cc") else character
