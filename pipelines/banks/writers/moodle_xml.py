"""A bank as Moodle XML, its pictures inside."""

import re
from base64 import b64encode
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from pipelines.banks.moodle.categories import category_of
from pipelines.banks.moodle.question import Answer, MoodleQuestion, Type
from pipelines.banks.moodle.writing import moodle_question
from pipelines.banks.report import CheckedQuestion
from pipelines.banks.writers.pictures import ReleasedPictures
from pipelines.banks.writers.shown import with_picture
from serving.core.questions import points

_LONGEST_NAME = 80
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write_moodle_xml(questions: Sequence[CheckedQuestion], pictures: ReleasedPictures) -> str:
    quiz = Element("quiz")
    category = ""
    for place, checked in enumerate(questions, start=1):
        question = moodle_question(checked, place, ranges=False)
        if (named := category_of(question.theme)) != category:
            category = named
            _text(SubElement(SubElement(quiz, "question", type="category"), "category"), category)
        element = SubElement(quiz, "question", type=question.type)
        _text(SubElement(element, "name"), " ".join(question.text.split())[:_LONGEST_NAME])
        _question_text(element, checked, pictures)
        _text(SubElement(element, "generalfeedback", format="plain_text"), question.feedback)
        SubElement(element, "defaultgrade").text = str(points(checked.question))
        _answers(element, question)
        _tags(element, question)
    indent(quiz)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(quiz, encoding="unicode") + "\n"


def _question_text(element: Element, checked: CheckedQuestion, pictures: ReleasedPictures) -> None:
    photo = checked.question.photo
    if photo is None:
        _text(SubElement(element, "questiontext", format="plain_text"), checked.question.text)
        return
    name, content = pictures.name(photo), pictures.contents.get(photo)
    written = SubElement(element, "questiontext", format="html")
    _text(written, with_picture(checked.question.text, name))
    if content is not None:
        file = SubElement(written, "file", name=name, path="/", encoding="base64")
        file.text = b64encode(content).decode()


def _answers(element: Element, question: MoodleQuestion) -> None:
    if question.type == Type.CHOICE:
        SubElement(element, "single").text = str(question.single).lower()
        SubElement(element, "shuffleanswers").text = str(not question.fixed_order).lower()
    if question.type == Type.SHORT_ANSWER:
        SubElement(element, "usecase").text = "0"
    for answer in question.answers:
        _answer(element, answer)


def _answer(element: Element, answer: Answer) -> None:
    written = SubElement(element, "answer", fraction=f"{answer.weight:f}", format="plain_text")
    _text(written, answer.text)
    if answer.tolerance:
        SubElement(written, "tolerance").text = answer.tolerance


def _tags(element: Element, question: MoodleQuestion) -> None:
    tags = SubElement(element, "tags") if question.tags else element
    for tag in question.tags:
        _text(SubElement(tags, "tag"), tag)


def _text(element: Element, text: str) -> None:
    SubElement(element, "text").text = _NOT_XML.sub("\ufffd", text)
