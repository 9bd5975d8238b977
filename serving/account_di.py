"""What accounts are built from, on every edge."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

from dishka import AnyOf, Provider, Scope, provide, provide_all
from sqlalchemy.ext.asyncio import AsyncEngine

from serving.core.account.attempts import Attempts, Try
from serving.core.account.change_profile import ChangeProfile
from serving.core.account.create_personal_token import CreatePersonalToken
from serving.core.account.erase_student import EraseStudent
from serving.core.account.export_personal_data import ExportPersonalData
from serving.core.account.link_telegram import LinkTelegram
from serving.core.account.log_in import LogIn
from serving.core.account.log_in_by_code import LogInByCode
from serving.core.account.log_in_by_telegram import LogInByTelegram
from serving.core.account.offer_log_in_code import OfferLogInCode
from serving.core.account.offer_telegram_link import OfferTelegramLink
from serving.core.account.one_time_codes import OfferCode, OneTimeCodes, TakeCode
from serving.core.account.personal_tokens import PersonalTokens
from serving.core.account.ports import RefreshTokens, Students
from serving.core.account.profiles import Profiles
from serving.core.account.recognise_bearer import RecogniseBearer
from serving.core.account.request_password_reset import Mailer, RequestPasswordReset
from serving.core.account.reset_password import ResetPassword
from serving.core.account.revoke_personal_token import RevokePersonalToken
from serving.core.account.show_profile import ShowProfile
from serving.core.account.telegram_proof import Bot
from serving.core.account.tokens import IssueTokens, LogOut, RefreshAccess
from serving.core.account.unlink_telegram import UnlinkTelegram
from serving.core.registration.read_form import ReadForm
from serving.core.registration.register_by_telegram import RegisterByTelegram
from serving.core.registration.register_student import RegisterStudent
from serving.db.expired_rows import ExpiredRows, remove_expired_for_ever
from serving.db.repositories.attempts import SqlAttempts
from serving.db.repositories.idempotency_keys import SqlIdempotencyKeys
from serving.db.repositories.one_time_codes import SqlOneTimeCodes
from serving.db.repositories.personal_tokens import SqlPersonalTokens
from serving.db.repositories.profiles import SqlProfiles
from serving.db.repositories.refresh_tokens import SqlRefreshTokens
from serving.db.repositories.students import SqlStudents
from serving.mail.smtp import SmtpMailer, smtp_mailer
from serving.settings import Settings


class AccountProcessProvider(Provider):
    """Lives as long as the process."""

    scope = Scope.APP

    @provide
    async def expired_rows(self, engine: AsyncEngine) -> AsyncIterator[ExpiredRows]:
        removing = asyncio.create_task(remove_expired_for_ever(engine))
        yield ExpiredRows(removing)
        removing.cancel()
        with suppress(asyncio.CancelledError):
            await removing

    @provide
    async def mailer(self, settings: Settings) -> AsyncIterator[AnyOf[SmtpMailer, Mailer]]:
        mailer = smtp_mailer(settings.smtp_url)
        yield mailer
        await mailer.close()

    @provide
    def bot(self, settings: Settings) -> Bot:
        return Bot(settings.bot_token, settings.bot_name)


class AccountProvider(Provider):
    """For one request or update."""

    scope = Scope.REQUEST

    attempts = provide(SqlAttempts, provides=Attempts)
    codes = provide(SqlOneTimeCodes, provides=OneTimeCodes)
    personal_tokens = provide(SqlPersonalTokens, provides=PersonalTokens)
    profiles = provide(SqlProfiles, provides=Profiles)
    idempotency_keys = provide(SqlIdempotencyKeys)
    students = provide(SqlStudents, provides=Students)
    refresh_tokens = provide(SqlRefreshTokens, provides=RefreshTokens)
    accounts = provide_all(
        ReadForm,
        RegisterStudent,
        LogIn,
        IssueTokens,
        RefreshAccess,
        LogOut,
        RegisterByTelegram,
        Try,
        LogInByCode,
        LogInByTelegram,
        OfferCode,
        TakeCode,
        OfferLogInCode,
        OfferTelegramLink,
        LinkTelegram,
        UnlinkTelegram,
        RequestPasswordReset,
        ResetPassword,
        RecogniseBearer,
        CreatePersonalToken,
        RevokePersonalToken,
        ShowProfile,
        ChangeProfile,
        ExportPersonalData,
        EraseStudent,
    )
