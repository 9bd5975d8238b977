"""Questions as a check of a bank hands them on."""

from pipelines.banks.identity import content_key, identity
from pipelines.banks.report import CheckedQuestion
from serving.core.questions import One, Option

TITLES = {"economics": "Экономика"}


def checked_question(
    text: str,
    *,
    key: int = 1,
    options: tuple[str, ...] = ("да", "нет", "иногда"),
    explanation: str | None = None,
    photo: str | None = None,
    theme: str = "Монополия",
    sources: tuple[str, ...] = ("РЭ",),
    waits_for_picture: bool = False,
) -> CheckedQuestion:
    question = One(
        text=text,
        explanation=explanation,
        photo=photo,
        key=key,
        options=tuple(Option(id=place, text=option) for place, option in enumerate(options, 1)),
    )
    return CheckedQuestion(
        identity=identity(content_key("economics", question), photo),
        subject="economics",
        theme=theme,
        sources=sources,
        question=question,
        rows=(2,),
        waits_for_picture=waits_for_picture,
    )
