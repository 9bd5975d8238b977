"""What a department reads when something went wrong."""

from dataclasses import dataclass
from http import HTTPStatus


@dataclass(frozen=True, slots=True)
class ErrorText:
    title: str
    sentence: str


ERRORS = {
    "RoleNeeded": ErrorText(
        "Нужна роль",
        "Ваша учётная запись есть, но роль кафедры ей ещё не выдана: попросите администратора выдать её.",
    ),
    "NotAllowed": ErrorText("Нет права", "Ваша роль не позволяет этого: обратитесь к администратору."),
    "FormRefused": ErrorText(
        "Форма устарела", "Страница была открыта слишком давно: вернитесь назад, обновите её и повторите."
    ),
    "NotFound": ErrorText("Страницы нет", "Такой страницы нет, или она принадлежит другой кафедре."),
    "AlreadyDecided": ErrorText(
        "Решение уже принято", "Эту загрузку уже опубликовали или отклонили: откройте её и посмотрите."
    ),
}

BY_STATUS = {
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: ErrorText(
        "Слишком большой файл", "За один раз можно прислать не больше 25 МБ: разделите файл на части."
    ),
    HTTPStatus.METHOD_NOT_ALLOWED: ErrorText("Так нельзя", "Откройте страницу по ссылке из меню."),
    HTTPStatus.BAD_REQUEST: ErrorText("Запрос не понят", "Отправьте форму ещё раз."),
}

NOT_ROLLED_BACK = ErrorText(
    "Выпуск не отменён",
    "Отменить можно только самый новый выпуск, и только один раз: посмотрите историю ещё раз.",
)
OUTAGE = ErrorText(
    "База не отвечает", "Ничего не потеряно и не изменено: подождите минуту и обновите страницу."
)
FAILURE = ErrorText("Что-то сломалось", "Ошибка записана. Попробуйте ещё раз или напишите администратору.")


def too_many_attempts(seconds: int) -> ErrorText:
    minutes = -(-seconds // 60)
    return ErrorText("Слишком много попыток", f"Подождите {minutes} мин. и войдите ещё раз.")
