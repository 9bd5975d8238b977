"""XML without DTD, entities and network, as a tree whose questions know their lines."""

import re
from collections.abc import Mapping
from html.entities import html5
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import XMLParser

from pipelines.banks.refusal import FileRefused, Reason

DEEPEST = 100
_LINE = "line of the file"
_DEPTH_OF_QUESTIONS = 2

_CDATA, _CDATA_END = "<![CDATA[", "]]>"
_REFERENCE = re.compile(r"&(#\d{1,7};|#x[0-9A-Fa-f]{1,6};|[A-Za-z][A-Za-z0-9]{0,31};)?")
_OF_XML = frozenset(("amp;", "lt;", "gt;", "quot;", "apos;"))
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_CONTROLS = {ord(control): " " for control in "\x0b\x0c\x1b\ufffe\uffff"}


def read_tree(name: str, text: str) -> Element:
    """Raises FileRefused. Named characters of HTML, such as `&uarr;`, and a bare `&` are understood."""
    builder = _Builder()
    parser = XMLParser(target=builder, forbid_dtd=True)
    builder.parser = parser
    try:
        parser.feed(_understood(_DECLARATION.sub("", text, count=1)))
        root: Element = parser.close()
    except DefusedXmlException as error:
        raise FileRefused(
            f"В файле «{name}» объявлены DTD или сущности: уберите их.", Reason.SYNTAX_BROKEN
        ) from error
    except _TooDeep as error:
        raise FileRefused(f"В файле «{name}» теги вложены слишком глубоко.", Reason.SYNTAX_BROKEN) from error
    except ParseError as error:
        place = f"строка {error.position[0]}"
        raise FileRefused(
            f"XML в файле «{name}» испорчен ({place}): выгрузите его заново.", Reason.SYNTAX_BROKEN
        ) from error
    return root


def line_of(element: Element) -> int:
    return int(element.get(_LINE, "0"))


class _TooDeep(Exception):
    pass


class _Builder(TreeBuilder):
    parser: XMLParser

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def start(self, tag: str, attributes: Mapping[str, str], /) -> Element:
        self._depth += 1
        if self._depth > DEEPEST:
            raise _TooDeep
        element = super().start(tag, dict(attributes))
        if self._depth == _DEPTH_OF_QUESTIONS:
            element.set(_LINE, str(self.parser.parser.CurrentLineNumber))
        return element

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag)


def _understood(text: str) -> str:
    """What stands in CDATA is not XML and stays as it is."""
    outside, *sections = text.translate(_CONTROLS).split(_CDATA)
    understood = [_REFERENCE.sub(_reference, outside)]
    for section in sections:
        inside, end, after = section.partition(_CDATA_END)
        understood += [_CDATA, inside, end, _REFERENCE.sub(_reference, after)]
    return "".join(understood)


def _reference(found: re.Match[str]) -> str:
    name = found[1]
    if name is None:
        return "&amp;"
    if name.startswith("#") or name in _OF_XML:
        return found[0]
    characters = html5.get(name)
    return "".join(f"&#{ord(one)};" for one in characters) if characters else f"&amp;{name}"
