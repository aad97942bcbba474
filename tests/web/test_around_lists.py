"""Lists around the report: traces of the thief, suspects, reports, answers, files, and who was hurt."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from incidents.core.traces import read_trace, read_traces
from incidents.gateways.vault import evidence_files
from incidents.models import Case, Event, Evidence
from incidents.services import cases
from incidents.services.snapshot import snapshot
from incidents.web.victim.session import actor
from tests.web.walking import Reader

pytestmark = pytest.mark.django_db
PHRASE = "legal winner thank year wave sausage worth useful legal winner thank yellow"
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xdc\xccY\xe7\x00\x00\x00\x00IEND\xaeB`\x82"
)


@pytest.fixture
def reader() -> Reader:
    reader = Reader()
    reader.until("check")
    return reader


def record() -> object:
    return snapshot(Case.objects.get())


def one(reader: Reader, word: str) -> str:
    """The address of the first fact of a list."""
    page = reader.get(f"/{word}").content.decode()
    start = page.index(f'href="/{word}/', page.index('class="panel fact"'))
    return page[start + 6 : page.index('"', start + 6)]


@pytest.mark.parametrize(
    ("pasted", "kind", "value"),
    [
        ("hxxps://login[.]evil[.]example/a?b=1", "url", "https://login.evil.example/a?b=1"),
        ("evil[.]example", "domain", "evil.example"),
        ("münchen-bank.example", "domain", "münchen-bank.example"),
        ("mail: boss@evil[.]example", "email", "boss@evil.example"),
        ("+49 170 1234567", "phone", "+49 170 1234567"),
        ("whatsapp +44 7700 900123", "phone", "+44 7700 900123"),
        ("@boss_trader", "handle", "@boss_trader"),
        ("Telegram: boss", "handle", "boss"),
        ("192.0.2.7", "ip", "192.0.2.7"),
        ("2001:db8::1", "ip", "2001:db8::1"),
        ("bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", "address", "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"),
        ("sha256: " + "ab" * 32, "file_hash", "ab" * 32),
        ("ab" * 32, None, "ab" * 32),
        ("14.10.2026", None, "14.10.2026"),
        ("he said he was from support", None, "he said he was from support"),
    ],
)
def test_each_trace_is_told_by_its_form_and_never_guessed(pasted: str, kind: str | None, value: str) -> None:
    read = read_trace(pasted)
    assert (read.kind, read.value) == (kind, value)


def test_a_thing_that_stands_twice_is_taken_once() -> None:
    assert len(read_traces("evil.example\nEVIL.example, evil.example")) == 1


class TestLinks:
    def test_many_are_pasted_at_once(self, reader: Reader) -> None:
        pasted = "https://evil.example/login\n@boss_trader, boss@evil.example\nhe was friendly"
        response = reader.post("/links/new", values=pasted, role="phishing", first_seen="2026-03-27")
        assert response.headers["Location"] == "/links"
        found = record().indicators  # type: ignore[attr-defined]
        assert [item.kind for item in found] == ["url", "handle", "email", None]
        assert {item.role for item in found} == {"phishing"}
        page = reader.get("/links").content.decode()
        assert "We could not tell what this is" in page
        assert 'href="https://evil.example' not in page

    def test_what_is_there_is_not_added_again_however_often_the_button_is_pressed(self, reader: Reader) -> None:
        seen = str(Case.objects.get().changes)
        for _ in range(2):
            assert reader.post("/links/new", values="evil.example", seen=seen).status_code == 302
        assert len(record().indicators) == 1  # type: ignore[attr-defined]

    def test_a_kind_can_be_said(self, reader: Reader) -> None:
        reader.post("/links/new", values="the boss")
        url = one(reader, "links")
        reader.post(url, value="the boss", kind="handle", note="on the phone")
        found = record().indicators[0]  # type: ignore[attr-defined]
        assert (found.kind, found.value, found.note) == ("handle", "the boss", "on the phone")

    def test_a_secret_is_not_kept(self, reader: Reader) -> None:
        page = reader.post("/links/new", values=f"evil.example\n{PHRASE}").content.decode()
        assert "We did not keep this" in page
        assert not record().indicators  # type: ignore[attr-defined]

    def test_nothing_typed_is_said_beside_the_box(self, reader: Reader) -> None:
        assert "Paste or type at least one" in reader.post("/links/new", values=" ").content.decode()


class TestSuspectsAndReports:
    def test_a_suspicion_has_a_name_and_a_reason(self, reader: Reader) -> None:
        page = reader.post("/suspects/new", name_or_handle="Kim").content.decode()
        assert "Without a reason it helps nobody" in page
        reader.post("/suspects/new", name_or_handle="Kim", suspected_by="me", because="had my phone")
        found = record().suspects[0]  # type: ignore[attr-defined]
        assert (found.name_or_handle, found.suspected_by, found.because) == ("Kim", "me", "had my phone")

    def test_a_report_keeps_what_the_office_gave(self, reader: Reader) -> None:
        assert "Tagebuchnummer" in reader.get("/reports/new").content.decode()
        reader.post(
            "/reports/new", authority="LKA Berlin", country="DE", number="ST/1", filed_on="27.3.2026", officer="Hr. X"
        )
        found = record().police_reports[0]  # type: ignore[attr-defined]
        assert (found.authority, found.country, found.number, found.filed_on) == (
            "LKA Berlin",
            "DE",
            "ST/1",
            "2026-03-27",
        )

    def test_an_empty_report_is_none(self, reader: Reader) -> None:
        assert "Enter the office, or the number at least" in reader.post("/reports/new", country="DE").content.decode()


class TestContacts:
    def test_an_exchange_with_any_office_is_kept(self, reader: Reader) -> None:
        said = {"company": "other", "company_name": "Bank of Nowhere", "channel": "e-mail", "answer": "nothing"}
        assert reader.post("/contacts/new", sent_at="2026-03-27 10:00", **said).status_code == 302
        found = record().contacts[0]  # type: ignore[attr-defined]
        assert (found.institution, found.channel, found.status) == ("Bank of Nowhere", "e-mail", None)
        assert "Nothing yet" in reader.get("/contacts").content.decode()

    def test_a_hold_has_its_last_day_and_loses_it_with_the_hold(self, reader: Reader) -> None:
        reader.post(
            "/contacts/new", company="binance", answer="hold", hold_until="2099-01-02", answered_on="2026-03-28"
        )
        found = record().contacts[0]  # type: ignore[attr-defined]
        assert (found.status, found.hold_until, found.answered_on) == ("hold placed", "2099-01-02", "2026-03-28")
        reader.post(one(reader, "contacts"), company="binance", answer="refused", hold_until="2099-01-02")
        found = record().contacts[0]  # type: ignore[attr-defined]
        assert (found.status, found.hold_until) == ("refused", None)

    def test_a_word_of_another_source_stays(self, reader: Reader) -> None:
        case = Case.objects.get()
        from incidents.core.record_parts import Contact
        from incidents.services import facts

        told = Contact(institution="kraken", status="escalated", sent_at=datetime(2026, 3, 1, tzinfo=UTC))
        facts.add(by=actor(case), case=case, name="contacts", parts=(told,))
        reader.post(one(reader, "contacts"), company="kraken", answer="answered", reference="T-1")
        found = record().contacts[0]  # type: ignore[attr-defined]
        assert (found.status, found.reference, found.institution) == ("escalated", "T-1", "kraken")


def file(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


class TestFiles:
    def test_files_and_photos_come_in_at_once_with_a_proposed_kind(self, reader: Reader) -> None:
        files = [file("orders.csv", b"a,b\n1,2\n"), file("note.txt", b"hello there")]
        response = reader.client.post("/files/new", {"uploads": files, "photos": [file("IMG_1.png", PNG)]})
        assert response.headers["Location"] == "/files"
        found = {item.file: (item.grade, item.source) for item in record().evidence}  # type: ignore[attr-defined]
        proposed = "proposed from the form of the file"
        assert found == {"orders.csv": ("B", proposed), "note.txt": (None, None), "IMG_1.png": ("D", proposed)}
        page = reader.get("/files").content.decode()
        assert "A screenshot or photo of mine" in page
        assert "We guessed where it is from" in page

    def test_what_is_refused_is_said_and_takes_nothing_with_it(self, reader: Reader) -> None:
        files = [file("evil.svg", b"<svg onload=x>"), file("good.csv", b"a,b\n1,2\n"), file("empty.txt", b"")]
        page = reader.client.post("/files/new", {"uploads": files}).content.decode()
        assert "evil.svg: We cannot take this kind of file" in page
        assert "1 file is kept" in page
        assert [row.file for row in Evidence.objects.all()] == ["good.csv"]

    @pytest.mark.parametrize(
        "content",
        [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\xef\xbb\xbf <!DOCTYPE html><p>x", b"a,b\n<script>x</script>"],
    )
    @pytest.mark.parametrize("name", ["a.svg", "a.html", "a.png", "a.csv", "a"])
    def test_row_5_what_a_browser_would_run_is_refused_under_any_name(
        self, reader: Reader, name: str, content: bytes
    ) -> None:
        page = reader.client.post("/files/new", {"uploads": [file(name, content)]}).content.decode()
        assert "We cannot take this kind of file" in page
        assert not Evidence.objects.exists()

    def test_a_secret_in_a_file_stops_that_file_only(self, reader: Reader) -> None:
        files = [file("good.csv", b"a,b\n1,2\n"), file("wallet.txt", PHRASE.encode())]
        page = reader.client.post("/files/new", {"uploads": files}).content.decode()
        assert "We did not keep this" in page
        assert [row.file for row in Evidence.objects.all()] == ["good.csv"]

    def test_what_it_is_can_be_said_and_the_file_stays(self, reader: Reader) -> None:
        reader.client.post("/files/new", {"uploads": [file("a.png", PNG)]})
        before = Evidence.objects.get()
        url = one(reader, "files")
        reader.post(url, title="Chat with the boss", grade="E", captured_at="2026-03-27 10:00")
        after = Evidence.objects.get()
        assert (after.title, after.grade, after.source) == ("Chat with the boss", "E", "as the reporter says")
        assert (after.measured_sha256, after.stored_as) == (before.measured_sha256, before.stored_as)
        assert after.captured_at is not None
        assert Event.objects.filter(kind="evidence_changed").count() == 1

    def test_taken_out_it_is_gone_and_the_trail_keeps_its_fingerprint(self, reader: Reader) -> None:
        reader.client.post("/files/new", {"uploads": [file("a.png", PNG)]})
        row, case = Evidence.objects.get(), Case.objects.get()
        cases.submit(by=actor(case), case=case)
        reader.post(f"/files/{row.id}/remove")
        assert not Evidence.objects.exists()
        assert not any(evidence_files.exists(name) for name in row.files)
        assert Event.objects.get(kind="evidence_removed").details["sha256"] == row.measured_sha256
        version = cases.latest(case)
        assert version is not None
        assert row.measured_sha256 in version.record

    def test_row_46_the_files_of_another_case_cannot_be_changed_or_taken_out(self, reader: Reader) -> None:
        reader.client.post("/files/new", {"uploads": [file("a.png", PNG)]})
        row, other = Evidence.objects.get(), Reader()
        other.answer("money")
        assert other.get(f"/files/{row.id}").status_code == 404
        assert other.post(f"/files/{row.id}/remove").status_code == 404
        assert Evidence.objects.count() == 1


class TestWho:
    def test_birth_date_address_and_holders(self, reader: Reader) -> None:
        said = {"born": "27.3.1984", "street": "Hauptstr. 1\nHinterhaus", "postcode": "10115", "city": "Berlin"}
        reader.post("/who", country="DE", holders="Ann\n Ben \n\n", id_type="passport", id_last4="C01X0006H", **said)
        found = record()
        victim = found.victim  # type: ignore[attr-defined]
        assert victim.date_of_birth == "1984-03-27"
        assert (victim.address.lines, victim.address.city) == (("Hauptstr. 1", "Hinterhaus"), "Berlin")
        assert victim.identity_document.last4 == "006H"
        assert [holder.name for holder in found.other_holders] == ["Ann", "Ben"]  # type: ignore[attr-defined]

    def test_a_whole_document_number_is_kept_nowhere(self, reader: Reader) -> None:
        reader.post("/who", id_last4="C01X0006H", born="never")
        assert "C01X0" not in str(Case.objects.get().typed)

    def test_whoever_acts_for_somebody_is_asked_for_the_right_to(self, reader: Reader) -> None:
        assert 'name="authority"' not in reader.get("/who").content.decode()
        reader.answer("person", who="other")
        page = reader.get("/who").content.decode()
        assert "stated, not checked" in page
        assert "The code of this case is yours alone" in page
        reader.post("/who", authority="Vollmacht vom 1.2.2026")
        reporter = record().reporter  # type: ignore[attr-defined]
        assert reporter.authority == "Vollmacht vom 1.2.2026"

    @pytest.mark.parametrize(("first", "then"), [("me", "other"), ("other", "me"), ("child", "died")])
    def test_a_saved_code_never_changes_hands(self, first: str, then: str) -> None:
        reader = Reader()
        reader.until("person")
        reader.answer("person", who=first)
        reader.answer("hit", do="save")
        assert reader.answer("person", who=then).status_code == 302
        reader.answer("person", who=first)
        reader.post("/code/saved", sure="yes")
        page = reader.answer("person", who=then).content.decode()
        assert "belongs to whoever began it" in page
        assert reader.answer("person", who=first).status_code == 302
