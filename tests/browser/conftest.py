from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

from fairlead.emulator import Emulator

# As root in a container; and nothing is looked up elsewhere.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert program, "these tests need Chromium: apt-get install chromium"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    shown = browser.new_page()
    yield shown
    shown.close()


@pytest.fixture
def look(page: Page, request: pytest.FixtureRequest) -> Callable[[Emulator], Page]:
    """Opens the inspector of an emulator; nothing in it may fail, be refused, or come from elsewhere."""
    wrong: list[str] = []
    allowed: list[str] = ["data:,"]

    def hear(message: ConsoleMessage) -> None:
        # The browser itself says that an answer was an error, which some tests want.
        if message.type == "error" and "status of 400" not in message.text:
            wrong.append(message.text)

    def check(request: Request) -> None:
        if not request.url.startswith(tuple(allowed)):
            wrong.append(request.url)

    def open_(emulator: Emulator) -> Page:
        allowed.append(emulator.inspector_url)
        page.goto(emulator.inspector_url)
        expect(page.locator("#live")).to_have_text("live")
        # Lost if the page is loaded again.
        page.evaluate("document.documentElement.dataset.loaded = 'once'")
        # The test's emulators are there already, so this ends before they do: a page that outlives its server
        # rightly complains.
        request.node.addfinalizer(done)
        return page

    def done() -> None:
        loaded = page.evaluate("document.documentElement.dataset.loaded")
        page.close()
        assert loaded == "once"
        assert wrong == []

    page.on("console", hear)
    page.on("request", check)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    return open_
