"""Random banks and random choices, and what fits by reading row by row."""

from random import Random

from serving.core.filters.filters import Filters
from serving.core.questions import QuestionId
from serving.core.training.sessions import AnyQuestion
from tests.support.banks import EVERY_KIND, Bank

THEMES, SOURCES, LEVELS = ("реки", "озёра", "моря"), ("МЭ", "РЭ", "ЗЭ"), (None, 1, 2, 3, 4, 5)
Row = tuple[QuestionId, AnyQuestion, str, tuple[str, ...], int | None]


def random_bank(bank: Bank, chance: Random) -> list[Row]:
    rows: list[Row] = []
    with bank.connection.transaction():
        for _ in range(80):
            question = chance.choice(EVERY_KIND).model_copy(update={"subway": chance.random() < 0.5})
            theme, level = chance.choice(THEMES), chance.choice(LEVELS)
            sources = tuple(chance.sample(SOURCES, chance.randint(1, 3)))
            added = bank.add(question, theme=theme, sources=sources, level=level)
            rows.append((added, question, theme, sources, level))
    return rows


def random_filters(chance: Random) -> Filters:
    def some(*values: object) -> object:
        return chance.sample(values, chance.randint(1, len(values))) if chance.random() < 0.4 else None

    return Filters.model_validate(
        {
            "themes": some(*THEMES, "горы"),
            "sources": some(*SOURCES),
            "kinds": some("yes_no", "one", "multiple", "open"),
            "subway": chance.choice([None, None, True, False]),
            "difficulty": some(1, 2, 3, 4, 5),
            "unseen_only": chance.random() < 0.5,
        }
    )


def fits(row: Row, chosen: Filters) -> bool:
    _, question, theme, sources, level = row
    return (
        (chosen.themes is None or theme in chosen.themes)
        and (chosen.sources is None or any(source in chosen.sources for source in sources))
        and (chosen.kinds is None or question.kind in chosen.kinds)
        and (chosen.subway is None or question.subway == chosen.subway)
        and (chosen.difficulty is None or level in chosen.difficulty)
    )
