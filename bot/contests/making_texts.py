from collections.abc import Mapping

from aiogram.utils.formatting import Bold, Text

from bot.contests.orders import Order
from bot.contests.texts import STATES, page
from bot.counting import answers, questions
from bot.languages import Phrase, _, counted
from serving.core.contests.contests import Contest, Drawn, Listed, Plan
from serving.core.contests.errors import QuestionsTooFew, QuestionsUnfit
from serving.core.contests.rejudgement import Effect
from serving.core.contests.states import ContestState

MENU, NEW, BACK, REFRESH = _("🏁 Конкурсы"), _("✏️ Новый"), _("◀ Все конкурсы"), _("Обновить")
MADE = Text(Bold(_("Конкурсы")), "\n", _("Новые сверху."))
NONE_MADE = Text(Bold(_("Конкурсы")), "\n", _("Пока ни одного."))
ASK_TITLE = Text(_("Как назвать конкурс? До 120 знаков. Передумать: /cancel"))
BAD_TITLE = Text(_("Название — одна строка до 120 знаков."))
ASK_SUBJECT = Text(_("По какому предмету?"))
ASK_QUESTIONS = Text(
    _(
        "Какие вопросы? Напиши, сколько взять: они выберутся случайно из подходящих под твои фильтры этого "
        "предмета (/filters). Или номера вопросов через запятую: они пойдут в этом порядке."
    )
)
BAD_QUESTIONS = Text(_("Нужно число от 1 до 500, например 20, или разные номера: 12, 15, 18"))
ASK_START = Text(_("Когда начало? Время по Москве: 15:30, 28.11 15:30 или 28.11.2026 15:30"))
ASK_END = Text(_("Когда конец? Время по Москве или сколько минут идёт конкурс, например 120"))
BAD_MOMENT = Text(_("Не понял время. Напиши так: 28.11 15:30"))
BAD_END = Text(_("Конец должен быть позже начала и ещё впереди. Напиши другой."))
KEEP = _("◀ К конкурсу")
SURE: Mapping[Order, Text] = {
    Order.CANCEL: Text(_("Отменить конкурс? Вернуть его нельзя.")),
    Order.FINISH: Text(_("Закончить конкурс сейчас? Ответы, данные до этого, засчитаны; продолжить нельзя.")),
}
ORDERS: Mapping[Order, Phrase] = {
    Order.ANNOUNCE: _("📢 Объявить"),
    Order.RESULTS: _("🏆 Опубликовать итоги"),
    Order.WEIGH: _("Пересчитать по исправленным ответам"),
    Order.REJUDGE: _("Да, пересчитать"),
    Order.ASK_TO_CANCEL: _("Отменить конкурс"),
    Order.CANCEL: _("Да, отменить"),
    Order.ASK_TO_FINISH: _("⏹ Закончить раньше"),
    Order.FINISH: _("Да, закончить"),
}
ANNOUNCED = _("Объявлен, вопросы выбраны")
MOST_MOVED = 10


def line(contest: Contest, state: ContestState) -> str:
    title = contest.plan.title
    return f"{title if len(title) <= 40 else f'{title[:39]}…'} · {STATES[state]}"


def made(contest: Contest, state: ContestState, time_zone: str) -> Text:
    """As students will see it, and what its questions are, until they are chosen."""
    chosen = [] if contest.questions else ["\n", _to_choose(contest.plan)]
    return Text(page(contest, state, time_zone), *chosen)


def _to_choose(plan: Plan) -> str:
    match plan.questions:
        case Listed(questions=listed):
            return _("Вопросы: {numbers}").format(numbers=", ".join(map(str, listed)))
        case Drawn(count=count, filters=filters):
            source = _("по фильтрам") if filters.narrow else _("из всего предмета")
            return _("Вопросы: {questions} {source}").format(questions=questions(count), source=source)


def weighed(effect: Effect) -> Text:
    if not effect.questions:
        return Text(_("Ответы вопросов с тех пор не исправляли: пересчитывать нечего."))
    said = _("Исправлено: {questions}. Изменятся оценки: {answers}.").format(
        questions=questions(effect.questions), answers=answers(effect.answers)
    )
    moved = _("Сдвинутся: {students}.").format(
        students=counted(len(effect.moved), "участник", "участника", "участников")
    )
    return Text(Bold(_("Пока ничего не изменено")), f"\n{said}\n{moved}")


def rejudged(effect: Effect) -> Text:
    said = _("Пересчитано: {answers}; кого это касается, мы сообщим.")
    return Text(said.format(answers=answers(effect.answers)))


def unfit(error: QuestionsUnfit) -> Text:
    said = _("Эти вопросы не подходят: сняты, другого предмета или в другом конкурсе: {numbers}")
    return Text(said.format(numbers=", ".join(map(str, error.questions))))


def too_few(error: QuestionsTooFew) -> Text:
    said = _("Подходит только {questions}. Возьми меньше или выбери другие темы.")
    return Text(said.format(questions=questions(error.found)))
