from collections.abc import Mapping, Sequence

from aiogram.types import InlineKeyboardMarkup

from bot.broadcasts import menu_texts as texts
from bot.broadcasts.orders import By, Give, ListAll, Narrow, Order, See, Write
from bot.broadcasts.segments import chosen, offered
from bot.exports.keyboards import Take
from bot.exports.texts import NAMES
from bot.keyboards import Button, keyboard, one_a_row
from serving.core.broadcasts.broadcasts import Broadcast, BroadcastState, DeliveryState, Report
from serving.core.exports.exports import ExportName

ORDERS: Mapping[BroadcastState, Sequence[Sequence[Order]]] = {
    BroadcastState.DRAFT: [[Order.PREVIEW, Order.REWRITE], [Order.PICTURE, Order.LINKS]],
    BroadcastState.SCHEDULED: [[Order.ASK_TO_CANCEL]],
    BroadcastState.RUNNING: [[Order.PAUSE, Order.ASK_TO_CANCEL]],
    BroadcastState.PAUSED: [[Order.RESUME, Order.ASK_TO_CANCEL]],
    BroadcastState.CANCELLED: [],
    BroadcastState.DONE: [],
}


def everything(broadcasts: Sequence[Broadcast]) -> InlineKeyboardMarkup:
    known: list[Button] = [(texts.line(each), See(broadcast=each.id)) for each in broadcasts]
    return keyboard([(texts.NEW, Write())], *one_a_row(known))


def of_broadcast(report: Report) -> InlineKeyboardMarkup:
    told = report.broadcast
    rows = [_orders(told, orders) for orders in ORDERS[told.state]]
    if told.state is BroadcastState.DRAFT and told.plan.content.photo is not None:
        rows.append(_orders(told, [Order.UNPICTURE]))
    if told.state is BroadcastState.DRAFT:
        narrowing: list[Button] = [(texts.DIMENSIONS[by], Narrow(broadcast=told.id, by=by)) for by in By]
        go = [Order.CONFIRM] if told.confirmed is None else [Order.RUN, Order.LATER]
        rows += [narrowing[:3], narrowing[3:], _orders(told, go), _orders(told, [Order.ASK_TO_CANCEL])]
    else:
        rows.append([(texts.REFRESH, See(broadcast=told.id))])
    if told.state not in {BroadcastState.DRAFT, BroadcastState.SCHEDULED}:
        rows.append([(NAMES[ExportName.BROADCAST], Take(name=ExportName.BROADCAST, broadcast=told.id))])
    unknown = sum(counts.get(DeliveryState.UNKNOWN, 0) for counts in report.counts.values())
    if unknown and told.state is not BroadcastState.CANCELLED:
        rows.append(_orders(told, [Order.RESEND]))
    return keyboard(*rows, [(texts.BACK, ListAll())])


def whether_to_cancel(broadcast: int) -> InlineKeyboardMarkup:
    return keyboard(
        [
            (texts.ORDERS[Order.CANCEL], Give(broadcast=broadcast, order=Order.CANCEL)),
            (texts.KEEP, See(broadcast=broadcast)),
        ]
    )


def values(told: Broadcast, by: By, subjects: Mapping[str, str]) -> InlineKeyboardMarkup:
    now = chosen(by, told.plan)
    ticks: list[Button] = [
        (texts.value(title, chosen=value in now), Narrow(broadcast=told.id, by=by, place=place))
        for place, (value, title) in enumerate(offered(by, subjects))
        if by is not By.REGION or value in now
    ]
    wide = 4 if by is By.GRADE else 1
    rows = [ticks[start : start + wide] for start in range(0, len(ticks), wide)]
    return keyboard(*rows, [(texts.TO_BROADCAST, See(broadcast=told.id))])


def _orders(told: Broadcast, orders: Sequence[Order]) -> list[Button]:
    return [(texts.ORDERS[order], Give(broadcast=told.id, order=order)) for order in orders]
