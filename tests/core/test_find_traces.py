"""Traces of a thief in the middle of a text: offered once each, without everybody's sites and the reader's own."""

import time

import pytest

from incidents.core.traces import MOST_FOUND, find_traces


def found(text: str, *known: str) -> list[tuple[str | None, str]]:
    return [(trace.kind, trace.value) for trace in find_traces(text, known)]


def test_what_is_everybodys_is_left_out() -> None:
    text = "https://www.binance.com/en x@gmail.com support@binance.com @anna_help a@b.c https://t.me/share/url?url=x "
    text += "1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggu https://facebook.com/ www.google.com/search see notes.txt and chat.zip."
    assert found(text) == [
        ("email", "x@gmail.com"),
        ("handle", "@anna_help"),
        ("address", "1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggu"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("go to hxxps[:]//login[.]evil[.]example/a.", ("url", "https://login.evil.example/a")),
        ("(https://evil.example/x)", ("url", "https://evil.example/x")),
        ("come to evil-desk.com now", ("domain", "evil-desk.com")),
        ("at evil-desk[.]top, please", ("domain", "evil-desk.top")),
        ("www.evil-desk.com/claim?id=3", ("url", "www.evil-desk.com/claim?id=3")),
        ("https://t.me/evil_help", ("handle", "t.me/evil_help")),
        ("https://t.me/+AbCdEf123", ("handle", "t.me/+AbCdEf123")),
        ("https://www.instagram.com/evil.help/?hl=en", ("handle", "instagram.com/evil.help")),
        ("https://wa.me/447700900123?text=hi", ("phone", "+447700900123")),
        ("https://api.whatsapp.com/send?phone=447700900123&text=x", ("phone", "+447700900123")),
        ("call +44 (7700) 900-123!", ("phone", "+44 (7700) 900-123")),
        ("https://münchen-bank.example/a", ("url", "https://münchen-bank.example/a")),
    ],
)
def test_each_kind_is_told_as_it_stands_in_a_sentence(text: str, expected: tuple[str, str]) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize(
    "text", ["on 2022.12.08", "order +1", "v1.2.3", "end.Then we", "a.b", "user@host", "0.5 BTC/EUR", ""]
)
def test_ordinary_words_are_none(text: str) -> None:
    assert found(text) == []


def test_the_readers_own_are_none_however_they_are_written() -> None:
    text = "Dear ME@home.example, call +49 170 1234567 or +44 7700 900123, pay 1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggu"
    known = ("me@home.example", "+491701234567", "1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggu")
    assert found(text, *known) == [("phone", "+44 7700 900123")]


def test_each_is_offered_once_and_not_more_than_anybody_reads() -> None:
    assert found("https://evil.example/a https://EVIL.example/a/ evil@evil.example EVIL@evil.example") == [
        ("url", "https://evil.example/a"),
        ("email", "evil@evil.example"),
    ]
    assert len(found(" ".join(f"https://evil{number}.example" for number in range(200)))) == MOST_FOUND


@pytest.mark.parametrize("text", ["a.", "a-", "+1 ", "@a", "h", "1", "a@", "https://"])
def test_long_nonsense_takes_no_time(text: str) -> None:
    began = time.process_time()
    find_traces(text * (400_000 // len(text)))
    assert time.process_time() - began < 10
