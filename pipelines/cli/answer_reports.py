"""What became of a log of answers, in text."""

from collections.abc import Iterator

from pipelines.answer_logs.reading import AnswerLog, Trouble
from pipelines.stores.imported_answers import Imported


def text_of_load(log: AnswerLog, imported: Imported) -> str:
    return "\n".join([_summary(log, imported), *(_said(trouble) for trouble in _troubles(log, imported))])


def _summary(log: AnswerLog, imported: Imported) -> str:
    known = log.copies + imported.known
    return (
        f"{log.name}: {log.rows} rows, {imported.answers} answers loaded, {known} known already; "
        f"{imported.students} new students, {imported.questions} new questions. Next: apo refresh"
    )


def _troubles(log: AnswerLog, imported: Imported) -> Iterator[Trouble]:
    yield from log.troubles
    if imported.premature:
        what = "answers from before their question existed"
        yield Trouble(what, imported.premature, imported.premature_examples)


def _said(trouble: Trouble) -> str:
    count = f"{trouble.rows} " if trouble.rows else ""
    done = " left out" if trouble.left_out else ""
    return f"  {count}{trouble.what}{done}: {'; '.join(trouble.examples)}"
