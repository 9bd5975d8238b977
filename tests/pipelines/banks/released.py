"""Random questions that a bank could hold: rows that every repair leaves alone and no rule rejects."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import assume
from hypothesis import strategies as st
from pydantic import ValidationError

from pipelines.banks.building import check_question
from pipelines.banks.identity import content_key
from pipelines.banks.lists import join_list
from pipelines.banks.photos import Photo
from pipelines.banks.repairs.registry import REPAIRS
from pipelines.banks.repairs.repair import apply_repairs
from pipelines.banks.report import CheckedQuestion, Level
from pipelines.banks.row import Row
from pipelines.banks.rules.registry import RULES
from serving.core.questions import Kind
from tests.pipelines.banks.tables import SUMS

PICTURE = b"\x89PNG\r\n\x1a\n picture"
PICTURE_HASH = hashlib.sha256(PICTURE).hexdigest()

_SYNTAX = (
    ";", "\\", "=", "<", ">", "{", "}", "~", "#", ":", "%", "*", "[", "]", "\n", " ", "-", "+", "@", "/",
    "&", "'", '"', "=1+1", "-", "@a", "%50%", "->", "::a::", "// a", "[html]", "[plain]", "$CATEGORY: a",
    "####", "TRUE", "T", "..", "_x0041_", "_", "&uarr;", "&amp;", "<b>", "</text>", "]]>", "<![CDATA[",
    "<br>", "\\n", "\\;", "[tag:a]", "top", "1..2", "3.14", "-5", "3,14", "1e5", "#N/A", "ANSWER: A", "да",
    "ё", "😀",
)  # fmt: skip
_CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff")
TEXTS = st.lists(st.sampled_from(_SYNTAX) | _CHARACTERS, min_size=1, max_size=12).map("".join)
_NUMBERS = st.from_regex(r"[-+]?[0-9]{1,3}([.,][0-9]{1,3})?", fullmatch=True)
_FORMS = st.lists(_NUMBERS, min_size=1, max_size=3) | st.lists(TEXTS | _NUMBERS, min_size=1, max_size=3)


@st.composite
def questions(draw: st.DrawFn) -> CheckedQuestion:
    kind = draw(st.sampled_from(list(Kind)))
    choice = kind in (Kind.ONE, Kind.MULTIPLE)
    options = tuple(draw(st.lists(TEXTS, min_size=2, max_size=5))) if choice else ()
    pictured = draw(st.booleans())
    photo = Photo("a.png", PICTURE_HASH) if pictured else None
    row = Row(
        sheet=None, number=1, subject=SUMS, base=1, named_kind=kind.value, kind=kind, text=draw(TEXTS),
        options=options, answer=draw(_answers(kind, len(options))),
        tolerance=draw(st.sampled_from(["", "", "0", "0.50", "5%"])) if kind is Kind.OPEN else "",
        explanation=draw(st.just("") | TEXTS), theme=draw(st.just("") | TEXTS),
        source=join_list(draw(st.lists(TEXTS, max_size=2))), picture="", has_picture=pictured, photo=photo,
        subway=draw(st.booleans()), points=draw(st.sampled_from(["", "0", "7"])),
        fixed_order=draw(st.booleans()), surplus="",
    )  # fmt: skip
    return _released(row)


def _answers(kind: Kind, options: int) -> st.SearchStrategy[str]:
    places = st.integers(1, max(options, 1))
    match kind:
        case Kind.YES_NO:
            return st.sampled_from(["да", "нет"])
        case Kind.ONE:
            return places.map(str)
        case Kind.MULTIPLE:
            return st.sets(places, min_size=1).map(lambda keys: ";".join(map(str, sorted(keys))))
        case Kind.OPEN:
            return _FORMS.map(join_list)


def _released(row: Row) -> CheckedQuestion:
    for _ in range(4):
        row, changes = apply_repairs(row, REPAIRS)
    assume(not changes)
    assume(not any(True for rule in RULES if rule.level is Level.REJECT for _ in rule.places(row)))
    try:
        checked = check_question(row)
        again = check_question(replace(row, theme=checked.theme, source=join_list(checked.sources)))
    except ValidationError:
        assume(False)
        raise
    assume((again.theme, again.sources) == (checked.theme, checked.sources))
    return replace(checked, waits_for_picture=False)


BANKS: st.SearchStrategy[Sequence[CheckedQuestion]] = st.lists(
    questions(), min_size=1, max_size=4, unique_by=lambda one: content_key(one.subject, one.question)
)
