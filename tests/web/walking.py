"""A reader without JavaScript: fills one question after another, as a browser posts it."""

from django.http import HttpResponse
from django.test import Client

ANSWERS: dict[str, dict[str, str]] = {
    "money": {"ongoing": "unsure"},
    "safety": {"safe": "safe"},
    "person": {"who": "me"},
    "hit": {"hit": "exchange", "how": "not_me", "company": "binance"},
    "amount": {"much": "0.8 BTC", "when": "yesterday"},
    "things": {"do": "unknown"},
    "where": {"do": "later"},
    "police": {"do": "unknown"},
    "you": {"name": "Nadia Brandt", "country": "DE"},
}
DECLARED = {"truth": "on", "share_with_institutions": "on", "share_with_police": "on"}


class Reader:
    """One browser."""

    def __init__(self) -> None:
        self.client = Client()

    def get(self, path: str) -> HttpResponse:
        """A page."""
        return self.client.get(path)

    def post(self, path: str, **said: object) -> HttpResponse:
        """A form sent, without following where it leads."""
        return self.client.post(path, said)

    def answer(self, slug: str, **said: object) -> HttpResponse:
        """One question answered as given, else as usual."""
        return self.post(f"/report/{slug}", **(said or ANSWERS[slug]))

    def until(self, slug: str) -> None:
        """Every question before this one, answered as usual."""
        for name in ANSWERS:
            if name == slug:
                return
            response = self.answer(name)
            assert response.status_code == 302, (name, response.content.decode()[:3000])

    def make(self, **said: object) -> HttpResponse:
        """The last button."""
        return self.post("/report/check", **{"do": "make", "version": "0", **DECLARED, **said})

    def walk(self, **said: object) -> HttpResponse:
        """From the first question to the papers."""
        self.until("check")
        return self.make(**said)
