from collections.abc import Mapping, Sequence
from math import ceil

from aiogram.utils.formatting import Bold, ExpandableBlockQuote, Text

from bot.broadcasts.orders import By, Order
from bot.counting import moment
from bot.languages import Phrase, Words, _, counted
from serving.core.broadcasts.broadcasts import (
    Audience,
    Broadcast,
    BroadcastState,
    Channel,
    DeliveryState,
    Reach,
    Report,
)
from serving.core.leaderboard.windows import MOSCOW
from serving.core.roles.roles import Role

LIST = Text(Bold(_("Рассылки")), "\n", _("Новые сверху."))
NOTHING = Text(Bold(_("Рассылки")), "\n", _("Пока ни одной."))
MENU, NEW, BACK, REFRESH = _("📣 Рассылки"), _("✏️ Новая"), _("◀ Все рассылки"), _("Обновить")
TO_BROADCAST, KEEP = _("◀ К рассылке"), _("Не отменять")
ASK_TITLE = Text(_("Как её назвать? Это тема письма; в Telegram её не видно. До 120 знаков."))
ASK_TEXT = Text(_("Пришли текст рассылки, до 4096 знаков."))
BAD_TITLE = Text(_("Название — одна строка до 120 знаков."))
BAD_TEXT = Text(_("Текст пуст или длиннее 4096 знаков."))
ASK_COUNT = Text(_("Чтобы подтвердить, напиши число получателей."))
ASK_PICTURE = Text(_("Пришли картинку. С ней текст — не длиннее 1024 знаков."))
NO_PICTURE = Text(_("Нужна картинка: пришли её как фото, не файлом. Передумать: /cancel"))
LONG_CAPTION = Text(_("С картинкой текст не длиннее 1024 знаков: сначала сократи его."))
ASK_LINKS = Text(
    _("Какие кнопки под текстом? Каждая с новой строки: название и адрес, до 8. Убрать все: «нет»."),
    "\n",
    _("Например:"),
    " ",
    _("Подробнее https://apo.example.org"),
)
NO_LINKS = _("нет")
BAD_LINKS = Text(_("Не понял. В каждой строке название до 64 знаков и адрес, который начинается с https://"))
ASK_MOMENT = Text(_("Когда начать? Время по Москве: 15:30, 28.11 15:30 или 28.11.2026 15:30"))
BAD_MOMENT = Text(_("Не понял время. Напиши так: 28.11 15:30"))
ASK_REGION = _("Напиши регион, чтобы добавить его; отмеченный убирается кнопкой.")
WITH_PICTURE = _("🖼 С картинкой")
QUIET = _("С 22 до 8 часов по времени получателя рассылка ждёт утра.")
NO_NUMBER = Text(_("Нужно число получателей, например 412. Передумать: /cancel"))
PREVIEWED = _("Сейчас придёт такой, какой её увидят")
SURE = Text(_("Отменить рассылку? Кому она ещё не пришла, тому не придёт; вернуть её нельзя."))
EXCERPT = 1000
ORDERS: Mapping[Order, Phrase] = {
    Order.PREVIEW: _("👁 Показать мне"),
    Order.REWRITE: _("Изменить текст"),
    Order.PICTURE: _("🖼 Картинка"),
    Order.UNPICTURE: _("Убрать картинку"),
    Order.LINKS: _("🔗 Кнопки"),
    Order.CONFIRM: _("Подтвердить числом ▶"),
    Order.RUN: _("🚀 Запустить"),
    Order.LATER: _("🕒 Назначить время"),
    Order.PAUSE: _("⏸ Пауза"),
    Order.RESUME: _("▶ Продолжить"),
    Order.ASK_TO_CANCEL: _("Отменить рассылку"),
    Order.CANCEL: _("Да, отменить"),
    Order.RESEND: _("Повторить неизвестные"),
}
DIMENSIONS: Mapping[By, Phrase] = {
    By.CHANNEL: _("Каналы"),
    By.SUBJECT: _("Предметы"),
    By.GRADE: _("Классы"),
    By.REGION: _("Регионы"),
    By.ROLE: _("Роли"),
    By.ACTIVITY: _("Активность"),
}
ROLES: Mapping[Role, Phrase] = {
    Role.STUDENT: _("ученики"),
    Role.DEPARTMENT: _("кафедры"),
    Role.ANALYST: _("аналитики"),
    Role.ADMIN: _("администраторы"),
}
STATES: Mapping[BroadcastState, Phrase] = {
    BroadcastState.DRAFT: _("черновик"),
    BroadcastState.SCHEDULED: _("назначена"),
    BroadcastState.RUNNING: _("идёт"),
    BroadcastState.PAUSED: _("пауза"),
    BroadcastState.CANCELLED: _("отменена"),
    BroadcastState.DONE: _("закончена"),
}
CHANNELS: Mapping[Channel, Words] = {
    Channel.TELEGRAM: "Telegram",
    Channel.EMAIL: _("письмо"),
    Channel.INBOX: _("входящие на сайте"),
}
DELIVERIES: Mapping[DeliveryState, Phrase] = {
    DeliveryState.SENT: _("доставлено"),
    DeliveryState.PENDING: _("ждут"),
    DeliveryState.SENDING: _("отправляются"),
    DeliveryState.BLOCKED: _("заблокировали бота"),
    DeliveryState.FAILED: _("не удалось"),
    DeliveryState.UNKNOWN: _("неизвестно"),
    DeliveryState.CANCELLED: _("отменено"),
}
GRADUATED = _("окончили")


def line(broadcast: Broadcast) -> str:
    title = broadcast.plan.content.title
    short = title if len(title) <= 40 else f"{title[:39]}…"
    return f"{short} · {STATES[broadcast.state]}"


def broadcast(report: Report, reach: Reach | None, subjects: Mapping[str, str]) -> Text:
    """`reach` while it has not begun."""
    told = report.broadcast
    content = told.plan.content
    text = content.text if len(content.text) <= EXCERPT else f"{content.text[:EXCERPT]}…"
    lines: list[object] = [Bold(content.title), f" · {STATES[told.state]}\n", ExpandableBlockQuote(text)]
    channels = ", ".join(str(CHANNELS[channel]) for channel in told.plan.channels)
    lines.append(f"\n{DIMENSIONS[By.CHANNEL]}: {channels}\n{_whom(told.plan.audience, subjects)}")
    lines += [f"\n🔗 {button.text}: {button.url}" for button in content.buttons]
    if content.photo is not None:
        lines.append(f"\n{WITH_PICTURE}")
    if told.state is BroadcastState.SCHEDULED and told.scheduled_at is not None:
        when = moment(told.scheduled_at, MOSCOW)
        lines.append("\n" + _("Начнётся {moment} по Москве.").format(moment=when))
    if told.reason:
        lines.append("\n" + _("Встала сама: {reason}").format(reason=told.reason))
    lines += _reached(reach, told) if reach else _delivered(report)
    return Text(*lines)


def _whom(audience: Audience, subjects: Mapping[str, str]) -> str:
    parts = [
        ", ".join(subjects.get(code, code) for code in audience.subjects),
        ", ".join(audience.regions),
        ", ".join(grade(name) for name in audience.grades),
        ", ".join(str(ROLES[role]) for role in audience.roles),
        activity(audience.active_days) if audience.active_days else "",
    ]
    said = "; ".join(part for part in parts if part)
    return _("Кому: {audience}").format(audience=said or _("всем"))


def _reached(reach: Reach, told: Broadcast) -> list[object]:
    by_channel = ", ".join(f"{CHANNELS[channel]} {count}" for channel, count in reach.by_channel.items())
    said = _("Получателей: {count} ({channels}), {time}.")
    lines = ["\n", said.format(count=reach.students, channels=by_channel, time=_time(reach.seconds))]
    lines.append(f"\n{QUIET}")
    if told.confirmed is not None:
        lines.append("\n" + _("Подтверждена: {count}.").format(count=told.confirmed))
    return [*lines]


def _time(seconds: int) -> str:
    if seconds < 60:
        return str(_("меньше минуты"))
    minutes = counted(ceil(seconds / 60), "минуты", "минут", "минут")
    return _("около {minutes}, без тихих часов").format(minutes=minutes)


def _delivered(report: Report) -> list[object]:
    lines: list[object] = []
    for channel, counts in report.counts.items():
        said = ", ".join(f"{DELIVERIES[state]} {counts[state]}" for state in DELIVERIES if counts.get(state))
        lines.append(f"\n{CHANNELS[channel]}: {said}")
    lines += [f"\n• {error}: {count}" for error, count in report.errors.items()]
    return lines


def values(by: By, found: Reach) -> Text:
    said = _("Если ничего не отмечено, подходят все. Сейчас получателей: {count}.")
    more = [f"\n{ASK_REGION}"] if by is By.REGION else []
    return Text(Bold(DIMENSIONS[by]), "\n", said.format(count=found.students), *more)


def value(title: str, *, chosen: bool) -> str:
    return f"{'☑' if chosen else '☐'} {title}"


def grade(name: str) -> str:
    return str(GRADUATED) if name == "graduated" else name


def unclear(candidates: Sequence[str]) -> Text:
    if not candidates:
        return Text(_("Такого региона не знаю. Напиши полностью, например «Томская область»."))
    return Text(_("Какой регион имеется в виду: {names}?").format(names=", ".join(candidates)))


def activity(days: int) -> str:
    return _("заходили за {days}").format(days=counted(days, "день", "дня", "дней"))
