"""The thief's sites as a stranger may see them: nothing of the victim in a link, no site of everybody."""

import pytest

from incidents.core.thief_links import MOST_LINKS, Site, sites
from tests.factories import record_of

JANE = {"legal_name": "Jane Doevers", "email": "jane.d@mail.example", "phone": "+4930123456"}


def found(*values: str, kind: str = "url", **members: object) -> tuple[Site, ...]:
    return sites(record_of(indicators=[{"kind": kind, "value": value} for value in values], **members))


def links(*values: str, **members: object) -> list[str]:
    return [link for site in found(*values, **members) for link in site.links]


def test_a_link_is_its_host_and_the_plain_words_of_its_path() -> None:
    assert found("https://www.Login.Evil.example/auth/sign-in.html") == (
        Site("login.evil.example", ("login.evil.example/auth/sign-in.html",)),
    )


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://evil.example/login?email=jane.d@mail.example#x", "evil.example/login"),
        ("https://jane:secret@evil.example/", "evil.example"),
        ("https://evil.example:8443/a", "evil.example/a"),
        ("hxxps://evil[.]example/a", "evil.example/a"),
        ("evil.example", "evil.example"),
        ("https://evil.example/u/jane/login", "evil.example/u/[...]"),
        ("https://evil.example/u/DOEVERS", "evil.example/u/[...]"),
        ("https://evil.example/c/9f8a7b6c5d4e", "evil.example/c/[...]"),
        ("https://evil.example/c/averyveryverylongtokenwithoutdigits", "evil.example/c/[...]"),
        ("https://evil.example/%6Aane", "evil.example/[...]"),
        ("https://evil.example/pay/4930123456", "evil.example/pay/[...]"),
        ("https://jane.evil.example/a", "evil.example"),
        ("https://bücher.example/a", "xn--bcher-kva.example/a"),
    ],
)
def test_what_may_name_a_person_or_a_visit_is_left_out(given: str, kept: str) -> None:
    assert links(given, victim=JANE) == [kept]


@pytest.mark.parametrize(
    "given",
    [
        "https://t.me/scammer", "https://docs.google.com/x", "https://www.kucoin.com/login", "binance.com",
        "https://doevers.example/a", "nothing", "", "https://", "https://[::1", "a..b", "https://-x-.example",
        "x" * 400, "http://10.20.30.40/a",
    ],
)  # fmt: skip
def test_sites_of_everybody_real_companies_and_what_is_no_site_are_left_out(given: str) -> None:
    assert found(given, victim=JANE) == ()


def test_other_kinds_of_traces_are_no_sites() -> None:
    assert found("boss@evil.example", kind="email") == ()
    assert found("evil.example", kind="domain") == (Site("evil.example", ("evil.example",)),)


def test_a_site_below_another_is_counted_with_it_and_nothing_twice() -> None:
    both = ("https://login.evil.example/a", "https://evil.example/b", "https://evil.example/b", "https://other.example")
    assert found(*both) == (
        Site("evil.example", ("login.evil.example/a", "evil.example/b")),
        Site("other.example", ("other.example",)),
    )
    assert len(links(*(f"https://evil.example/{letter}{n}" for letter in "abc" for n in range(20)))) == MOST_LINKS
