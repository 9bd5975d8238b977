from aiogram.utils.formatting import ExpandableBlockQuote, Text

from bot.counting import points
from bot.languages import Phrase, _
from serving.core.inbox.messages import Facts, Message, MessageKind
from serving.core.reports.reports import Decision

DECISIONS = {
    Decision.QUARANTINE: _("Кафедра согласна: вопрос снят, пока его не исправят. Спасибо!"),
    Decision.KEEP: _("Кафедра проверила вопрос и оставила его как есть. Спасибо за внимательность!"),
    Decision.FIXED: _("Кафедра исправила ответ, и баллы пересчитаны. Спасибо!"),
}


def notice(message: Message) -> Text:
    facts = message.facts
    match message.kind:
        case MessageKind.REPORT_DECIDED:
            decided = DECISIONS[Decision(str(facts["decision"]))]
            quoted = ExpandableBlockQuote(str(facts["text"]))
            return Text(_("Твоё сообщение о вопросе:"), "\n", quoted, "\n", decided)
        case MessageKind.REJUDGED:
            quoted = ExpandableBlockQuote(str(facts["text"]))
            return Text(_("Ответ на вопрос исправлен:"), "\n", quoted, f"\n{gained(facts)}")
        case MessageKind.CONTEST_RESULTS:
            head = placed(_("Итоги конкурса «{title}»: место {place} из {total}, {points}."), facts)
            return Text(head, "\n", _("Таблица и разбор: /contests"))
        case MessageKind.DUEL_RESULTS:
            return Text(placed(_("Дуэль «{title}» закончилась: место {place} из {total}, {points}."), facts))
        case MessageKind.CONTEST_REJUDGED:
            head = _("Конкурс «{title}» проверен по исправленным ответам.").format(title=facts["text"])
            return Text(head, f"\n{gained(facts)}")
        case other:
            return Text(str(facts.get("text", other)))


def placed(said: Phrase, facts: Facts) -> str:
    earned = points(int(str(facts["points"])))
    return said.format(title=facts["text"], place=facts["place"], total=facts["total"], points=earned)


def gained(facts: Facts) -> str:
    change = int(str(facts["points"]))
    said = f"{'−' if change < 0 else '+'}{points(abs(change))}"
    return _("Твой счёт: {change}.").format(change=said)
