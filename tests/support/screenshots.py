"""`python -m tests.support.screenshots` takes the pictures of the README anew, of a whole system."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.faults.whole_system import System, whole_system
from tests.support.portal import PASSWORD, SAMPLES, member

ROOT = Path(__file__).parents[2]
FINDINGS = ROOT / "pipelines" / "portal" / "findings.png"
ASSETS = ROOT / "pipelines" / "defs" / "assets.png"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ADDRESS = "department-geography@apo.ru"


def take_pictures() -> None:
    with (
        TemporaryDirectory() as home,
        whole_system(Path(home)) as system,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        _findings(browser, system)
        _assets(browser, system)
        browser.close()


def _findings(browser: Browser, system: System) -> None:
    """A bank with mistakes, as its department sees it."""
    portal = f"http://127.0.0.1:{system.environment['APO_PORTAL_PORT']}"
    with member(portal, system.endpoints.postgres_url, ["geography"]):
        page = _page(browser, portal, width=1280, height=1000)
        page.goto("/sign-in")
        page.get_by_label("Почта").fill(ADDRESS)
        page.get_by_label("Пароль").fill(PASSWORD)
        page.get_by_role("button", name="Войти").click()
        page.locator("input[type=file]").set_input_files(SAMPLES / "mistakes.csv")
        page.get_by_role("button", name="Проверить").click()
        page.wait_for_url("**/submissions/*")
        page.wait_for_load_state("networkidle")
        page.screenshot(path=FINDINGS)


def _assets(browser: Browser, system: System) -> None:
    """The groups of assets, from a submission to what training reads, after a refresh."""
    system.run("refresh")
    page = _page(
        browser, f"http://127.0.0.1:{system.environment['APO_DAGSTER_PORT']}", width=2000, height=640
    )
    page.goto("/asset-groups")
    page.get_by_role("button", name="Skip").click()
    page.wait_for_timeout(5_000)  # statuses are asked for after the groups are drawn
    expect(page.get_by_text("fetching")).to_have_count(0, timeout=60_000)
    page.screenshot(path=ASSETS)


def _page(browser: Browser, address: str, *, width: int, height: int) -> Page:
    return browser.new_context(base_url=address, viewport={"width": width, "height": height}).new_page()


if __name__ == "__main__":
    take_pictures()
