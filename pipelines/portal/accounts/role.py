"""The roles there are."""

from enum import StrEnum


class Role(StrEnum):
    """An analyst reads every subject, an administrator also publishes; a department has its own subjects."""

    DEPARTMENT = "department"
    ANALYST = "analyst"
    ADMIN = "admin"
