"""What the buttons of the admins' menu send."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData


class Order(StrEnum):
    PREVIEW = "preview"
    REWRITE = "rewrite"
    PICTURE = "picture"
    UNPICTURE = "unpicture"
    LINKS = "links"
    CONFIRM = "confirm"
    RUN = "run"
    LATER = "later"
    PAUSE = "pause"
    RESUME = "resume"
    ASK_TO_CANCEL = "ask"
    CANCEL = "cancel"
    RESEND = "resend"


class By(StrEnum):
    """What an audience is narrowed by, and by what it is reached."""

    CHANNEL = "channel"
    SUBJECT = "subject"
    GRADE = "grade"
    REGION = "region"
    ROLE = "role"
    ACTIVITY = "activity"


class ListAll(CallbackData, prefix="v0"):
    pass


class Write(CallbackData, prefix="v4"):
    pass


class See(CallbackData, prefix="v1"):
    broadcast: int


class Give(CallbackData, prefix="v2"):
    broadcast: int
    order: Order


class Narrow(CallbackData, prefix="v3"):
    """-1 shows the values; another place is that of the value to be taken in or out."""

    broadcast: int
    by: By
    place: int = -1
