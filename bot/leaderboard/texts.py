from collections.abc import Mapping

from aiogram.utils.formatting import Bold, Text

from bot.counting import points
from bot.languages import Phrase, _, counted
from serving.core.leaderboard.board import Leaderboard, Place
from serving.core.leaderboard.windows import Window

WHICH = Text(_("По какому предмету?"))
WINDOWS: Mapping[Window, Phrase] = {
    Window.SEASON: _("Сезон"),
    Window.MONTH: _("30 дней"),
    Window.WEEK: _("7 дней"),
}
HIDDEN = _("имя скрыто")


def board(title: str, found: Leaderboard) -> Text:
    standing = found.standing
    head = Bold(f"{title} · {WINDOWS[found.window]}")
    if not standing.total:
        return Text(head, "\n", _("Баллов пока нет ни у кого. Будь первым: /train"))
    rows: list[object] = [_row(place, found) for place in standing.top]
    shown = {place.student_id for place in standing.top}
    around = [place for place in found.neighbours if place.student_id not in shown]
    if around:
        rows += ["\n…", *(_row(place, found) for place in around)]
    if standing.mine.points:
        mine = _("Твоё место: {place} из {total}.").format(place=standing.mine.place, total=standing.total)
    else:
        rivals = counted(standing.total, "участник", "участника", "участников")
        mine = _("У тебя баллов пока нет, а с баллами — {rivals}.").format(rivals=rivals)
    return Text(head, f"\n{mine}\n", *rows)


def _row(place: Place, found: Leaderboard) -> Text:
    mine = place.student_id == found.standing.mine.student_id
    me = _("ты")
    line = f"\n{place.place}. {place.name or HIDDEN} — {points(place.points)}"
    return Text(Bold(f"{line} ◀ {me}")) if mine else Text(line)
