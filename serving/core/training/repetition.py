"""When a question that was answered wrong is to be asked again."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from fsrs import Card as MemoryCard
from fsrs import Rating, Scheduler, State

LONGEST_INTERVAL = 365
"""Days."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """The memory of one question, by the FSRS model: stability in days, difficulty from 1 to 10."""

    stability: float
    difficulty: float
    reviewed_at: datetime
    due_at: datetime


def repeated(
    mistake: Mistake | None, *, correct: bool, now: datetime, today: date, olympiad_day: date | None
) -> Mistake | None:
    """After an answer; None while the student has never been wrong.

    Intervals are whole days, and never longer than what is left until the olympiad.
    """
    if mistake is None and correct:
        return None
    scheduler = Scheduler(
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=_longest(today, olympiad_day),
        enable_fuzzing=False,
    )
    rating = Rating.Good if correct else Rating.Again
    card, _ = scheduler.review_card(_card(mistake, now), rating, now.astimezone(UTC))
    assert card.stability is not None
    assert card.difficulty is not None
    return Mistake(card.stability, card.difficulty, now, card.due)


def _longest(today: date, olympiad_day: date | None) -> int:
    if olympiad_day is None or olympiad_day <= today:
        return LONGEST_INTERVAL
    return max(1, min(LONGEST_INTERVAL, (olympiad_day - today).days - 1))


def _card(mistake: Mistake | None, now: datetime) -> MemoryCard:
    if mistake is None:
        return MemoryCard(card_id=0, due=now)
    return MemoryCard(
        card_id=0,
        state=State.Review,
        stability=mistake.stability,
        difficulty=mistake.difficulty,
        due=mistake.due_at,
        last_review=mistake.reviewed_at.astimezone(UTC),
    )
