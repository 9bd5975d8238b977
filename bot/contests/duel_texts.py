from aiogram.utils.formatting import Bold, Code, Text

from bot.contests.texts import both
from bot.counting import questions
from bot.languages import _, counted
from serving.core.contests.contests import Contest

NEW, INVITE = _("⚔️ Новая дуэль"), _("↗ Позвать")
ABOUT = Text(
    Bold(_("Дуэль")),
    "\n",
    _("Одни и те же вопросы тебе и тем, кого ты позовёшь. Если тебе дали код, напиши: /duel КОД"),
)
WHAT_OF = Text(_("По какому предмету?"))
HOW_MANY = Text(_("Сколько вопросов? Твои фильтры этого предмета действуют и здесь: /filters"))


def code(duel: Contest) -> str:
    return duel.plan.entrants.code or ""


def line(duel: Contest) -> str:
    return f"⚔️ {duel.plan.title} · {code(duel)}"


def duel(made: Contest, link: str, time_zone: str) -> Text:
    own = counted(made.plan.minutes or 0, "минута", "минуты", "минут")
    return Text(
        Bold(_("Дуэль"), f" · {made.plan.title}"),
        "\n",
        _("Код:"),
        " ",
        Code(code(made)),
        "\n",
        _("Ссылка:"),
        f" {link}",
        "\n",
        _("{questions}, на всё {minutes} с начала.").format(questions=questions(made.questions), minutes=own),
        "\n",
        _("Вступить можно до {moment}.").format(moment=both(made.schedule.ends_at, time_zone)),
    )


def invitation(duel: Contest) -> str:
    said = _("Зову на дуэль: {subject}. Если ссылка не откроется, напиши боту: /duel {code}")
    return said.format(subject=duel.plan.title, code=code(duel))
