"""Rules of the right answer."""

from collections.abc import Iterator

from pydantic import ValidationError

from pipelines.banks.answers import read_key, read_tolerance
from pipelines.banks.report import Level
from pipelines.banks.row import Row
from pipelines.banks.rules.rule import Place, rule
from serving.core.questions import Content, Kind, is_amount


def right_options(row: Row) -> tuple[int, ...]:
    """Ids that the key of a choice names, existing or not."""
    match read_key(row):
        case int(one) if row.is_choice:
            return (one,)
        case tuple(several) if row.is_choice:
            return tuple(one for one in several if isinstance(one, int))
        case _:
            return ()


def misses(row: Row, shift: int = 0) -> tuple[int, ...]:
    """Ids of the key that no option has, each moved by `shift`."""
    return tuple(one for one in right_options(row) if not _exists(row, one + shift))


@rule(
    "kind_missing", Level.REJECT, "Не указан тип вопроса.", "Впишите: да/нет, один, несколько или открытый."
)
def kind_missing(row: Row) -> Iterator[Place]:
    if row.kind is None and not row.named_kind:
        yield Place("kind")


@rule(
    "unsupported_kind",
    Level.REJECT,
    "Тип вопроса «{value}» не поддерживается.",
    "Выберите: да/нет, один, несколько или открытый.",
)
def unsupported_kind(row: Row) -> Iterator[Place]:
    if row.kind is None and row.named_kind:
        yield Place("kind", row.named_kind)


@rule("key_missing", Level.REJECT, "Не указан верный ответ.", "Впишите верный ответ.")
def key_missing(row: Row) -> Iterator[Place]:
    known = row.kind is not None or not row.named_kind
    if known and not row.answer:
        yield Place("answer")


@rule(
    "key_wrong_kind",
    Level.REJECT,
    "Верный ответ «{value}» не подходит к типу вопроса.",
    "Один — номер варианта; несколько — номера через «;»; да/нет — слово; открытый — ответ или 10..12.",
)
def key_wrong_kind(row: Row) -> Iterator[Place]:
    if row.kind is not None and row.answer and read_key(row) is None:
        yield Place("answer", row.answer)


@rule(
    "answer_out_of_range",
    Level.REJECT,
    "Верный ответ «{value}» указывает на вариант, которого нет.",
    "Исправьте номер верного ответа или впишите недостающий вариант.",
)
def answer_out_of_range(row: Row) -> Iterator[Place]:
    if row.options and misses(row):
        yield Place("answer", row.answer)


@rule(
    "tolerance_wrong",
    Level.REJECT,
    "Допуск «{value}» нельзя применить к ответу.",
    "Допуск — число или проценты, а все ответы при нём — числа, можно с единицей: 5 км.",
)
def tolerance_wrong(row: Row) -> Iterator[Place]:
    if row.kind is not Kind.OPEN or not row.tolerance:
        return
    forms = read_key(row)
    numeric = isinstance(forms, tuple) and all(is_amount(str(form)) for form in forms)
    if read_tolerance(row.tolerance) is None or not numeric:
        yield Place("tolerance", row.tolerance)


@rule(
    "points_wrong",
    Level.REJECT,
    "Баллы «{value}» не подходят.",
    "Впишите целое число от 0 до 1000 или оставьте пустым.",
)
def points_wrong(row: Row) -> Iterator[Place]:
    """The question itself knows which points it may bring."""
    try:
        Content.model_validate({"text": "?", "points": row.points or None})
    except ValidationError:
        yield Place("points", row.points)


def _exists(row: Row, one: int) -> bool:
    return 1 <= one <= len(row.options) and row.options[one - 1] != ""
