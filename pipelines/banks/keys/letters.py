"""Letters of options: «В» is the third of the Russian alphabet and looks like the second of the Latin one."""

from collections.abc import Iterable

LATIN = "ABCDEFGHIJKL"
CYRILLIC = "АБВГДЕЖЗИКЛМ"
_LOOKALIKES = "ABCEHKMOPTX", "АВСЕНКМОРТХ"
_TO_LATIN = str.maketrans(_LOOKALIKES[1], _LOOKALIKES[0])
_TO_CYRILLIC = str.maketrans(*_LOOKALIKES)


def place(letter: str, alphabet: str) -> int | None:
    """From 1; a letter of the other alphabet counts as the one that looks like it."""
    table = _TO_LATIN if alphabet == LATIN else _TO_CYRILLIC
    found = alphabet.find(letter.upper().translate(table))
    return found + 1 if found >= 0 else None


def doubtful(letters: Iterable[str], alphabet: str) -> frozenset[str]:
    """Letters of the other alphabet next to the same-looking ones of this: nobody can tell what they mean."""
    used = {letter.upper() for letter in letters}
    table = _TO_LATIN if alphabet == LATIN else _TO_CYRILLIC
    other = CYRILLIC if alphabet == LATIN else LATIN
    twins = {letter: letter.translate(table) for letter in used}
    return frozenset(
        letter
        for letter, twin in twins.items()
        if letter != twin and twin in used and alphabet.find(twin) != other.find(letter)
    )


def alphabet_of(letters: Iterable[str]) -> str | None:
    """The only alphabet that has all the letters; None when nothing proves which it is.

    Latin letters prove themselves. Russian А and В without a Б among them prove nothing: somebody
    may have typed A and B on a Russian keyboard.
    """
    used = {letter.upper() for letter in letters}
    possible = [one for one in (LATIN, CYRILLIC) if all(place(letter, one) for letter in used)]
    if len(possible) == 1:
        return possible[0]
    return LATIN if possible and all(map(str.isascii, used)) else None
