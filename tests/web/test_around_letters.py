"""What became of a letter, what a company answered, and what to do next; safety and the pages of the first weeks."""

from datetime import timedelta

import pytest

from incidents.core import directory
from incidents.core.record import CaseRecord, parse_json
from incidents.models import Case, Contact, Document, Letter, Submission
from incidents.services import clock
from incidents.services.snapshot import snapshot
from tests.web.made import pretend_made
from tests.web.test_papers import OWN
from tests.web.walking import Reader

pytestmark = pytest.mark.django_db
NEXT = OWN + "next"


@pytest.fixture
def reader() -> Reader:
    reader = Reader()
    reader.walk()
    pretend_made(Case.objects.get())
    return reader


def record() -> CaseRecord:
    return snapshot(Case.objects.get())


class TestAnswers:
    @pytest.mark.parametrize(
        ("answer", "status", "words"),
        [
            ("ticket", "acknowledged", "They gave a ticket number"),
            ("hold", "hold placed", "They hold the money"),
            ("refused", "refused", "They refused"),
            ("id", "asked for ID", "They want proof of who I am"),
            ("not_ours", "not ours", "They say it is not theirs"),
        ],
    )
    def test_each_answer_is_kept_and_shown(self, reader: Reader, answer: str, status: str, words: str) -> None:
        reader.post(OWN + "state", do="sent", sent_at="2026-03-01 10:00")
        said = {"reference": "T-77", "answered_on": "2026-03-02", "hold_until": "2099-03-04"}
        assert reader.post(OWN + "state", do="answered", answer=answer, **said).status_code == 302
        found = record().contacts[0]
        assert (found.institution, found.status, found.reference) == ("binance", status, "T-77")
        assert (found.answered_on, found.hold_until) == ("2026-03-02", "2099-03-04" if answer == "hold" else None)
        assert found.sent_at == record().letters[0].sent_at
        assert words in reader.get("/papers").content.decode()
        assert "T-77" in reader.get(OWN).content.decode()

    def test_it_stands_in_the_next_version(self, reader: Reader) -> None:
        reader.post(OWN + "state", do="sent")
        reader.post(OWN + "state", do="answered", answer="refused", reference="T-77")
        assert "answers of companies" in reader.get("/papers").content.decode()
        reader.post("/papers/version", version="1")
        made = CaseRecord.model_validate(parse_json(Submission.objects.get(version=2).record))
        assert [(item.status, item.reference) for item in made.contacts] == [("refused", "T-77")]
        assert made.letters[0].sent_at is not None

    def test_without_an_answer_nothing_is_kept_and_what_was_typed_stays(self, reader: Reader) -> None:
        page = reader.post(OWN + "state", do="answered", reference="T-77", hold_until="soon").content.decode()
        assert "Choose what they answered" in page
        assert 'value="T-77"' in page
        assert not Contact.objects.exists()

    def test_a_day_of_sending_can_be_given_and_not_one_to_come(self, reader: Reader) -> None:
        reader.post(OWN + "state", do="sent", sent_at="2026-03-01 10:00")
        sent = record().letters[0].sent_at
        assert sent is not None
        assert sent.isoformat() == "2026-03-01T10:00:00+01:00"
        reader.post(OWN + "state", do="not_sent")
        assert not Letter.objects.exists()
        assert "in the future" in reader.post(OWN + "state", do="sent", sent_at="2099-03-01").content.decode()

    def test_a_secret_in_an_answer_is_not_kept(self, reader: Reader) -> None:
        phrase = "legal winner thank year wave sausage worth useful legal winner thank yellow"
        page = reader.post(OWN + "state", do="answered", answer="id", note=phrase).content.decode()
        assert "We did not keep this" in page
        assert not Contact.objects.exists()

    def test_a_complaint_is_made_only_for_those_who_ask(self, reader: Reader) -> None:
        assert not Document.objects.filter(letter="L2c").exists()
        assert "Make a complaint" in reader.get(NEXT).content.decode()
        reader.post(OWN + "state", do="complain")
        reader.post("/papers/version", version="1")
        assert Document.objects.filter(letter="L2c").exists()
        assert "Complain to" in reader.get("/papers").content.decode()
        assert "Make a complaint" not in reader.get(NEXT).content.decode()
        reader.post("/papers/for/binance/L2c/state", do="do_not_complain")
        reader.post("/papers/version", version="2")
        assert "Complain to" not in reader.get("/papers").content.decode()

    def test_a_letter_withdrawn_after_an_objection_says_so_and_offers_nothing(self, reader: Reader) -> None:
        Document.objects.filter(letter="L2a").update(withdrawn_at=clock.now(), withdrawn_why="objection_upheld")
        page = reader.get(OWN).content.decode()
        assert "withdrawn after an objection" in page
        assert "Download:" not in page
        assert "I have sent it" not in page


class TestWhatNow:
    @pytest.mark.parametrize(
        ("answer", "words"),
        [
            ("", "No answer"),
            ("ticket", "It is no decision and no hold"),
            ("refused", "A no to you need not be a no to the police"),
            ("id", "They never need your recovery phrase"),
            ("not_ours", "may be wrong or old"),
            ("hold", "A hold ends"),
        ],
    )
    def test_what_fits_stands_first(self, reader: Reader, answer: str, words: str) -> None:
        reader.post(OWN + "state", do="sent")
        if answer:
            reader.post(OWN + "state", do="answered", answer=answer)
        page = reader.get(NEXT).content.decode()
        first = page[page.index('class="panel"') : page.index("</section>")]
        assert words in first

    def test_facts_of_the_company_have_source_and_date_and_no_officers_mailbox(self, reader: Reader) -> None:
        page, company = reader.get(NEXT).content.decode(), directory.get("binance")
        assert company is not None
        assert company.victim_channel is not None
        assert company.victim_channel.sources[0].ref in page
        assert company.victim_channel.when in page
        assert "law-enforcement" not in page

    def test_the_page_of_papers_points_there_when_days_went_by(self, reader: Reader) -> None:
        reader.post(OWN + "state", do="sent")
        assert NEXT not in reader.get("/papers").content.decode()
        long_ago = (clock.now() - timedelta(days=4)).strftime("%Y-%m-%d %H:%M")
        reader.post(OWN + "state", do="not_sent")
        reader.post(OWN + "state", do="sent", sent_at=long_ago)
        page = reader.get("/papers").content.decode()
        assert NEXT in page
        assert "No answer from Binance? What now" in page

    @pytest.mark.parametrize(
        ("until", "words"), [("2099-01-01", "holds the money for now"), ("2020-01-01", "may be over")]
    )
    def test_a_hold_is_remembered_until_it_ends_and_after(self, reader: Reader, until: str, words: str) -> None:
        reader.post(OWN + "state", do="answered", answer="hold", hold_until=until)
        assert words in reader.get("/papers").content.decode()

    def test_no_such_page_for_what_is_no_letter(self, reader: Reader) -> None:
        assert reader.get("/papers/for/police/-/next").status_code == 404

    def test_the_police_page_has_the_words_of_the_country(self, reader: Reader) -> None:
        assert "Tagebuchnummer" in reader.get("/police-questions").content.decode()
        assert "Tagebuchnummer" not in Reader().get("/police-questions").content.decode()

    def test_what_the_police_ask_and_how_false_helpers_call_are_linked_from_the_first_day(self, reader: Reader) -> None:
        assert "/police-questions" in reader.get("/papers/for/police/-/").content.decode()
        assert "/calls" in Reader().get("/").content.decode()

    def test_false_helpers_are_told_apart(self) -> None:
        page = Reader().get("/calls").content.decode()
        for words in ("We never call", "We never charge", "remote access", "has a code of its own"):
            assert words in page


class TestSafety:
    def danger(self, **said: str) -> Reader:
        reader = Reader()
        reader.answer("money")
        reader.answer("safety", **said)
        for slug in ("person", "hit", "amount", "things", "where", "police", "you"):
            reader.answer(slug)
        reader.make()
        pretend_made(Case.objects.get())
        return reader

    @pytest.mark.parametrize("said", [{"safe": "danger"}, {"safe": "safe", "known_person": "on"}])
    def test_in_danger_and_with_a_thief_who_is_known_files_wait(self, said: dict[str, str]) -> None:
        reader = self.danger(**said)
        page = reader.get("/papers").content.decode()
        assert "/papers/all" not in page
        assert "hidden" in page
        assert "What we do differently now" in reader.get("/my-case/safety").content.decode()
        reader.post("/papers/show")
        assert "/papers/all" in reader.get("/papers").content.decode()

    def test_the_branch_names_the_emergency_number_of_the_country(self) -> None:
        reader = self.danger(safe="danger")
        page = reader.get("/report/safe").content.decode()
        assert ">112<" in page
        assert "blackmails" in page

    def test_numbers_have_source_and_date_and_without_one_the_page_is_honest(self) -> None:
        page = Reader().get("/help-lines?country=FR").content.decode()
        assert "3114" in page
        assert "service-public.fr" in page
        assert "2021-09-29" in page
        page = Reader().get("/help-lines?country=JP").content.decode()
        assert "We have no checked number for this country" in page
        assert "We have no checked line for this country" in page
        assert Reader().get("/help-lines?country=%3Cscript%3E").status_code == 200

    def test_the_device_and_the_ways_to_reach_the_reader_can_be_changed(self, reader: Reader) -> None:
        seen = str(Case.objects.get().changes)
        said = {"device": "shared", "device_clean": "no", "contact_by": ["email"], "wants_help": "on", "seen": seen}
        assert reader.client.post("/my-case/safety", said).status_code == 302
        found = record().safety
        assert (found.device_clean, found.contact_by, found.wants_help) == (False, ("email",), True)
        assert reader.client.session.get_expiry_age() == 15 * 60
        assert "changed in another window" in reader.client.post("/my-case/safety", said).content.decode()


def test_an_answer_belongs_to_the_letter_it_came_to(reader: Reader) -> None:
    later = "/papers/for/binance/L2b/"
    reader.post(OWN + "state", do="sent", sent_at="2026-03-01 10:00")
    reader.post(OWN + "state", do="answered", answer="refused")
    assert "They refused" not in reader.get(later).content.decode().partition("<form")[0]
    reader.post(later + "state", do="sent", sent_at="2026-03-05 10:00")
    reader.post(later + "state", do="answered", answer="id", reference="T-99")
    assert "T-99" in reader.get(later).content.decode()
    assert "T-99" not in reader.get(OWN).content.decode()
