"""Each update has a number in the log, which a person can name when something breaks."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from secrets import choice
from time import perf_counter
from typing import Any

from aiogram import BaseMiddleware, Dispatcher
from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.types import TelegramObject, Update

from serving.core.account.tokens import digest
from serving.logs import logger_named

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
INCIDENT = "incident"
log = logger_named("bot")

Next = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


@dataclass(slots=True)
class Incident:
    """What becomes of one update; `outcome` is ok, refused or failed, as of a request to the API."""

    id: str
    handler: str = "none"
    outcome: str = "ok"


class Incidents(BaseMiddleware):
    """Outermost: one line of the log an update, in the shape that the API's requests have."""

    async def __call__(self, handler: Next, event: TelegramObject, data: dict[str, Any]) -> Any:
        assert isinstance(event, Update)
        incident = data[INCIDENT] = Incident("".join(choice(LETTERS) for _ in range(4)))
        begun = perf_counter()
        try:
            return await handler(event, data)
        except Exception:
            incident.outcome = "failed"
            raise
        finally:
            person = data.get("event_from_user")
            log.info(
                "update",
                request_id=incident.id,
                student=digest(str(person.id))[:12] if person else None,
                update=event.event_type,
                handler=incident.handler,
                milliseconds=round((perf_counter() - begun) * 1000, 1),
                outcome=incident.outcome,
            )


class Names(BaseMiddleware):
    """Innermost: which handler took the update, as `training.begin`."""

    async def __call__(self, handler: Next, event: TelegramObject, data: dict[str, Any]) -> Any:
        taking: HandlerObject = data["handler"]
        feature = taking.callback.__module__.split(".")[1]
        data[INCIDENT].handler = f"{feature}.{taking.callback.__name__}"
        return await handler(event, data)


def note_incidents(dispatcher: Dispatcher) -> None:
    dispatcher.update.outer_middleware(Incidents())
    for observer in (dispatcher.message, dispatcher.callback_query, dispatcher.my_chat_member):
        observer.middleware(Names())
