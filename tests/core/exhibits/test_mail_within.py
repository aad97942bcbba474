"""Mails that hold more than they show: other mails, links behind words, words between parts, heads without an end."""

import time
from email.message import EmailMessage

import pytest

from incidents.core import file_types
from incidents.core.exhibits import mail_route
from incidents.core.exhibits.examination import Examined, examine

SEED = "legal winner thank year wave sausage worth useful legal winner thank yellow"
RECEIVED = (
    "Received: from mail.evil.net (203.0.113.5)\n by AM5.mail.protection.outlook.com; Thu, 8 Dec 2022 02:14:14 -0000"
)
THIEF = f"""Delivered-To: nadia.brandt@mail.com
{RECEIVED}
Authentication-Results: spf=fail (sender IP is 203.0.113.5) smtp.mailfrom=evil.net; dmarc=fail
Return-Path: <bounce@mailer.evil.net>
From: Help <help@evil.net>
To: Nadia <n.brandt@home.net>
Subject: Your account
Date: Thu, 8 Dec 2022 02:14:09 -0000
Message-ID: <7@mail.evil.net>
Content-Type: text/html

Dear nadia.brandt@mail.com or n.brandt@home.net,
<a href="https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fclaim.evil.net%2Fgo&amp;data=05">
https://www.binance.com</a> <img src="https://www.w3.org/Icons/x.png">
"""


def looked(text: str, name: str = "a.eml", *known: str) -> Examined:
    data = text.encode()
    return examine(data, file_types.media_type(data[: file_types.HEAD], name), name, known)


def test_what_is_offered_is_the_thiefs_and_neither_the_readers_nor_of_the_machines_that_carried_it() -> None:
    found = looked(THIEF).proposed
    assert found is not None
    assert found["traces"] == [
        ["url", "https://claim.evil.net/go"],
        ["email", "help@evil.net"],
        ["email", "bounce@mailer.evil.net"],
    ]
    assert found["made"] == "2022-12-08T02:14:09+00:00"
    assert ["mail_checks", "spf fail, dmarc fail"] in found["facts"]


def test_in_a_mail_that_its_owner_sent_the_addressee_stays_a_trace() -> None:
    sent = "From: me@home.net\nTo: thief@evil.net\nMessage-ID: <1@home.net>\n\nI wrote to thief@evil.net."
    found = looked(sent, "a.eml", "me@home.net").proposed
    assert found is not None
    assert found["traces"] == [["email", "thief@evil.net"]]


def test_a_forwarded_mail_tells_of_the_one_that_was_sent_along() -> None:
    outer = EmailMessage()
    outer["From"], outer["Date"] = "me@home.net", "Fri, 9 Dec 2022 09:00:00 +0100"
    outer.set_content("see below")
    text = outer.as_string().rstrip() + "\n"
    boundary = "--b\n"
    text = text.replace('Content-Type: text/plain; charset="utf-8"', "Content-Type: multipart/mixed; boundary=b")
    text = text.replace("see below\n", f"{boundary}\nsee below\n{boundary}Content-Type: message/rfc822\n\n{THIEF}--b--")
    found = looked(text, "f.eml", "me@home.net").proposed
    assert found is not None
    codes = [code for code, _ in found["facts"]]
    assert codes.count("mail_inside") == codes.count("mail_from") == 2
    assert ["mail_from", "Help <help@evil.net>"] in found["facts"]
    assert found["made"] == "2022-12-09T09:00:00+01:00"
    assert ["email", "bounce@mailer.evil.net"] in found["traces"]


def test_each_mail_of_a_mailbox_is_read_and_none_gives_its_time() -> None:
    box = f"From a Thu Dec  8 02:14:09 2022\n{THIEF}\nFrom b Fri Dec  9 02:14:09 2022\n{THIEF.replace('help@', 'two@')}"
    found = looked(box, "Inbox.mbox").proposed
    assert found is not None
    assert found["made"] is None
    assert ["mail_from", "Help <two@evil.net>"] in found["facts"]


@pytest.mark.parametrize(
    "at", ["{}\n--b\n\nhi\n--b--\n", "--b\n\nhi\n--b--\n{}\n", "--b\n\nhi\n--b--\n\nFrom c Thu\nTo: x\n\n{}"]
)
def test_a_secret_between_parts_or_in_the_second_mail_is_found(at: str) -> None:
    text = "From a Thu\nFrom: a@b.example\nMessage-ID: <1>\nContent-Type: multipart/mixed; boundary=b\n\n" + at.format(
        SEED
    )
    assert looked(text).findings


def test_a_head_longer_than_what_tells_the_type_is_still_a_mails() -> None:
    long = "ARC-Seal: i=1; b=" + "\n ".join(["x" * 70] * 80)
    assert looked(f"{RECEIVED}\n{long}\nFrom: x@evil.net\n\nhi", "original_msg.txt").media_type == file_types.MAIL
    assert looked(f"Received: one\n\n{'words ' * 900}", "notes.txt").media_type == "text/plain"


CAME = ("received", "from evil.example by mx.home.example; Thu, 8 Dec 2022 02:14:10 +0000")
RESULTS = "authentication-results"


@pytest.mark.parametrize(
    ("headers", "told"),
    [
        ([CAME, (RESULTS, "mx.google.com; spf=pass")], []),
        ([CAME, (RESULTS, "spf=pass")], []),
        ([CAME, (RESULTS, "mx.google.com; spf=pass"), ("received", "from x by mx.google.com; now")], []),
        ([CAME, ("received", "from x by mx.google.com; now"), (RESULTS, "mx.home.example; spf=pass")], []),
        ([CAME, (RESULTS, "spf.home.example; spf=fail"), (RESULTS, "dkim.home.example; dkim=none; spf=pass")],
         ["spf fail", "dkim none"]),
        ([CAME, (RESULTS, "mx.home.example; spf=fail"), (RESULTS, "mx.home.example; dmarc=pass")], ["spf fail"]),
        ([(RESULTS, "mx.home.example; spf=fail"), CAME], ["spf fail"]),
    ],
)  # fmt: skip
def test_checks_are_of_the_server_that_received_it(headers: list[tuple[str, str]], told: list[str]) -> None:
    assert mail_route.checks(headers)[1] == told


@pytest.mark.parametrize(
    "line",
    [
        "Subject: " + "=?utf-8?q?a?= " * 100_000,
        "To: " + "(" * 500_000,
        "X: y\nContent-Type: text/html\n\n" + "<" * 500_000,
    ],
)
def test_no_line_takes_long(line: str) -> None:
    before = time.process_time()
    found = looked(f"From: x@evil.example\nMessage-ID: <1>\n{line}\n\nhi").proposed
    assert time.process_time() - before < 4
    assert found is not None
    assert ["mail_from", "x@evil.example"] in found["facts"]
