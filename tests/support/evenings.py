"""Ten questions of economics, released one by one: each is the only one that a student has not seen."""

from dataclasses import dataclass
from hashlib import sha256

from serving.core.questions import Multiple, One, Open, Option, YesNo
from serving.core.training.sessions import AnyQuestion
from serving.files import Files
from tests.support.banks import Bank
from tests.support.chats import Person, shown

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


def options(*texts: str) -> tuple[Option, ...]:
    return tuple(Option(id=place, text=text) for place, text in enumerate(texts, 1))


QUESTIONS: tuple[AnyQuestion, ...] = (
    One(
        text="Кофе подорожал. Что будет со спросом на чай?",
        options=options("упадёт", "вырастет", "не изменится"),
        key=2,
        shuffle=False,
    ),
    One(
        text="Кто выпускает рубли?",
        options=options("Министерство финансов", "Банк России", "Сбербанк"),
        key=2,
        shuffle=False,
    ),
    YesNo(text="Инфляция снижает покупательную способность денег.", key=True),
    Open(text="Как называется рынок, на котором один продавец?", key=("монополия",)),
    Open(text="Спрос $Q_d = 100 - 2P$, предложение $Q_s = 3P$. Найди равновесную цену.", key=("20",)),
    Multiple(
        text="Что сдвигает кривую спроса $Q_d = 100 - 2P$ & <цены>?",
        options=options("доход", "цена самого товара", "вкусы"),
        key=(1, 3),
        shuffle=False,
        explanation="Цена самого товара ведёт по кривой, а не сдвигает её.",
    ),
    One(
        text="Какая точка на рисунке — равновесие?",
        options=options("A", "B", "C"),
        key=1,
        shuffle=False,
        photo=sha256(PNG).hexdigest(),
    ),
    YesNo(
        text="Продажа подержанного велосипеда увеличивает ВВП.",
        key=False,
        explanation="В ВВП входит только то, что произведено в этом году.",
    ),
    Multiple(
        text="Какие налоги прямые?",
        options=options("НДФЛ", "НДС", "налог на прибыль"),
        key=(1, 3),
        shuffle=False,
    ),
    One(
        text=r"Что измеряет $\frac{\Delta Q}{\Delta P} \cdot \frac{P}{Q}$?",
        options=options("эластичность спроса", "излишек потребителя", "инфляцию"),
        key=1,
        shuffle=False,
    ),
)


@dataclass(slots=True)
class Evening:
    """`looker`: a student who tells by his filters what the bot knows of the bank."""

    bank: Bank
    looker: Person
    released: int = 0

    async def release(self) -> None:
        """The next question; the bot draws it when this returns. The first has a theme of its own."""
        question = QUESTIONS[self.released]
        theme = "спрос" if self.released == 0 else "деньги и рынки"
        level = 3 if self.released == 1 else None
        self.bank.add(question, subject="economics", theme=theme, level=level)
        self.bank.notify()
        self.released += 1
        page = ""
        while f" {self.released} вопрос" not in page:
            await self.looker.say("/filters", "Для какого предмета?")
            page = shown(await self.looker.choose("Экономика", "Подходит"))


def prepare(bank: Bank, files: Files) -> None:
    """One subject only, and the students who are there study it."""
    bank.connection.execute("insert into subjects values ('economics', 'Экономика')")
    bank.connection.execute("update students set subject = 'economics'")
    bank.connection.execute("delete from subjects where code = 'geography'")
    files.put(sha256(PNG).hexdigest(), PNG)
