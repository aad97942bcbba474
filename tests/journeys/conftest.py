"""A real browser in front of a real portal: Debian's Chromium, and everything that ``make run`` starts."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.processes import RunningPortal

CHROMIUM = "/usr/bin/chromium"
PHONE, DESK = 375, 1280
Open = Callable[..., Page]


@pytest.fixture(scope="package")
def portal(shared_portal: RunningPortal) -> RunningPortal:
    """One portal for all journeys; each journey is a browser of its own."""
    return shared_portal


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """``open_page(width=375, scripts=False)``: a page in a fresh profile."""
    contexts: list[BrowserContext] = []

    def opened(width: int = PHONE, *, scripts: bool = True, scheme: str = "light", locale: str = "en-GB") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            java_script_enabled=scripts,
            color_scheme=scheme,  # type: ignore[arg-type]
            locale=locale,
            timezone_id="Europe/Berlin",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        return page

    yield opened
    for context in contexts:
        context.close()
