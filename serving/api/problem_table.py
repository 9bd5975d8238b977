"""One table from the errors of the product to their status, stable code and sentence."""

from http import HTTPStatus

from serving.core import errors
from serving.core.account import errors as account
from serving.core.broadcasts import errors as broadcasts
from serving.core.contests import errors as contests
from serving.core.exports import errors as exports
from serving.core.webhooks import errors as webhooks

PROBLEMS: dict[type[errors.ProductError], tuple[HTTPStatus, str, str]] = {
    errors.EmailTaken: (HTTPStatus.CONFLICT, "email_taken", "This e-mail is registered already; log in."),
    errors.WrongCredentials: (HTTPStatus.UNAUTHORIZED, "wrong_credentials", "Wrong e-mail or password."),
    errors.TokenRefused: (HTTPStatus.UNAUTHORIZED, "token_refused", "The token is invalid or expired."),
    errors.FormRefused: (HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_request", "Some fields are wrong."),
    errors.TooManyAttempts: (
        HTTPStatus.TOO_MANY_REQUESTS,
        "too_many_attempts",
        "Too many attempts; wait as long as Retry-After says.",
    ),
    account.ScopeMissing: (HTTPStatus.FORBIDDEN, "scope_missing", "The token was not made for this."),
    errors.CursorMalformed: (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "cursor_malformed",
        "Give back `next_cursor` as it was.",
    ),
    account.CodeRefused: (HTTPStatus.UNAUTHORIZED, "code_refused", "The code is wrong, used or expired."),
    account.TelegramRefused: (
        HTTPStatus.UNAUTHORIZED,
        "telegram_refused",
        "This was not signed by Telegram within the last hour.",
    ),
    account.TelegramUnknown: (
        HTTPStatus.NOT_FOUND,
        "telegram_unknown",
        "No student has linked this Telegram account.",
    ),
    account.TelegramTaken: (
        HTTPStatus.CONFLICT,
        "telegram_taken",
        "The Telegram account belongs to another student.",
    ),
    account.TelegramUnavailable: (
        HTTPStatus.NOT_FOUND,
        "telegram_unavailable",
        "There is no bot here.",
    ),
    account.LastWayIn: (
        HTTPStatus.CONFLICT,
        "last_way_in",
        "You have no password, so without Telegram you could not come back.",
    ),
    account.MailUnavailable: (
        HTTPStatus.NOT_FOUND,
        "mail_unavailable",
        "No letters are sent here.",
    ),
    account.PersonalTokenNotFound: (
        HTTPStatus.NOT_FOUND,
        "personal_token_not_found",
        "You have no such token.",
    ),
    account.TooManyTokens: (HTTPStatus.CONFLICT, "too_many_tokens", "Revoke a token first."),
    errors.SubjectUnknown: (HTTPStatus.NOT_FOUND, "subject_unknown", "See GET /v1/subjects for the codes."),
    errors.SessionNotFound: (HTTPStatus.NOT_FOUND, "session_not_found", "You have no such session."),
    errors.SessionFinished: (HTTPStatus.CONFLICT, "session_finished", "Start another session."),
    errors.ServeNotFound: (HTTPStatus.NOT_FOUND, "serve_not_found", "You were served no such question."),
    errors.PhotoNotFound: (HTTPStatus.NOT_FOUND, "photo_not_found", "There is no such picture."),
    errors.AnswerMalformed: (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "answer_malformed",
        "yes_no takes true or false, one an option id, multiple a list of option ids, open a text.",
    ),
    errors.FiltersNotDefault: (
        HTTPStatus.CONFLICT,
        "filters_not_default",
        "A competitive session takes all questions; delete the filters first.",
    ),
    errors.FilterValuesUnknown: (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "filter_values_unknown",
        "See GET /v1/subjects/{code} for the themes and sources.",
    ),
    errors.FiltersTooStrict: (HTTPStatus.CONFLICT, "filters_too_strict", "No question fits the filters."),
    errors.PoolExhausted: (
        HTTPStatus.CONFLICT,
        "pool_exhausted",
        "You have answered every question that fits.",
    ),
    errors.SliceTooSmall: (
        HTTPStatus.CONFLICT,
        "slice_too_small",
        "Places are shown among five students or more; look at the whole leaderboard.",
    ),
    errors.NothingToRepeat: (
        HTTPStatus.CONFLICT,
        "nothing_to_repeat",
        "No mistake is due today; train in another mode.",
    ),
    errors.QuotaReached: (
        HTTPStatus.CONFLICT,
        "quota_reached",
        "Enough mistakes for today; raise the quota of the goal or come back tomorrow.",
    ),
    errors.QuestionUnknown: (HTTPStatus.NOT_FOUND, "question_unknown", "There is no such question."),
    errors.QuestionNotServed: (
        HTTPStatus.NOT_FOUND,
        "question_not_served",
        "You were served no such question.",
    ),
    errors.ReportedAlready: (
        HTTPStatus.CONFLICT,
        "reported_already",
        "You have reported this version of the question.",
    ),
    errors.RoleMissing: (HTTPStatus.FORBIDDEN, "role_missing", "Your role does not allow this."),
    errors.AccountNotFound: (HTTPStatus.NOT_FOUND, "account_not_found", "There is no such account."),
    errors.GrantMalformed: (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "grant_malformed",
        "A department needs a subject at least; other roles cover every subject.",
    ),
    errors.ComplaintNotFound: (
        HTTPStatus.NOT_FOUND,
        "complaint_not_found",
        "Your department has nothing to decide about this question.",
    ),
    errors.CorrectionRefused: (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "correction_refused",
        "With this key it is no question, or it is so already; see `reason`.",
    ),
    errors.MessageNotFound: (HTTPStatus.NOT_FOUND, "message_not_found", "You have no such message."),
    broadcasts.BroadcastNotFound: (
        HTTPStatus.NOT_FOUND,
        "broadcast_not_found",
        "There is no such broadcast.",
    ),
    broadcasts.BroadcastInState: (
        HTTPStatus.CONFLICT,
        "broadcast_in_state",
        "The broadcast is in another state than this needs.",
    ),
    broadcasts.RecipientsMiscounted: (
        HTTPStatus.CONFLICT,
        "recipients_miscounted",
        "It would reach another number of students; look at it again.",
    ),
    broadcasts.NobodyReached: (HTTPStatus.CONFLICT, "nobody_reached", "It would reach nobody."),
    broadcasts.PictureRefused: (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "picture_refused",
        "Send a PNG, JPEG or WebP of 10 MB at most.",
    ),
    broadcasts.NotConfirmed: (
        HTTPStatus.CONFLICT,
        "not_confirmed",
        "Confirm the broadcast by the number of its recipients first.",
    ),
    contests.ContestNotFound: (HTTPStatus.NOT_FOUND, "contest_not_found", "There is no such contest."),
    contests.ContestInState: (
        HTTPStatus.CONFLICT,
        "contest_in_state",
        "The contest is in another state than this needs; see `state`.",
    ),
    contests.QuestionsUnfit: (
        HTTPStatus.CONFLICT,
        "questions_unfit",
        "These questions are not live, of another subject or in another contest; see `questions`.",
    ),
    contests.QuestionsTooFew: (
        HTTPStatus.CONFLICT,
        "questions_too_few",
        "Fewer fit the filters; see `found`.",
    ),
    contests.TooManyDuels: (
        HTTPStatus.CONFLICT,
        "too_many_duels",
        "Wait until one of your duels is over.",
    ),
    contests.EntranceRefused: (HTTPStatus.FORBIDDEN, "entrance_refused", "The contest is for others."),
    contests.AttemptsUsedUp: (HTTPStatus.CONFLICT, "attempts_used_up", "You have no attempt left."),
    contests.AttemptNotFound: (HTTPStatus.CONFLICT, "attempt_not_found", "Enter the contest first."),
    contests.AnswerLate: (HTTPStatus.CONFLICT, "answer_late", "The time was over; see `ended_at`."),
    contests.NotAsked: (HTTPStatus.CONFLICT, "not_asked", "Ask for the question first."),
    contests.NothingLeft: (HTTPStatus.CONFLICT, "nothing_left", "Every question is answered."),
    exports.ExportNotFound: (HTTPStatus.NOT_FOUND, "export_not_found", "There is no such export any more."),
    exports.ExportFiltersMisfit: (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "export_filters_misfit",
        "The export has no such filter, or cannot do without it; see `filter`.",
    ),
    webhooks.WebhookUrlRefused: (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "webhook_url_refused",
        "Give an https address in the internet without password and fragment; see `reason`.",
    ),
    webhooks.TooManyWebhooks: (HTTPStatus.CONFLICT, "too_many_webhooks", "Delete a webhook first."),
    webhooks.WebhookNotFound: (HTTPStatus.NOT_FOUND, "webhook_not_found", "You have no such webhook."),
    webhooks.WebhookDeliveryNotFound: (
        HTTPStatus.NOT_FOUND,
        "webhook_delivery_not_found",
        "The webhook has no such delivery any more.",
    ),
    webhooks.WebhookDeliveryWaiting: (
        HTTPStatus.CONFLICT,
        "webhook_delivery_waiting",
        "It is tried by itself; see `next_at`.",
    ),
    errors.BankNotLoaded: (
        HTTPStatus.SERVICE_UNAVAILABLE,
        "bank_not_loaded",
        "The question bank is being read; try again in a second.",
    ),
}
