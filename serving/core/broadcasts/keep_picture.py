"""A picture for a broadcast."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from serving.core.broadcasts.errors import PictureRefused
from serving.core.pictures import media_type
from serving.core.roles.permissions import Doer, Permissions
from serving.core.roles.roles import Role

LARGEST = 10 << 20
"""Bytes of a picture in Telegram."""


class Pictures(Protocol):
    async def put(self, digest: str, content: bytes) -> None: ...


@dataclass(frozen=True, slots=True)
class KeepPicture:
    """It is kept with those of the questions, whatever becomes of the draft."""

    permissions: Permissions
    pictures: Pictures

    async def __call__(self, doer: Doer, content: bytes) -> str:
        """Its SHA-256. Raises RoleMissing and PictureRefused."""
        await self.permissions.require(doer, Role.ADMIN)
        if media_type(content) is None or len(content) > LARGEST:
            raise PictureRefused
        digest = sha256(content).hexdigest()
        await self.pictures.put(digest, content)
        return digest
