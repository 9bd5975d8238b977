"""Noting that a message was read."""

from dataclasses import dataclass

from serving.core.errors import MessageNotFound
from serving.core.identity import Actor, Clock, UnitOfWork
from serving.core.inbox.messages import Inbox, MessageId


@dataclass(frozen=True, slots=True)
class ReadMessage:
    """Reading again changes nothing."""

    inbox: Inbox
    clock: Clock
    work: UnitOfWork

    async def __call__(self, actor: Actor, message_id: MessageId) -> None:
        if not await self.inbox.mark_read(actor.student_id, message_id, self.clock()):
            raise MessageNotFound
        await self.work.commit()
