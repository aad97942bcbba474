"""The door to the mail server, against a real one: headers, one recipient, what is refused, a server that is away."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from incidents.core.errors import BadInput, NotSent
from incidents.gateways.mail import Parcel, message_id, send
from tests.mail_server import MailServer, text_of

PARCEL = Parcel(
    number=uuid4(),
    to="ann@example.org",
    subject="A date is coming up",
    text="Plain words.\n",
    html="<p>Dressed words.</p>",
    language="de",
)


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    with MailServer() as server:
        for name, value in server.settings.items():
            setattr(settings, name, value)
        settings.MAIL_FROM, settings.MAIL_NAME = "notices@desk.example.org", "Notices"
        settings.ORIGIN = "https://desk.example.org"
        yield server


def test_what_arrives(server: MailServer) -> None:
    send(PARCEL)
    mail = server.mails[0]
    assert server.recipients == [["ann@example.org"]]
    assert (mail["From"], mail["To"]) == ("Notices <notices@desk.example.org>", "ann@example.org")
    assert (mail["Subject"], mail["Content-Language"]) == ("A date is coming up", "de")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"]
    assert mail["Message-ID"] == f"<{PARCEL.number.hex}@desk.example.org>"
    assert {"Cc", "Bcc"} & set(mail.keys()) == set()
    assert (text_of(mail).strip(), text_of(mail, "html").strip()) == ("Plain words.", "<p>Dressed words.</p>")


def test_a_second_try_is_the_same_message(server: MailServer) -> None:
    server.stop()
    with pytest.raises(NotSent) as refused:
        send(PARCEL)
    assert refused.value.code == "mail_server_away"
    server.start()
    send(PARCEL)
    send(PARCEL)
    assert {mail["Message-ID"] for mail in server.mails} == {message_id(PARCEL.number)}


@pytest.mark.parametrize(
    ("says", "code"),
    [
        ("550 No such user", "mail_refused"),
        ("451 Try again later", "mail_server_away"),
        ("421 Too busy", "mail_server_away"),
    ],
)
def test_whether_trying_again_is_of_use(server: MailServer, says: str, code: str) -> None:
    server.says = says
    with pytest.raises(NotSent) as refused:
        send(PARCEL)
    assert refused.value.code == code
    assert server.mails == []


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
@pytest.mark.parametrize("field", ["to", "subject", "language"])
def test_row_8_a_line_end_in_a_header_is_refused(server: MailServer, field: str, end: str) -> None:
    forged = replace(PARCEL, **{field: f"{getattr(PARCEL, field)}{end}Bcc: everybody@example.org"})
    with pytest.raises(BadInput) as refused:
        send(forged)
    assert refused.value.code == "line_break"
    assert server.mails == []


def test_row_8_a_line_end_in_the_senders_name_is_refused(server: MailServer, settings: Any) -> None:
    settings.MAIL_NAME = "Notices\nBcc: everybody@example.org"
    with pytest.raises(BadInput):
        send(PARCEL)
    assert server.mails == []


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("", "email_unreadable"),
        ("ann", "email_unreadable"),
        ("ann@localhost", "email_unreadable"),
        ("ann@example.org,bob@example.org", "email_unreadable"),
        ("Ann <ann@example.org>", "email_unreadable"),
        ("ann@bob@example.org", "email_unreadable"),
        ('"ann lee"@example.org', "email_unreadable"),
        ('"ann"@example.org', "email_odd"),
        ("ann%example.net@example.org", "email_odd"),
        ("example.net!ann@example.org", "email_odd"),
        ("-f@example.org", "email_odd"),
        (".ann@example.org", "email_odd"),
        ("ann..lee@example.org", "email_odd"),
        ("ann\u202e@example.org", "email_odd"),
        ("änn@example.org", "email_odd"),
        ("ann@-example.org", "email_odd"),
        ("ann@[127.0.0.1]", "email_odd"),
        ("a" * 65 + "@example.org", "email_odd"),
        ("ann\x00@example.org", "line_break"),
    ],
)
def test_row_8_odd_addresses_are_refused(server: MailServer, address: str, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        send(replace(PARCEL, to=address))
    assert refused.value.code == code
    assert server.mails == []


@pytest.mark.parametrize("address", ["o'hara@example.org", "a.b-c+d_e@mail.example.co.uk", "1@ex4mple.org"])
def test_ordinary_addresses_are_written_to(server: MailServer, address: str) -> None:
    send(replace(PARCEL, to=address))
    assert server.recipients == [[address]]
