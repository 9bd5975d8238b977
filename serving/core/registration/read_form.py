"""Reading what a student filled in, with every bad field named at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from serving.core.errors import BadField, FormRefused
from serving.core.training.ports import Subjects

Form = Mapping[str, object]
Filled = TypeVar("Filled", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class ReadForm:
    """A part of other use cases; raises FormRefused."""

    subjects: Subjects

    async def __call__(self, model: type[Filled], form: Form) -> Filled:
        taught = {subject.code for subject in await self.subjects.all()}
        try:
            return model.model_validate(form, context={"subjects": taught})
        except ValidationError as error:
            raise FormRefused(bad_fields(error)) from None


def bad_fields(error: ValidationError) -> tuple[BadField, ...]:
    """The values themselves are not repeated, as they may be secret."""
    return tuple(
        BadField(
            ".".join(str(part) for part in bad["loc"]),
            bad["msg"],
            tuple(bad.get("ctx", {}).get("candidates", ())),
        )
        for bad in error.errors(include_input=False, include_url=False)
    )
