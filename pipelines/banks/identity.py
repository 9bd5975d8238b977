"""When two questions are the same question."""

import hashlib
import json
import re
import unicodedata
from functools import lru_cache

from serving.core.questions import Multiple, One, Open, YesNo

INVISIBLE = (
    r"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f"
    r"\ufeff\ufff9-\ufffb\ue000-\uf8ff"
)
"""Inside of a character class: controls, zero-width and direction marks, soft hyphens, private use."""

_encode = json.JSONEncoder(ensure_ascii=False).encode
_INVISIBLE = re.compile(f"[{INVISIBLE}\u200d]")
_MARKS = str.maketrans(
    {
        **dict.fromkeys("«»“”„‟″❝❞〝〞", '"'),
        **dict.fromkeys("‘’‚‛`´′ʼ", "'"),
        **dict.fromkeys("‐‑‒–—―−⁃", "-"),
        "ё": "е",
    }
)
_MARK = re.compile("[" + "".join(map(chr, _MARKS)) + "]")
"""Looked for first: to translate a text takes ten times longer."""


@lru_cache(maxsize=1 << 16)
def comparison_key(text: str) -> str:
    """What copies of a text have in common; only ever compared, never stored or shown.

    A text that consists of punctuation keeps it: «;» and «.» are different options.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    unified = folded.translate(_MARKS) if _MARK.search(folded) else folded
    plain = " ".join(_INVISIBLE.sub("", unified).split())
    return plain.rstrip(" .;:") or plain


def content_key(subject: str, question: YesNo | One | Multiple | Open) -> tuple[str, ...]:
    """Subject, kind, text and the set of options: all of the identity but the picture."""
    options = sorted(comparison_key(option.text) for option in question.choices)
    return (subject, question.kind.value, comparison_key(question.text), *options)


def identity(content: tuple[str, ...], photo: str | None) -> str:
    """sha256 in hex of the content key and the hash of the picture."""
    return hashlib.sha256(_encode([*content, photo]).encode()).hexdigest()


def answer_key(question: YesNo | One | Multiple | Open) -> frozenset[str]:
    """What is right, in words: two copies may list the same options in another order."""
    match question:
        case YesNo():
            return frozenset({str(question.key)})
        case One():
            return _right_options(question, {question.key})
        case Multiple():
            return _right_options(question, set(question.key))
        case Open():
            tolerance = question.tolerance
            limits = () if tolerance is None else (f"± {tolerance.value.normalize()} {tolerance.percent}",)
            return frozenset({*map(comparison_key, question.key), *limits})


def _right_options(question: One | Multiple, right: set[int]) -> frozenset[str]:
    """Options that differ only by case or accents keep their spelling, or they could not be told apart."""
    keys = {option.id: comparison_key(option.text) for option in question.options}
    unclear = len(set(keys.values())) < len(keys)
    return frozenset(
        option.text if unclear else keys[option.id] for option in question.options if option.id in right
    )
