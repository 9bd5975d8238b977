"""The words of the pages; sentences that belong to one page stand in its template."""

from dataclasses import dataclass

from pipelines.banks.report import Level
from serving.core.questions import Kind
from serving.core.reports.reports import Decision, Reason


@dataclass(frozen=True, slots=True)
class LevelText:
    title: str
    meaning: str


LEVELS = {
    Level.REJECT: LevelText("Отклонено", "строка не попадёт в банк, пока вы её не исправите"),
    Level.HOLD: LevelText("Отложено", "вся группа строк ждёт вашего решения"),
    Level.WARNING: LevelText("Проверьте", "вопрос принят, но с ним, возможно, что-то не так"),
    Level.REPAIR: LevelText("Исправлено", "мелочь поправлена за вас, вопрос принят"),
    Level.MERGE: LevelText("Копия", "такой вопрос уже есть, копии объединены в один"),
    Level.FLAG: LevelText("К сведению", "вопрос принят, делать ничего не нужно"),
}

KINDS = {
    Kind.YES_NO: "да / нет",
    Kind.ONE: "один ответ",
    Kind.MULTIPLE: "несколько ответов",
    Kind.OPEN: "открытый",
}

REASONS = {
    Reason.WRONG_KEY: "неверный ответ",
    Reason.SEVERAL_RIGHT: "верных ответов несколько",
    Reason.UNCLEAR: "непонятно",
    Reason.MISPRINT: "опечатка",
    Reason.PICTURE: "проблема с картинкой",
    Reason.OUTDATED: "устарело",
    Reason.OTHER: "другое",
}

DECISIONS = {
    Decision.QUARANTINE: "вопрос снят на проверку",
    Decision.KEEP: "вопрос оставлен",
    Decision.FIXED: "вопрос исправлен",
    None: "ещё не рассмотрено",
}

ROLES = {"department": "кафедра", "analyst": "аналитик", "admin": "администратор"}

QUESTION_STATUSES = {
    "live": "в работе",
    "held": "ждёт картинку",
    "quarantined": "на проверке",
    "retired": "снят",
}

UPLOAD_STATUSES = {
    "waiting": "ждёт решения",
    "publishing": "публикуется",
    "published": "опубликовано",
    "declined": "отклонено",
    "failed": "не опубликовано",
}

RELEASED = {"new": "новый", "changed": "изменён", "retired": "снят"}

OUTCOMES = {"new": "новый", "changed": "изменится", "unchanged": "без изменений"}

DIFFICULTIES = {1: "очень лёгкий", 2: "лёгкий", 3: "средний", 4: "трудный", 5: "очень трудный"}

FLAGS = {
    "key_changed": "верный ответ менялся: ответы не сравнить",
    "miskey_suspected": "возможно, неверен ключ",
    "negative_discrimination": "сильные ошибаются чаще слабых",
    "below_chance": "отвечают хуже, чем наугад",
    "dead_option": "есть вариант, который не выбирают",
    "too_easy": "слишком лёгкий",
    "too_hard": "слишком трудный",
    "slow": "долго решают",
}

FIELDS = {
    "text": "Вопрос",
    "options": "Варианты",
    "key": "Верный ответ",
    "explanation": "Пояснение",
    "photo": "Картинка",
    "points": "Баллы",
    "subway": "Можно в метро",
    "shuffle": "Перемешивать",
    "theme": "Тема",
    "sources": "Источники",
    "status": "Состояние",
}

WRONG_CREDENTIALS = "Неверная почта или пароль."
EMAIL_TAKEN = "Эта почта уже зарегистрирована: войдите с ней."
ACCOUNT_FIELDS = {
    "email": "Проверьте адрес почты.",
    "password": "Пароль — от 8 до 200 знаков.",
    "surname": "Укажите фамилию.",
    "name": "Укажите имя.",
    "consent": "Без согласия на обработку данных зарегистрировать нельзя.",
}

NO_FILES = "Выберите файл с вопросами."
SEVERAL_PROFILES = "Профилей прислано несколько: оставьте один файл .toml."
NO_BANKS = "Среди присланного нет файла с вопросами: нужна книга .xlsx или CSV."
PUBLISHING_FAILED = "Публикация не удалась, банк остался прежним. Попробуйте ещё раз."
NOTHING_NEW = "Банк уже такой, как в файле: менять было нечего."


def file_twice(name: str) -> str:
    return f"Файл «{name}» прислан дважды: оставьте один или переименуйте второй."


def archive_broken(name: str) -> str:
    return f"Архив «{name}» повреждён или защищён паролем: соберите его заново."


def archive_too_large(name: str) -> str:
    return f"Архив «{name}» распаковывается в слишком большой объём: пришлите только вопросы и картинки."


def foreign_subjects(titles: list[str]) -> str:
    named = ", ".join(f"«{title}»" for title in titles)
    return (
        f"В файле есть вопросы по предмету {named}, а права на него у вас нет: "
        "уберите эти строки или обратитесь к администратору. Ничего не загружено."
    )


YES, NO = "да", "нет"
NOTHING = "—"
FEW = "мало данных"
ERASED = "учётная запись удалена"


def answer_name(stem: str) -> str:
    return f"{stem} — проверка.xlsx"


def template_name(title: str) -> str:
    return f"{title} — вопросы.xlsx"
