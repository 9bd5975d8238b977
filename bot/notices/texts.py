from aiogram.utils.formatting import ExpandableBlockQuote, Text

from bot.counting import points
from bot.languages import _
from serving.core.inbox.messages import Message, MessageKind
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
            return Text(_("Ты сообщал о вопросе:"), "\n", quoted, "\n", decided)
        case MessageKind.REJUDGED:
            change = int(str(facts["points"]))
            said = _("Тебе добавлено {points}.") if change >= 0 else _("У тебя снято {points}.")
            quoted = ExpandableBlockQuote(str(facts["text"]))
            told = said.format(points=points(abs(change)))
            return Text(_("Ответ на вопрос исправлен:"), "\n", quoted, f"\n{told}")
        case other:
            return Text(str(facts.get("text", other)))
