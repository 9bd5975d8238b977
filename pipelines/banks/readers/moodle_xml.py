"""Moodle XML."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from xml.etree.ElementTree import Element

from pipelines.banks.columns import option_name
from pipelines.banks.moodle.categories import theme_of
from pipelines.banks.moodle.numbers import plain_number
from pipelines.banks.moodle.prose import Prose, decoded
from pipelines.banks.moodle.question import Answer, MoodleQuestion, Type
from pipelines.banks.moodle.reading import listed
from pipelines.banks.readers.listing import Listing
from pipelines.banks.readers.xml_text import is_html, text_of, written_text
from pipelines.banks.readers.xml_tree import line_of, read_tree
from pipelines.banks.refusal import FileRefused, Reason
from serving.core.questions import number

_NO = ("false", "0")
_TRUTH = {"true": "да", "false": "нет"}


def read_moodle_xml(name: str, text: str) -> Listing:
    root = read_tree(name, text)
    if root.tag != "quiz":
        raise FileRefused(f"Файл «{name}» — XML, но не вопросы Moodle: в нём нет <quiz>.", Reason.NOT_A_BANK)
    return Listing([listed(question) for question in _questions(root)])


def _questions(root: Element) -> Iterator[MoodleQuestion]:
    theme = ""
    for element in root.iterfind("question"):
        if element.get("type") == "category":
            theme = theme_of(text_of(element.find("category")))
        else:
            yield _question(element, theme)


def _question(element: Element, theme: str) -> MoodleQuestion:
    type_ = element.get("type") or "без типа"
    prose = Prose()
    written = element.find("questiontext")
    text = prose.text(written_text(written), html=is_html(written), files=_files(written))
    reader = _Answers(type_, prose, html=is_html(written))
    answers = [reader.read(one, place) for place, one in enumerate(element.iterfind("answer"), start=1)]
    feedback = reader.feedback(element.find("generalfeedback"))
    return MoodleQuestion(
        line=line_of(element),
        type=type_,
        text=text,
        answers=answers if type_ in tuple(Type) else (),
        single=element.findtext("single", "true").strip() not in _NO,
        feedback=feedback,
        theme=theme,
        tags=[text_of(tag) for tag in element.iterfind("tags/tag")],
        fixed_order=type_ == Type.CHOICE and element.findtext("shuffleanswers", "true").strip() in _NO,
        picture=prose.picture.name,
        content=prose.picture.content,
        defects=prose.defects,
    )


def _files(element: Element | None) -> Mapping[str, bytes]:
    files = () if element is None else element.iterfind("file")
    return {file.get("name", ""): decoded(file.text or "") for file in files if file.get("name")}


@dataclass(frozen=True, slots=True)
class _Answers:
    """`html` is the format of the question, which options inherit unless they name another."""

    type: str
    prose: Prose
    html: bool

    def read(self, element: Element, place: int) -> Answer:
        return Answer(
            text=self._text(element, place),
            weight=number(element.get("fraction", "")) or Decimal(0),
            feedback=self.feedback(element.find("feedback")),
            tolerance=plain_number(element.findtext("tolerance", "")),
        )

    def feedback(self, element: Element | None) -> str:
        return self.prose.explanation(written_text(element), html=is_html(element))

    def _text(self, element: Element, place: int) -> str:
        match self.type:
            case Type.CHOICE:
                html = is_html(element, inherited=self.html)
                return self.prose.option(written_text(element), option_name(place), html=html)
            case Type.TRUE_FALSE:
                return _TRUTH.get(text_of(element).lower(), "")
            case Type.NUMERICAL:
                return plain_number(text_of(element))
            case _:
                return text_of(element)
