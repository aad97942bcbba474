"""The whole way in a made-up, longer language: nothing stays untranslated, nothing runs out of a phone's screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys import pseudo
from tests.journeys.conftest import PHONE, Open
from tests.journeys.hands import Hands, five_minute_package
from tests.journeys.test_every_page import CASE, PASTE, PUBLIC, QUESTIONS
from tests.processes import RunningPortal, clean_environment

# Text that is data: what was typed, names of companies, countries, networks, facts of the directory, dates.
BARE = """() => {
  const data = '[translate=no], code, textarea, time, option, .source, .summary dd, '
    + '[lang=en], [data-said], script, title';
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const bare = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!/\\p{L}{2}/u.test(node.data) || node.parentElement.closest(data)) continue;
    let holder = node.parentElement;
    while (holder && !holder.textContent.includes('\u27e6')) holder = holder.parentElement;
    const inside = (text, at) => text.lastIndexOf('\u27e6', at) > text.lastIndexOf('\u27e7', at);
    const whole = holder ? holder.textContent : '';
    if (!node.data.includes('\u27e6') && !inside(whole, whole.indexOf(node.data))) bare.push(node.data.trim());
  }
  if (!document.title.includes('\u27e6')) bare.push('title: ' + document.title);
  return bare;
}"""


@pytest.fixture
def translated(tmp_path: Path) -> Iterator[RunningPortal]:
    catalogue = pseudo.build(tmp_path / "locale")
    environment = clean_environment(
        tmp_path / "state",
        DJANGO_SETTINGS_MODULE="tests.journeys.pseudo_settings",
        RECOURSE_PSEUDO_LOCALE=str(catalogue),
        RECOURSE_OPERATOR_NAME=pseudo.pseudo("Operator"),
    )
    with RunningPortal(environment) as portal:
        yield portal


def look(page: Page, wrong: list[str]) -> None:
    """What is untranslated or too wide on the page that is open."""
    name = page.url.rpartition("//")[2].partition("/")[2]
    wrong += [f"{name}: {text}" for text in page.evaluate(BARE)]
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    if wide > 0:
        wrong.append(f"{name}: {wide} px too wide")


def test_the_whole_way_in_another_language(translated: RunningPortal, open_page: Open) -> None:
    page = open_page(PHONE, locale=pseudo.LANGUAGE)
    wrong: list[str] = []
    for path in PUBLIC:
        page.goto(translated.url + path)
        look(page, wrong)
    hands = Hands(page, translated.url)
    five_minute_package(hands)
    look(page, wrong)
    for path in (*(f"/report/{slug}" for slug in QUESTIONS), *CASE):
        page.goto(translated.url + path)
        look(page, wrong)
    page.goto(translated.url + "/report/things?then=papers")
    page.fill("#id_pasted", PASTE)
    page.click("button[value=continue]")
    look(page, wrong)
    assert sorted(set(wrong)) == []
