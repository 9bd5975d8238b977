"""How departments call the kinds of question."""

from serving.core.questions import Kind

_NAMES = {
    Kind.YES_NO: ("да/нет", "верно/неверно", "true/false"),
    Kind.ONE: ("один", "один ответ", "один верный", "одиночный выбор", "single", "single choice"),
    Kind.MULTIPLE: ("несколько", "несколько ответов", "несколько верных", "множественный выбор"),
    Kind.OPEN: ("открытый", "открытый ответ", "краткий ответ", "short answer"),
}
KINDS = {name: kind for kind, names in _NAMES.items() for name in (kind.value, *names)}


def kind_named(written: str) -> Kind | None:
    return KINDS.get(" ".join(written.lower().split()).replace(" / ", "/"))
