"""What a student prepares for, and how many mistakes he repeats a day."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Goal(BaseModel):
    """Mistakes are repeated before `olympiad_day`, while it is to come."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    olympiad_day: date | None = None
    daily_mistakes: Annotated[int, Field(ge=1, le=200)] = 20
