"""A picture for a broadcast is kept by its content, for an admin alone."""

from dataclasses import dataclass, field
from hashlib import sha256

import pytest

from serving.core.broadcasts.errors import PictureRefused
from serving.core.broadcasts.keep_picture import LARGEST, KeepPicture
from serving.core.errors import RoleMissing
from serving.core.identity import Actor, Platform, StudentId
from serving.core.roles.permissions import Permissions
from serving.core.roles.roles import Role
from tests.support.fakes import FakeRoles

pytestmark = pytest.mark.anyio

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
BOSS, ANNA = (Actor(StudentId(number), Platform.TELEGRAM) for number in (1, 2))


@dataclass(slots=True)
class FakePictures:
    kept: dict[str, bytes] = field(default_factory=dict)

    async def put(self, digest: str, content: bytes) -> None:
        self.kept[digest] = content


@pytest.fixture
def pictures() -> FakePictures:
    return FakePictures()


@pytest.fixture
def keep(pictures: FakePictures) -> KeepPicture:
    return KeepPicture(Permissions(FakeRoles({BOSS.student_id: Role.ADMIN})), pictures)


async def test_it_is_found_by_the_digest_of_its_content(keep: KeepPicture, pictures: FakePictures) -> None:
    digest = await keep(BOSS, PNG)
    assert digest == sha256(PNG).hexdigest()
    assert pictures.kept == {digest: PNG}


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"GIF89a" + bytes(20), PNG + bytes(LARGEST)])
async def test_what_telegram_does_not_take_as_a_picture_is_refused(
    content: bytes, keep: KeepPicture, pictures: FakePictures
) -> None:
    with pytest.raises(PictureRefused):
        await keep(BOSS, content)
    assert pictures.kept == {}


async def test_nobody_else_keeps_one(keep: KeepPicture, pictures: FakePictures) -> None:
    with pytest.raises(RoleMissing):
        await keep(ANNA, PNG)
    assert pictures.kept == {}
