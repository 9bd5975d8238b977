"""A bank as GIFT."""

from collections.abc import Iterator, Sequence

from pipelines.banks.moodle.categories import category_of
from pipelines.banks.moodle.question import RIGHT, Answer, MoodleQuestion, Type
from pipelines.banks.moodle.writing import moodle_question
from pipelines.banks.report import CheckedQuestion
from pipelines.banks.writers.pictures import ReleasedPictures
from pipelines.banks.writers.shown import with_picture

_ESCAPES = str.maketrans({sign: f"\\{sign}" for sign in "\\~=#{}:"} | {"\n": "\\n"})
_IN_TAG = str.maketrans({"\\": "\\\\", "]": "\\]"})


def write_gift(questions: Sequence[CheckedQuestion], pictures: ReleasedPictures) -> str:
    category = ""
    blocks: list[str] = []
    for place, checked in enumerate(questions, start=1):
        question = moodle_question(checked, place, ranges=True)
        if (named := category_of(question.theme)) != category:
            category = named
            blocks.append(f"$CATEGORY: {category}")
        photo = checked.question.photo
        blocks.append("\n".join(_lines(question, pictures.name(photo) if photo else "")))
    return "\n\n".join(blocks) + "\n"


def _lines(question: MoodleQuestion, picture: str) -> Iterator[str]:
    """The format of the text is said, or Moodle would look for HTML in it."""
    if tags := [f"[tag:{tag.translate(_IN_TAG)}]" for tag in question.tags]:
        yield "// " + " ".join(tags)
    text = "[html]" + _escaped(with_picture(question.text, picture)) if picture else _plain(question.text)
    match question.type:
        case Type.TRUE_FALSE:
            yield f"{text} {{{'TRUE' if question.answers[0].weight == RIGHT else 'FALSE'}"
        case Type.NUMERICAL:
            yield f"{text} {{#"
            yield from (f"\t={answer.text}{_tolerance(answer)}" for answer in question.answers)
        case _:
            yield f"{text} {{"
            yield from (_answer(question, answer) for answer in question.answers)
    if question.feedback:
        yield f"\t####{_plain(question.feedback)}"
    yield "}"


def _answer(question: MoodleQuestion, answer: Answer) -> str:
    """The weight is said where the sign alone would not, or where the text could be taken for one."""
    text = _plain(answer.text) if question.type == Type.CHOICE else _escaped(answer.text)
    right = answer.weight == RIGHT and question.single
    several = question.type == Type.CHOICE and not question.single
    unclear = several or answer.text.startswith("%") or "->" in answer.text
    weight = f"%{answer.weight:f}%" if unclear else ""
    return f"\t{'=' if right else '~'}{weight}{text}"


def _tolerance(answer: Answer) -> str:
    return f":{answer.tolerance}" if answer.tolerance else ""


def _plain(text: str) -> str:
    return "[plain]" + _escaped(text)


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)
