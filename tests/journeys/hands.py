"""A reader's hands: every tap is counted, and every page that came up."""

from playwright.sync_api import Page


class Hands:
    """Taps on a page. A list to choose from costs two taps, a text field one before typing."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.taps = self.screens = 0

    def open(self, path: str = "/") -> None:
        """Type an address."""
        self.page.goto(self.url + path)
        self.screens += 1

    def tap(self, selector: str) -> None:
        """One tap that stays on the page."""
        self.page.click(selector)
        self.taps += 1

    def go(self, selector: str) -> None:
        """One tap that leads to another page."""
        with self.page.expect_navigation():
            self.tap(selector)
        self.screens += 1

    def answer(self, do: str = "continue") -> None:
        """One of the buttons below a question."""
        self.go(f'button[name="do"][value="{do}"]')

    def mark(self, value: str) -> None:
        """A radio button."""
        self.tap(f'main input[value="{value}"]')

    def choose(self, field: str, value: str) -> None:
        """One line of a list."""
        self.page.select_option(f"#id_{field}", value)
        self.taps += 2

    def type(self, field: str, text: str) -> None:
        """Into a text field."""
        self.tap(f"#id_{field}")
        self.page.fill(f"#id_{field}", text)


def five_minute_package(hands: Hands) -> None:
    """The shortest way from the start page to papers: no number, no file, no e-mail."""
    hands.open()
    hands.go("main a.btn-primary")
    hands.mark("unsure")
    hands.answer()
    hands.mark("safe")
    hands.answer()
    hands.mark("me")
    hands.answer()
    hands.mark("exchange")
    hands.mark("not_me")
    hands.choose("company", "binance")
    hands.answer()
    hands.type("much", "0.8 BTC")
    hands.mark("today")
    hands.answer()
    hands.answer("unknown")
    hands.answer("later")
    hands.answer("unknown")
    hands.type("name", "Nadia Brandt")
    hands.choose("country", "DE")
    hands.answer()
    hands.tap("#id_truth")
    hands.tap("#id_share_with_institutions")
    hands.answer("make")
