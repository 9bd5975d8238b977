"""Refresh tokens rotate, and one that is used twice ends its login."""

from dataclasses import dataclass, field

import pytest

from serving.core.account.tokens import IssueTokens, LogOut, RefreshAccess
from serving.core.errors import TokenRefused
from serving.core.identity import StudentId
from tests.support.fakes import FakeAccessTokens, FakeClock, FakeRefreshTokens, FakeWork

pytestmark = pytest.mark.anyio


@dataclass
class Account:
    clock: FakeClock = field(default_factory=FakeClock)
    work: FakeWork = field(default_factory=FakeWork)
    stored: FakeRefreshTokens = field(default_factory=FakeRefreshTokens)

    async def log_in(self) -> str:
        issue = IssueTokens(FakeAccessTokens(), self.stored, self.clock)
        return (await issue(StudentId(7))).refresh

    async def refresh(self, secret: str) -> str:
        issue = IssueTokens(FakeAccessTokens(), self.stored, self.clock)
        tokens = await RefreshAccess(self.stored, issue, self.clock, self.work)(secret)
        assert (tokens.student_id, tokens.access, tokens.seconds) == (7, "access of 7", 900)
        return tokens.refresh

    async def log_out(self, secret: str) -> None:
        await LogOut(self.stored, self.work)(secret)


@pytest.fixture
def account() -> Account:
    return Account()


async def test_a_refresh_gives_another_token_each_time(account: Account) -> None:
    first = await account.log_in()
    second = await account.refresh(first)
    third = await account.refresh(second)
    assert len({first, second, third}) == 3
    assert account.work.commits == 2


async def test_the_token_itself_is_not_stored(account: Account) -> None:
    secret = await account.log_in()
    assert secret not in repr(account.stored)


async def test_a_second_use_revokes_the_family_and_only_it(account: Account) -> None:
    stolen, elsewhere = await account.log_in(), await account.log_in()
    current = await account.refresh(stolen)
    with pytest.raises(TokenRefused):
        await account.refresh(stolen)
    with pytest.raises(TokenRefused):
        await account.refresh(current)
    assert account.work.commits == 2  # the revocation is kept although the refresh is refused
    await account.refresh(elsewhere)


async def test_a_refresh_token_lives_thirty_days(account: Account) -> None:
    on_time, late = await account.log_in(), await account.log_in()
    account.clock.passes(days=30, seconds=-1)
    await account.refresh(on_time)
    account.clock.passes(seconds=1)
    with pytest.raises(TokenRefused):
        await account.refresh(late)


async def test_logging_out_revokes_the_family_and_forgives_the_unknown(account: Account) -> None:
    first = await account.log_in()
    second = await account.refresh(first)
    await account.log_out(first)
    await account.log_out("unknown")
    with pytest.raises(TokenRefused):
        await account.refresh(second)


async def test_an_unknown_token_is_refused(account: Account) -> None:
    with pytest.raises(TokenRefused):
        await account.refresh("unknown")
    assert account.work.commits == 0
