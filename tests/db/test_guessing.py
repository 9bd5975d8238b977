"""Guesses sent at once are counted as if they had come one after another."""

import asyncio

import pytest
from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncEngine

from serving.core.account.attempts import Try
from serving.core.account.log_in import LogIn
from serving.core.account.tokens import IssueTokens
from serving.core.errors import TooManyAttempts, WrongCredentials
from serving.core.identity import Address
from serving.db.repositories.attempts import SqlAttempts
from serving.db.repositories.refresh_tokens import SqlRefreshTokens
from serving.db.repositories.students import SqlStudents
from serving.db.unit_of_work import Transaction
from tests.support.banks import Bank
from tests.support.fakes import FakeAccessTokens, FakeClock, FakePasswords

pytestmark = pytest.mark.anyio


async def guess(engine: AsyncEngine, email: str, address: str) -> str:
    async with engine.connect() as connection:
        clock, work = FakeClock(), Transaction(connection)
        issue = IssueTokens(FakeAccessTokens(), SqlRefreshTokens(connection), clock)
        attempt = Try(SqlAttempts(connection), clock, Address(address), work)
        log_in = LogIn(SqlStudents(connection), FakePasswords(), attempt, issue, work)
        try:
            await log_in(email, SecretStr("a guess"))
        except (WrongCredentials, TooManyAttempts) as refusal:
            return type(refusal).__name__
        return "logged in"


async def test_of_sixteen_guesses_at_once_five_are_looked_at(bank: Bank, engine: AsyncEngine) -> None:
    answers = await asyncio.gather(*(guess(engine, "anna@school.ru", f"10.0.0.{turn}") for turn in range(16)))
    assert sorted(answers) == ["TooManyAttempts"] * 11 + ["WrongCredentials"] * 5


async def test_one_address_guesses_fifty_times_whomever_it_guesses(bank: Bank, engine: AsyncEngine) -> None:
    answers = [await guess(engine, f"{turn}@school.ru", "10.0.0.1") for turn in range(52)]
    assert answers == ["WrongCredentials"] * 50 + ["TooManyAttempts"] * 2
    assert await guess(engine, "anna@school.ru", "10.0.0.2") == "WrongCredentials"


async def test_neither_emails_nor_addresses_are_kept(bank: Bank, engine: AsyncEngine) -> None:
    await guess(engine, "anna@school.ru", "10.0.0.1")
    kept = str(bank.value("select string_agg(key, ' ') from attempts"))
    assert "anna" not in kept
    assert "10.0.0.1" not in kept
