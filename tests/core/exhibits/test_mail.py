"""Mails as they are: forged, damaged, forwarded, without a name for what is attached."""

from email.message import EmailMessage

import pytest

from incidents.core import file_types
from incidents.core.exhibits import contents, mail
from incidents.core.exhibits.proposal import propose

FORGED = b"""Delivered-To: me@home.example
Received: from mx.home.example by store.home.example; Thu, 8 Dec 2022 03:14:12 +0100
Received: from evil.example (unknown [203.0.113.5])
 by mx.home.example with ESMTP id 7; Thu, 8 Dec 2022 02:14:10 +0000 (UTC)
Authentication-Results: mx.home.example; spf=fail smtp.mailfrom=evil.example; dkim=none
Authentication-Results: mx.home.example; spf=pass; dkim=pass; dmarc=pass
Return-Path: <bounce-7@sender.evil.example>
From: "Binance" <do-not-reply@binance.com>
Subject: =?utf-8?B?WW91ciBhY2NvdW50?=
Date: Thu, 8 Dec 2022 02:14:09 +0000
Message-ID: <7@evil.example>

hello
"""


def facts(data: bytes) -> list[list[str]]:
    inside = list(contents.texts(data, file_types.MAIL, "a.eml"))
    return (propose(data, file_types.MAIL, inside) or {"facts": []})["facts"]


def test_checks_are_those_of_the_readers_own_server_whatever_the_sender_wrote_below() -> None:
    assert ["mail_checks", "mx.home.example: spf fail, dkim none"] in facts(FORGED)
    assert "pass" not in str(facts(FORGED))


def test_the_sender_that_no_program_shows_stands_beside_the_one_that_all_show() -> None:
    found = dict(map(tuple, facts(FORGED)))  # type: ignore[arg-type]
    assert found["mail_from"] == "Binance <do-not-reply@binance.com>"
    assert found["mail_returns_to"] == "bounce-7@sender.evil.example"
    assert (found["mail_subject"], found["mail_id"]) == ("Your account", "<7@evil.example>")


def test_each_hop_has_its_time() -> None:
    found = mail.read(FORGED)
    assert found is not None
    assert found.hops == (
        "evil.example (unknown [203.0.113.5]) > mx.home.example, 2022-12-08T02:14:10+00:00",
        "mx.home.example > store.home.example, 2022-12-08T03:14:12+01:00",
    )


@pytest.mark.parametrize(
    ("line", "body"),
    [
        (b"Content-Type: text/plain; charset=no-such-letters", b"the words"),
        (b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64", b"dGhlIHdvcmRz!"),
        (b"To: <<<,,@@", b"the words"),
        (b"From: =?utf-8?q?=ZZ?= <@>", b"the words"),
        (b"Date: Thu, 99 Foo 20222 99:99", b"the words"),
        (b"Reply-To: " + b"a@b.c, " * 3000, b"the words"),
        (b"Content-Type: multipart/mixed; boundary=x", b"--x\n\nthe words\n--x--"),
    ],
)
def test_a_damaged_line_costs_no_other_one(line: bytes, body: bytes) -> None:
    found = mail.read(b"Subject: still there\nMessage-ID: <1@a>\n" + line + b"\n\n" + body)
    assert found is not None
    assert (found.subject, found.message_id) == ("still there", "<1@a>")
    assert "the words" in found.body


def test_a_mail_within_a_mail_and_what_has_no_name_are_read() -> None:
    inner, outer = EmailMessage(), EmailMessage()
    inner["From"], inner["Subject"] = "thief@evil.example", "inner subject"
    inner.set_content("write to @evil_help")
    outer["From"], outer["Subject"] = "me@home.example", "Fwd"
    outer.set_content("see below")
    outer.add_attachment(inner)
    outer.add_attachment("a,b\n1,2", subtype="csv")
    read = dict(contents.texts(outer.as_bytes(), file_types.MAIL, "f.eml"))
    assert "thief@evil.example" in read["f.eml: attached.eml"]
    assert read["f.eml: attached.csv"].startswith("a,b")
    found = propose(outer.as_bytes(), file_types.MAIL, list(read.items()), ["me@home.example"])
    assert found is not None
    assert found["traces"] == [["email", "thief@evil.example"], ["handle", "@evil_help"]]
