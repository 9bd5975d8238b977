"""What each refusal of the product is in Telegram's words; a test walks all of them."""

from collections.abc import Callable, Mapping
from typing import Any

from aiogram.utils.formatting import Text

from bot.broadcasts import texts as broadcasts_texts
from bot.contests import making_texts
from bot.contests import texts as contests_texts
from bot.languages import _
from bot.reports import texts as reports_texts
from bot.start import texts as start_texts
from bot.training import end_texts as training_end_texts
from serving.core import errors as product
from serving.core.account import errors as account
from serving.core.broadcasts import errors as broadcasts
from serving.core.contests import errors as contests
from serving.core.exports import errors as exports
from serving.core.webhooks import errors as webhooks

Said = Text | Callable[[Any], Text]
"""Of every error of the type, or of one."""

ELSEWHERE = Text(_("Здесь это недоступно. Меню: /help"))

GONE = Text(_("Такого профиля больше нет. Начать заново: /start"))

REFUSALS: Mapping[type[product.ProductError], Said] = {
    product.TokenRefused: GONE,
    product.AccountNotFound: GONE,
    product.FormRefused: Text(_("Что-то заполнено неверно. Посмотри ещё раз: /me")),
    product.SubjectUnknown: Text(_("Такого предмета больше нет. Выбрать другой: /train")),
    product.SessionNotFound: training_end_texts.SESSION_FINISHED,
    product.SessionFinished: training_end_texts.SESSION_FINISHED,
    product.ServeNotFound: training_end_texts.SESSION_FINISHED,
    product.FiltersNotDefault: Text(_("С фильтрами соревноваться нельзя. Сбросить их: /filters")),
    product.FilterValuesUnknown: Text(_("Таких тем или источников больше нет. Посмотри ещё раз: /filters")),
    product.FiltersTooStrict: training_end_texts.why_no_more,
    product.PoolExhausted: training_end_texts.why_no_more,
    product.NothingToRepeat: training_end_texts.why_no_more,
    product.QuotaReached: training_end_texts.why_no_more,
    product.AnswerMalformed: Text(_("Не понял ответ. Попробуй ещё раз.")),
    product.BankNotLoaded: Text(_("Банк вопросов ещё загружается, попробуй через несколько секунд.")),
    product.SliceTooSmall: Text(_("Для такого рейтинга пока мало участников.")),
    product.QuestionUnknown: Text(_("Такого вопроса больше нет. Тренироваться: /train")),
    product.QuestionNotServed: reports_texts.NOT_SERVED,
    product.ReportedAlready: reports_texts.ALREADY,
    product.RoleMissing: Text(_("Это могут только кафедры и администраторы.")),
    account.CodeRefused: start_texts.LINK_REFUSED,
    account.TelegramTaken: Text(_("Этот Telegram уже связан с другим профилем.")),
    broadcasts.BroadcastNotFound: Text(_("Такой рассылки нет. Все рассылки: /broadcasts")),
    broadcasts.BroadcastInState: broadcasts_texts.in_state,
    broadcasts.RecipientsMiscounted: broadcasts_texts.miscounted,
    broadcasts.NobodyReached: Text(_("Эта рассылка никому не придёт: расширь её адресатов.")),
    contests.ContestNotFound: contests_texts.NO_CONTEST,
    contests.ContestInState: contests_texts.IN_STATE,
    contests.EntranceRefused: contests_texts.NOT_FOR_YOU,
    contests.TooManyDuels: Text(_("У тебя уже много дуэлей. Дождись, пока одна из них закончится.")),
    contests.QuestionsUnfit: making_texts.unfit,
    contests.QuestionsTooFew: making_texts.too_few,
    contests.AttemptsUsedUp: contests_texts.USED_UP,
    contests.AttemptNotFound: contests_texts.NOT_BEGUN,
    contests.NotAsked: contests_texts.NOT_BEGUN,
    contests.NothingLeft: contests_texts.NOTHING_LEFT,
    exports.ExportFiltersMisfit: Text(_("Такой выгрузки нет. Все выгрузки: /exports")),
    contests.AnswerLate: contests_texts.late,
    broadcasts.PictureRefused: Text(_("Нужна картинка PNG, JPEG или WebP, до 10 МБ.")),
    broadcasts.NotConfirmed: Text(_("Сначала подтверди рассылку числом получателей.")),
}
OF_OTHER_EDGES = frozenset(
    {
        exports.ExportNotFound,
        webhooks.WebhookUrlRefused,
        webhooks.TooManyWebhooks,
        webhooks.WebhookNotFound,
        webhooks.WebhookDeliveryNotFound,
        webhooks.WebhookDeliveryWaiting,
        product.EmailTaken,
        product.WrongCredentials,
        product.CursorMalformed,
        product.TooManyAttempts,
        product.PhotoNotFound,
        product.MessageNotFound,
        product.GrantMalformed,
        product.ComplaintNotFound,
        product.CorrectionRefused,
        account.ScopeMissing,
        account.TelegramRefused,
        account.TelegramUnknown,
        account.LastWayIn,
        account.TelegramUnavailable,
        account.MailUnavailable,
        account.PersonalTokenNotFound,
        account.TooManyTokens,
    }
)
"""Nothing that the bot asks for ends in these: they are of passwords, letters, tokens, departments' desks."""


def refusal(error: product.ProductError) -> Text:
    said = REFUSALS.get(type(error), ELSEWHERE)
    return said(error) if callable(said) else said


def broken(incident: str) -> Text:
    said = _("Что-то сломалось, код {code}. Мы уже видим это в журнале; попробуй ещё раз.")
    return Text(said.format(code=incident))
