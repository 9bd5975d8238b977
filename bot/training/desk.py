"""What lies before the student: his session, and the question that waits for an answer.

Only how things are shown is kept here; what was served and answered is in the tables of training.
"""

from dataclasses import asdict, dataclass, replace
from uuid import UUID

from aiogram.fsm.context import FSMContext

from serving.core.questions import Kind
from serving.core.training.sessions import ServeId, SessionId

KEY = "desk"


@dataclass(frozen=True, slots=True)
class Desk:
    session: str
    title: str
    """Of the subject."""
    number: int = 0
    """Of the question in the session, from 1."""
    serve: str | None = None
    """None when nothing waits for an answer."""
    question: int = 0
    kind: str = Kind.YES_NO
    options: tuple[int, ...] = ()
    """In the order shown."""
    chosen: tuple[int, ...] = ()
    message: int = 0
    header: str = ""
    has_caption: bool = False
    """The text is the caption of a photo."""

    @property
    def session_id(self) -> SessionId:
        return SessionId(UUID(self.session))

    def waits_for(self, serve_id: UUID) -> bool:
        return self.serve == serve_id.hex

    @property
    def serve_id(self) -> ServeId | None:
        return ServeId(UUID(self.serve)) if self.serve else None

    def toggled(self, option: int) -> "Desk":
        without = tuple(each for each in self.chosen if each != option)
        return replace(self, chosen=without if option in self.chosen else (*self.chosen, option))

    def cleared(self) -> "Desk":
        return replace(self, serve=None, chosen=())


async def desk_of(state: FSMContext) -> Desk | None:
    kept = (await state.get_data()).get(KEY)
    if kept is None:
        return None
    return Desk(**{**kept, "options": tuple(kept["options"]), "chosen": tuple(kept["chosen"])})


async def lay(state: FSMContext, desk: Desk) -> None:
    await state.update_data({KEY: asdict(desk)})
