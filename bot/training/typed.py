"""What a typed answer means, by the kind of the question that waits."""

import re
from collections.abc import Sequence

from bot.training.texts import LETTERS
from serving.core.questions import Kind
from serving.core.training.sessions import Response

LONGEST = 500
YES, NO = {"да", "д", "yes", "верно", "+"}, {"нет", "н", "no", "неверно", "-"}
_LATIN = str.maketrans("ABVGDE", "АБВГДЕ")


def response(kind: Kind, options: Sequence[int], typed: str) -> Response | None:
    """Letters and numbers count the options as they are shown; None when the text is no answer."""
    plain = typed.strip()
    match kind:
        case Kind.YES_NO:
            word = plain.casefold().rstrip(".!")
            return True if word in YES else False if word in NO else None
        case Kind.ONE:
            chosen = _places(plain, len(options))
            return options[chosen[0]] if len(chosen) == 1 else None
        case Kind.MULTIPLE:
            places = _places(plain, len(options))
            return tuple(options[place] for place in places) or None
        case Kind.OPEN:
            return plain if plain and len(plain) <= LONGEST else None


def _places(typed: str, count: int) -> list[int]:
    """From 0: `Б`, `2`, `а, в`, `1 3`; empty when anything else is in the text."""
    found = []
    for part in re.split(r"[\s,;)\.]+", typed.upper()):
        if not part:
            continue
        place = int(part) - 1 if part.isdecimal() else _letter(part)
        if not 0 <= place < count:
            return []
        found.append(place)
    return list(dict.fromkeys(found))


def _letter(typed: str) -> int:
    """As it is shown, or as a Russian one on a Latin keyboard."""
    shown = str(LETTERS)
    if len(typed) != 1:
        return -1
    return shown.find(typed if typed in shown else typed.translate(_LATIN))
