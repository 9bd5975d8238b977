"""The choice of a student within a subject."""

from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from serving.core.questions import Kind

Value = TypeVar("Value", str, int, Kind)


def _ascending(values: tuple[Value, ...]) -> tuple[Value, ...]:
    return tuple(sorted(set(values)))


Level = Annotated[int, Field(ge=1, le=5)]
Texts = Annotated[tuple[str, ...], Field(min_length=1), AfterValidator(_ascending)]
Kinds = Annotated[tuple[Kind, ...], Field(min_length=1), AfterValidator(_ascending)]
Levels = Annotated[tuple[Level, ...], Field(min_length=1), AfterValidator(_ascending)]


class Filters(BaseModel):
    """An absent filter means all; `difficulty` holds published levels, 1 the easiest."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    themes: Texts | None = None
    sources: Texts | None = None
    kinds: Kinds | None = None
    subway: bool | None = None
    difficulty: Levels | None = None
    unseen_only: bool = False

    @property
    def narrow(self) -> bool:
        return self != Filters()

    def without(self, name: str) -> "Filters":
        return self.model_copy(update={name: None})

    @property
    def set_names(self) -> tuple[str, ...]:
        """Names of the filters that choose among questions by what they are."""
        names = ("themes", "sources", "kinds", "subway", "difficulty")
        return tuple(name for name in names if getattr(self, name) is not None)
