"""What students read in reminders of contests."""

from datetime import datetime

from serving.core.leaderboard.windows import MOSCOW

TITLE = "Скоро конкурс"
REMINDER = """\
«{title}»
Предмет: {subject}
Начало: {starts_at:%d.%m.%Y в %H:%M} по Москве, конец: {ends_at:%d.%m.%Y в %H:%M}.
{own_time}
Участвовать: раздел «Конкурсы»."""
OWN_TIME = "На решение даётся {minutes} мин. с того момента, как вы начнёте."
COMMON_TIME = "Время идёт для всех одинаково: приходите к началу."


def reminder(title: str, subject: str, starts_at: datetime, ends_at: datetime, minutes: int | None) -> str:
    return REMINDER.format(
        title=title,
        subject=subject,
        starts_at=starts_at.astimezone(MOSCOW),
        ends_at=ends_at.astimezone(MOSCOW),
        own_time=COMMON_TIME if minutes is None else OWN_TIME.format(minutes=minutes),
    )
