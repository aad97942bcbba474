"""What was read in a file: shown in plain words, confirmed or dismissed, its traces put on the list by a person."""

import io
import json
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from incidents.models import Case, Event, Evidence
from incidents.services.snapshot import derived_snapshot, snapshot
from tests.web.walking import Reader

pytestmark = pytest.mark.django_db
MAIL = b"""From: Help Desk <help@evil-desk.example>\r
Reply-To: boss@other-evil.example\r
Subject: Your account\r
Date: Thu, 8 Dec 2022 02:14:09 +0000\r
Authentication-Results: mx.home.example; spf=fail\r
Received: from bad.example (203.0.113.9) by mx.home.example; Thu, 8 Dec 2022 02:14:10 +0000\r
\r
Log in at https://evil-desk.example/claim and write to @anna_help.\r
"""


@pytest.fixture
def reader() -> Reader:
    reader = Reader()
    reader.until("check")
    return reader


def give(reader: Reader, content: bytes, name: str) -> Evidence:
    response = reader.client.post("/files/new", {"uploads": SimpleUploadedFile(name, content)})
    assert response.status_code == 302, response.content.decode()
    return Evidence.objects.get()


def scripted_pdf() -> bytes:
    pdf, out = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    pdf.save(out)
    return out.getvalue()


def page_of(reader: Reader, row: Evidence) -> str:
    return reader.get(f"/files/{row.id}/found").content.decode()


def test_the_list_says_that_something_was_read(reader: Reader) -> None:
    row = give(reader, MAIL, "a.eml")
    page = reader.get("/files").content.decode()
    assert "We read something in it" in page
    assert f"/files/{row.id}/found" in page


def test_facts_stand_in_plain_words_and_nothing_is_chosen_beforehand(reader: Reader) -> None:
    page = page_of(reader, give(reader, MAIL, "a.eml"))
    for words in ("Sender, as the mail says", "help@evil-desk.example", "Answers go to", "spf fail", "bad.example"):
        assert words in page
    assert "https://evil-desk.example/claim" in page
    assert 'href="https://evil-desk.example' not in page
    assert "checked" not in page.replace("checked the sender", "")


def test_what_is_confirmed_is_kept_and_only_chosen_traces_go_to_the_list(reader: Reader) -> None:
    row = give(reader, MAIL, "a.eml")
    assert row.proposed
    handle = [value for _kind, value in row.proposed["traces"]].index("@anna_help")
    response = reader.post(f"/files/{row.id}/found", state="confirmed", use_made="on", traces=[str(handle)])
    assert response.headers["Location"] == "/files"
    row.refresh_from_db()
    assert row.proposed
    assert row.proposed["state"] == "confirmed"
    assert row.captured_at is not None
    assert row.captured_at.isoformat() == "2022-12-08T02:14:09+00:00"
    record = snapshot(Case.objects.get())
    assert [(item.kind, item.value) for item in record.indicators] == [("handle", "@anna_help")]
    page = page_of(reader, row)
    assert "You said: this is right." in page
    assert "On your list of links and contacts already" in page
    assert "We read something in it" not in reader.get("/files").content.decode()


def test_what_is_dismissed_is_not_in_the_papers(reader: Reader) -> None:
    row = give(reader, MAIL, "a.eml")
    reader.post(f"/files/{row.id}/found", state="confirmed")
    found = derived_snapshot(Case.objects.get()).derived
    assert ["mail_subject", "Your account"] in found.evidence[0]["read"]  # type: ignore[union-attr]
    reader.post(f"/files/{row.id}/found", state="dismissed")
    found = derived_snapshot(Case.objects.get()).derived
    assert found.evidence[0]["read"] == []  # type: ignore[union-attr]
    assert not snapshot(Case.objects.get()).indicators
    assert Evidence.objects.get().captured_at is None


def test_the_event_holds_no_personal_data(reader: Reader) -> None:
    row = give(reader, MAIL, "a.eml")
    reader.post(f"/files/{row.id}/found", state="confirmed", traces=["0"])
    details = Event.objects.get(kind="evidence_settled").details
    assert details == {"evidence": str(row.id), "state": "confirmed", "traces": 1}


def test_nothing_said_and_nothing_offered_are_asked_again(reader: Reader) -> None:
    row = give(reader, MAIL, "a.eml")
    assert "Say whether this is right" in reader.post(f"/files/{row.id}/found").content.decode()
    page = reader.post(f"/files/{row.id}/found", state="confirmed", traces=["99"]).content.decode()
    assert "There is a problem" in page
    row.refresh_from_db()
    assert row.proposed
    assert "state" not in row.proposed


def test_another_device_is_seen_and_nothing_half_done(reader: Reader) -> None:
    row = give(reader, MAIL, "a.eml")
    seen = str(Case.objects.get().changes)
    reader.post("/links/new", values="other.example")
    page = reader.post(f"/files/{row.id}/found", state="confirmed", traces=["0"], seen=seen).content.decode()
    assert "There is a problem" in page
    assert len(snapshot(Case.objects.get()).indicators) == 1


def test_a_pdf_that_can_do_something_is_said_in_plain_words(reader: Reader) -> None:
    row = give(reader, scripted_pdf(), "a.pdf")
    page = page_of(reader, row)
    assert "This PDF can run a script. Open it on no computer that matters." in page
    assert "Is this right?" not in page
    assert "We read something in it" not in reader.get("/files").content.decode()


def test_a_forwarded_mail_says_which_lines_are_of_the_mail_inside(reader: Reader) -> None:
    outer = b"From: me@home.example\r\nMIME-Version: 1.0\r\nMessage-ID: <f@home.example>\r\n"
    outer += (
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n"
        + MAIL
        + b"--b--"
    )
    page = page_of(reader, give(reader, outer, "Fwd.eml"))
    first, second = page.index("me@home.example"), page.index("help@evil-desk.example")
    assert page.count("Mail in this file, number") == 2
    assert first < page.rindex("Mail in this file, number") < second


def test_of_a_whole_account_the_page_asks_for_the_one_chat(reader: Reader) -> None:
    chat = {
        "messages": [{"type": "message", "from": "Friend", "date": "2022-12-08T02:14:09", "text": "f@home.example"}]
    }
    page = page_of(reader, give(reader, json.dumps({"chats": {"list": [chat, chat]}}).encode(), "result.json"))
    assert "This file holds several of your chats." in page
    assert "Friend" not in page
    assert "f@home.example" not in page


def test_the_chain_begins_with_the_file_and_its_fingerprint(reader: Reader) -> None:
    row = give(reader, b"some text", "a.txt")
    b"".join(reader.get(f"/papers/mine/{row.id}").streaming_content)  # type: ignore[attr-defined]
    page = page_of(reader, row)
    assert page.index("gave us the file; we took its fingerprint") < page.index("downloaded one of your files")
    assert row.measured_sha256[6:-6] in page


def test_a_look_changes_nothing_and_another_case_sees_nothing(reader: Reader) -> None:
    row = give(reader, MAIL, "a.eml")
    before = Event.objects.count()
    assert page_of(reader, row)
    assert Event.objects.count() == before
    other = Reader()
    other.client = Client()
    other.until("check")
    assert other.get(f"/files/{row.id}/found").status_code == 404
    assert other.post(f"/files/{row.id}/found", state="confirmed").status_code == 404


class TestOneFileAfterTheOther:
    """What a page with scripts does."""

    def send(self, reader: Reader, content: bytes, name: str, **said: str) -> Any:
        file = SimpleUploadedFile(name, content)
        return reader.client.post(
            "/files/new", {"uploads": file, **said}, headers={"X-Requested-With": "XMLHttpRequest"}
        )

    def test_what_is_kept_is_said_in_json_with_the_count_of_changes(self, reader: Reader) -> None:
        answer = self.send(reader, b"words", "a.txt").json()
        assert answer == {"problems": [], "seen": Case.objects.get().changes}
        assert Evidence.objects.get().file == "a.txt"

    def test_sent_again_it_is_one_file(self, reader: Reader) -> None:
        for _ in range(2):
            assert self.send(reader, b"words", "a.txt").json()["problems"] == []
        assert Evidence.objects.count() == 1

    def test_what_is_refused_is_said_by_name(self, reader: Reader) -> None:
        (problem,) = self.send(reader, b"<html>", "page.html").json()["problems"]
        assert problem.startswith("page.html: We cannot take this kind of file: it could run.")

    def test_a_secret_is_answered_with_the_page_that_stops(self, reader: Reader) -> None:
        phrase = "legal winner thank year wave sausage worth useful legal winner thank yellow"
        page = self.send(reader, phrase.encode(), "a.txt", page="things")
        assert page.headers["Content-Type"].startswith("text/html")
        assert "We did not keep this" in page.content.decode()
        assert 'href="/report/things"' in page.content.decode()
        assert 'href="/files/new"' in self.send(reader, phrase.encode(), "a.txt", page="//evil").content.decode()


def test_types_and_sizes_are_told_beforehand_on_every_page_that_takes_files(reader: Reader) -> None:
    for path in ("/files/new", "/report/things"):
        page = reader.get(path).content.decode()
        assert "At most 20.0\xa0MB each. Films and archives: 250.0\xa0MB." in page
    page = reader.get("/files/new").content.decode()
    for word in ("HEIC", "MSG (Outlook)", "WhatsApp (TXT, ZIP)", "MOV", "No programs, no web pages"):
        assert word in page
    assert 'accept="image/*,image/heic,image/heif,video/*"' in page
    assert page.count("multiple") >= 2
