"""Questions as a check of a bank hands them on."""

from hashlib import sha256

from pipelines.banks.report import CheckedQuestion
from serving.core.questions import One, Option

TITLES = {"economics": "Экономика"}


def checked_question(
    text: str,
    *,
    key: int = 1,
    options: tuple[str, ...] = ("да", "нет", "иногда"),
    explanation: str | None = None,
    theme: str = "Монополия",
    sources: tuple[str, ...] = ("РЭ",),
    waits_for_picture: bool = False,
) -> CheckedQuestion:
    """Its identity is that of the text in lower case, whatever the rest."""
    return CheckedQuestion(
        identity=sha256(text.lower().encode()).hexdigest(),
        subject="economics",
        theme=theme,
        sources=sources,
        question=One(
            text=text,
            explanation=explanation,
            key=key,
            options=tuple(Option(id=place, text=option) for place, option in enumerate(options, 1)),
        ),
        rows=(2,),
        waits_for_picture=waits_for_picture,
    )
