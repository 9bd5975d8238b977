"""The whole way of a department in a real browser: register, upload, look, publish, find."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from pipelines.portal.parts import Parts
from pipelines.stores.postgres import postgres
from serving.core.roles.roles import Role
from tests.support.grants import grant
from tests.support.portal import PASSWORD, SAMPLES, running

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium"
)

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser, portal: str) -> Iterator[Page]:
    """Fails a test whose page breaks its own policy or throws."""
    context = browser.new_context(base_url=portal, viewport=DESKTOP)  # type: ignore[arg-type]
    opened, complaints = context.new_page(), []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on(
        "console", lambda message: complaints.append(message.text) if "Policy" in message.text else None
    )
    yield opened
    context.close()
    assert complaints == []


@pytest.fixture
def plain_page(browser: Browser, quick: Parts) -> Iterator[Page]:
    """A browser that runs no scripts, on a phone."""
    with running(quick) as address:
        context = browser.new_context(base_url=address, viewport=PHONE, java_script_enabled=False)  # type: ignore[arg-type]
        yield context.new_page()
        context.close()


def register(page: Page) -> None:
    page.goto("/register")
    page.get_by_label("Фамилия").fill("Иванова")
    page.get_by_label("Имя").fill("Анна")
    page.get_by_label("Почта").fill("anna@apo.ru")
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_label("Согласен").check()
    page.get_by_role("button", name="Зарегистрироваться").click()
    expect(page.get_by_text("попросите администратора")).to_be_visible()


def sign_in(page: Page) -> None:
    page.get_by_role("button", name="Выйти").click()
    page.get_by_label("Почта").fill("anna@apo.ru")
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Войти").click()


def fits(page: Page) -> bool:
    """Nothing has to be scrolled sideways on a phone."""
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    fitting = page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    return bool(fitting)


def upload(page: Page, name: str) -> None:
    page.locator("input[type=file]").set_input_files(SAMPLES / name)
    expect(page.locator(".chosen")).to_have_text(name)
    page.get_by_role("button", name="Проверить").click()


def look_at_questions(page: Page) -> None:
    page.get_by_role("link", name="Посмотреть вопросы").click()
    page.get_by_label("Найти").fill("Эверест")
    expect(page.get_by_text("Таких вопросов нет")).to_be_visible()
    page.get_by_label("Найти").fill("гора")
    expect(page.locator("article")).to_have_count(1)
    expect(page.locator(".options .right")).to_contain_text("Эверест")
    assert fits(page)


def test_a_department_registers_uploads_looks_publishes_and_finds_its_questions(
    page: Page, postgres_url: str
) -> None:
    register(page)
    with postgres(postgres_url) as connection:
        grant(connection, "anna@apo.ru", Role.DEPARTMENT, ["geography"])
    sign_in(page)
    upload(page, "mistakes.csv")
    expect(page.locator(".counts .E strong")).to_have_text("12")
    assert fits(page)
    look_at_questions(page)

    page.get_by_role("link", name="mistakes.csv").click()
    page.get_by_role("button", name="Опубликовать").click()
    expect(page.locator(".decision.published")).to_be_visible(timeout=60_000)

    page.get_by_role("link", name="Мои вопросы").click()
    expect(page.get_by_text("4 вопроса")).to_be_visible()
    page.get_by_label("Тип").select_option("yes_no")
    expect(page.get_by_text("1 вопрос", exact=True)).to_be_visible()
    assert fits(page)


def test_a_refused_file_is_told_without_leaving_the_page(page: Page, postgres_url: str) -> None:
    register(page)
    with postgres(postgres_url) as connection:
        grant(connection, "anna@apo.ru", Role.DEPARTMENT, ["economics"])
    page.goto("/submissions")
    upload(page, "geography.csv")

    expect(page.locator(".progress.wrong")).to_contain_text("«География», а права на него у вас нет")
    expect(page.get_by_role("button", name="Проверить")).to_be_enabled()


def test_without_scripts_a_department_uploads_searches_publishes_and_finds(
    plain_page: Page, postgres_url: str
) -> None:
    page = plain_page
    register(page)
    with postgres(postgres_url) as connection:
        grant(connection, "anna@apo.ru", Role.DEPARTMENT, ["geography"])
    sign_in(page)
    page.locator("input[type=file]").set_input_files(SAMPLES / "geography.csv")
    page.get_by_role("button", name="Проверить").click()
    expect(page.get_by_text("Всего 21 строка")).to_be_visible()

    page.get_by_role("link", name="Посмотреть вопросы").click()
    page.get_by_label("Найти").fill("гора")
    page.get_by_label("Найти").press("Enter")
    expect(page.locator("article")).to_have_count(1)

    page.get_by_role("link", name="geography.csv").click()
    page.get_by_role("button", name="Опубликовать").click()
    expect(page.locator(".decision.published")).to_be_visible(timeout=60_000)

    page.get_by_role("link", name="Мои вопросы").click()
    page.get_by_label("Тип").select_option("yes_no")
    page.get_by_role("button", name="Показать").click()
    expect(page.get_by_text("6 вопросов", exact=True)).to_be_visible()
