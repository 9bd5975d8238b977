from aiogram.utils.formatting import ExpandableBlockQuote, Text

from bot.russian import points
from serving.core.inbox.messages import Message, MessageKind
from serving.core.reports.reports import Decision

DECISIONS = {
    Decision.QUARANTINE: "Кафедра согласна: вопрос снят, пока его не исправят. Спасибо!",
    Decision.KEEP: "Кафедра проверила вопрос и оставила его как есть. Спасибо за внимательность!",
    Decision.FIXED: "Кафедра исправила ответ, и баллы пересчитаны. Спасибо!",
}


def notice(message: Message) -> Text:
    facts = message.facts
    match message.kind:
        case MessageKind.REPORT_DECIDED:
            decided = DECISIONS[Decision(str(facts["decision"]))]
            return Text("Ты сообщал о вопросе:\n", ExpandableBlockQuote(str(facts["text"])), f"\n{decided}")
        case MessageKind.REJUDGED:
            change = int(str(facts["points"]))
            said = f"добавлено {points(change)}" if change >= 0 else f"снято {points(-change)}"
            return Text(
                "Ответ на вопрос исправлен:\n", ExpandableBlockQuote(str(facts["text"])), f"\nТебе {said}."
            )
        case _:
            return Text(str(facts.get("text", "")))
