from collections.abc import Mapping

from aiogram.utils.formatting import Bold, Text

from bot.russian import counted, points
from serving.core.leaderboard.board import Leaderboard, Place
from serving.core.leaderboard.windows import Window

WHICH = Text("По какому предмету?")
WINDOWS: Mapping[Window, str] = {
    Window.SEASON: "Сезон",
    Window.MONTH: "30 дней",
    Window.WEEK: "7 дней",
}
HIDDEN = "имя скрыто"


def board(title: str, found: Leaderboard) -> Text:
    standing = found.standing
    if not standing.total:
        return Text(
            Bold(f"{title} · {WINDOWS[found.window]}"), "\nБаллов пока нет ни у кого. Будь первым: /train"
        )
    rows: list[object] = [_row(place, found) for place in standing.top]
    shown = {place.student_id for place in standing.top}
    around = [place for place in found.neighbours if place.student_id not in shown]
    if around:
        rows += ["\n…", *(_row(place, found) for place in around)]
    total = counted(standing.total, "участник", "участника", "участников")
    return Text(
        Bold(f"{title} · {WINDOWS[found.window]}"),
        f"\nТвоё место: {standing.mine.place}, {total} с баллами.\n",
        *rows,
    )


def _row(place: Place, found: Leaderboard) -> Text:
    mine = place.student_id == found.standing.mine.student_id
    line = f"\n{place.place}. {place.name or HIDDEN} — {points(place.points)}"
    return Text(Bold(f"{line} ◀ ты")) if mine else Text(line)
