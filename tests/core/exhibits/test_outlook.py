"""Mails that Outlook saved, synthesised: headers, senders, times, letters, attachments; what only looks like one."""

from datetime import UTC, datetime

import olefile
import pytest

from incidents.core import file_types
from incidents.core.exhibits import contents, outlook
from incidents.core.exhibits.proposal import propose
from tests.core.exhibits.compound import compound, msg

SENT = datetime(2022, 12, 8, 2, 14, 9, tzinfo=UTC)
HEADERS = """Received: from evil-desk.example (203.0.113.9) by mx.home.example; Thu, 8 Dec 2022 02:14:10 +0000
Authentication-Results: mx.home.example; spf=fail; dkim=none
From: Help Desk <help@evil-desk.example>
Reply-To: boss@other-evil.example
Subject: Your account
Date: Thu, 8 Dec 2022 02:14:09 +0000
Content-Type: multipart/mixed; boundary="x"
"""


def test_a_mail_that_came_in_tells_what_its_headers_tell() -> None:
    data = compound(msg({"007D": HEADERS, "0037": "Your account", "1000": "Log in at https://evil-desk.example/claim"}))
    assert olefile.isOleFile(data)
    found = outlook.read(data)
    assert found is not None
    assert found.sender == "Help Desk <help@evil-desk.example>"
    assert found.reply_to == "boss@other-evil.example"
    assert found.sent == SENT
    assert found.hops == ("evil-desk.example (203.0.113.9) > mx.home.example, 2022-12-08T02:14:10+00:00",)
    assert (found.checked_by, found.verdicts) == ("mx.home.example", ("spf fail", "dkim none"))
    assert found.body == "Log in at https://evil-desk.example/claim"
    proposed = propose(data, file_types.OUTLOOK, list(contents.texts(data, file_types.OUTLOOK, "a.msg")))
    assert proposed is not None
    assert ["url", "https://evil-desk.example/claim"] in proposed["traces"]
    assert proposed["made"] == "2022-12-08T02:14:09+00:00"


def test_a_mail_of_a_company_without_headers_has_sender_subject_and_time_as_properties() -> None:
    texts = {
        "0C1A": "Help, Desk",
        "0C1F": "/O=EVIL/CN=HELP",
        "5D01": "help@evil.example",
        "0037": "Hello",
        "1000": "hi",
    }
    found = outlook.read(compound(msg(texts, sent=SENT)))
    assert found is not None
    assert (found.sender, found.subject, found.sent) == ("Help, Desk <help@evil.example>", "Hello", SENT)


def test_narrow_letters_are_read_in_the_mails_own_code_page() -> None:
    found = outlook.read(
        compound(msg({"0037": "Ваш счёт", "1000": "Переведите средства", "0C1F": "a@b.example"}, page=1251))
    )
    assert found is not None
    assert (found.subject, found.body) == ("Ваш счёт", "Переведите средства")


def test_what_hangs_on_it_is_read_a_mail_inside_included() -> None:
    inner = msg({"007D": HEADERS, "1000": "the inner mail"}, inner=True)
    tree = msg({"0C1F": "me@home.example", "0037": "Fwd", "1000": "see below"}, attached={
        "list.txt": b"words in a list", "their mail": inner, "large.txt": b"long words " * 900,
    })  # fmt: skip
    read = dict(contents.texts(compound(tree), file_types.OUTLOOK, "f.msg"))
    assert read["f.msg: list.txt"] == "words in a list"
    assert "the inner mail" in read["f.msg: their mail.eml"]
    assert "help@evil-desk.example" in read["f.msg: their mail.eml"]
    assert read["f.msg: large.txt"].startswith("long words")
    proposed = propose(compound(tree), file_types.OUTLOOK, list(read.items()), ["me@home.example"])
    assert proposed is not None
    for fact in (
        ["mail_from", "me@home.example"],
        ["mail_from", "Help Desk <help@evil-desk.example>"],
        ["mail_sent", "2022-12-08T02:14:09+00:00"],
        ["mail_hop", "evil-desk.example (203.0.113.9) > mx.home.example, 2022-12-08T02:14:10+00:00"],
        ["mail_checks", "mx.home.example: spf fail, dkim none"],
    ):
        assert fact in proposed["facts"]


def test_links_behind_the_words_of_a_page_are_read() -> None:
    page = b'<p>Log in</p><a href="https://evil-desk.example/claim">https://www.binance.com</a>'
    tree = {**msg({"0C1F": "a@b.example", "1000": "Log in"}), "__substg1.0_10130102": page}
    found = outlook.read(compound(tree))
    assert found is not None
    assert found.body == "Log in\nhttps://evil-desk.example/claim"


def test_pages_without_plain_words_are_read_too() -> None:
    tree = {**msg({"0037": "x", "0C1F": "a@b.example"}), "__substg1.0_10130102": b"<p>only a page</p>"}
    found = outlook.read(compound(tree))
    assert found is not None
    assert "only a page" in found.body


@pytest.mark.parametrize("tree", [{"WordDocument": b"x" * 5000}, {"Workbook": b"x"}, {"EncryptedPackage": b"y" * 9000}])
def test_other_compound_files_are_no_mails(tree: dict[str, bytes]) -> None:
    data = compound(tree)
    assert olefile.isOleFile(data)
    assert not outlook.is_mail(data)
    assert outlook.read(data) is None


@pytest.mark.parametrize("cut", [8, 512, 700, 1600, 2600])
def test_a_cut_one_is_none_and_breaks_nothing(cut: int) -> None:
    data = compound(msg({"007D": HEADERS, "1000": "words"}))
    outlook.read(data[:cut])
    assert outlook.is_mail(data)
