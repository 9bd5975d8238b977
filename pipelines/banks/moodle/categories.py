"""Themes as categories of a question bank: `$course$/top/Рынки`, with `//` for a slash in a name."""

import re

_SLASH = re.compile(r"(?<!/)/(?!/)")
_CONTEXT = re.compile(r"\$\w+\$")


def theme_of(category: str) -> str:
    """The last name of the path; empty for the category that stands for a whole course."""
    names = [name.replace("//", "/").strip() for name in _SLASH.split(category)]
    if _CONTEXT.fullmatch(names[0]):
        del names[0]
        if names and names[0] == "top":
            del names[0]
    return names[-1] if names else ""


def category_of(theme: str) -> str:
    """`theme` is empty for questions without one; spaces part a slash at its edge from the path."""
    before, after = " " * theme.startswith("/"), " " * theme.endswith("/")
    name = before + theme.replace("/", "//") + after
    return "/".join(["$course$", "top", *([name] if theme else [])])
