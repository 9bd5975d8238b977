"""Texts of Moodle XML: an element with `<text>` inside and a format that says what the text is."""

from xml.etree.ElementTree import Element, tostring

_PLAIN = ("plain_text", "markdown")
_LINES_COUNT = "moodle_auto_format"


def text_of(element: Element | None) -> str:
    """The words alone, for what Moodle itself takes as they are."""
    return "" if element is None else "".join(_inside(element).itertext()).strip()


def written_text(element: Element | None) -> str:
    """HTML where `is_html` says so; tags that stand in `<text>` unescaped are its HTML all the same."""
    if element is None:
        return ""
    text = _inside(element)
    if not len(text):
        written = text.text or ""
        return written.replace("\n", "<br>") if element.get("format") == _LINES_COUNT else written
    return _escaped(text.text) + "".join(tostring(child, encoding="unicode", method="html") for child in text)


def is_html(element: Element | None, *, inherited: bool = True) -> bool:
    if element is None:
        return False
    if len(_inside(element)):
        return True
    named = element.get("format")
    return inherited if named is None else named not in _PLAIN


def _inside(element: Element) -> Element:
    text = element.find("text")
    return Element("text") if text is None else text


def _escaped(text: str | None) -> str:
    return (text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
