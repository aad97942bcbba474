"""The paste box: understood line by line, shown before anything is added."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from incidents.models import Case, Evidence, Movement
from incidents.services.snapshot import snapshot
from tests.web.walking import Reader

pytestmark = pytest.mark.django_db
EVM = "0x" + "a1" * 32
BARE = "b2" * 32
XRP = "rG1QQv2nh2gr7RCZ1P8YYcBUKCCN633jCn"
TRON_LINK = "https://tronscan.org/#/transaction/" + "c3" * 32
BINANCE = "0x28C6c06298d514Db089934071355E5743bf21d60"


@pytest.fixture
def reader() -> Reader:
    reader = Reader()
    reader.until("things")
    return reader


def paste(reader: Reader, text: str) -> str:
    response = reader.answer("things", pasted=text)
    assert response.headers["Location"] == "/report/understood"
    return reader.get("/report/understood").content.decode()


def test_nothing_is_added_before_the_reader_says_so(reader: Reader) -> None:
    page = paste(reader, f"{EVM}\n{TRON_LINK}")
    assert "Nothing is added yet" in page
    assert EVM in page.replace("<b>", "").replace("</b>", "")
    assert "Tron" in page
    assert not Movement.objects.exists()


def test_what_is_added_left_the_account_that_was_hit(reader: Reader) -> None:
    paste(reader, TRON_LINK)
    assert reader.post("/report/understood").headers["Location"] == "/report/where"
    movement = snapshot(Case.objects.get()).movements[0]
    assert (movement.kind, movement.institution) == ("exchange_withdrawal", "binance")
    assert (movement.network, movement.txid) == ("tron", "c3" * 32)


def test_an_ambiguous_network_is_asked_and_may_stay_open(reader: Reader) -> None:
    page = paste(reader, f"{BARE}\n{EVM}")
    assert 'name="network_0"' in page
    assert 'name="network_all"' in page
    reader.post("/report/understood", network_0="litecoin", network_1="the moon")
    assert [m.network for m in snapshot(Case.objects.get()).movements] == ["litecoin", None]


def test_one_answer_serves_many_lines(reader: Reader) -> None:
    paste(reader, f"{EVM}\n0x{'d4' * 32}\n{BARE}")
    reader.post("/report/understood", network_all="bsc", network_2="bitcoin")
    assert [m.network for m in snapshot(Case.objects.get()).movements] == ["bsc", "bsc", "bitcoin"]


def test_each_thing_can_be_something_else(reader: Reader) -> None:
    page = paste(reader, f"117890234\n{BINANCE}\nhttps://evil.example/login\nhe called me")
    assert "Only the company can look this up" in page
    reader.post("/report/understood", role_1="own")
    record = snapshot(Case.objects.get())
    assert [m.withdrawal_id for m in record.movements] == ["117890234"]
    assert [w.address for w in record.wallets] == [BINANCE]
    assert [(i.kind, i.value) for i in record.indicators] == [("url", "https://evil.example/login")]
    assert record.narrative == "he called me"


def test_a_transaction_and_an_address_alone_are_one_line(reader: Reader) -> None:
    paste(reader, f"{EVM}\n{BINANCE}")
    reader.post("/report/understood", network_all="ethereum")
    movements = snapshot(Case.objects.get()).movements
    assert [(m.txid, m.to_address, m.network) for m in movements] == [(EVM, BINANCE, "ethereum")]


@pytest.mark.parametrize(
    ("number", "field"),
    [
        ("8ba1fe26-3cd5-4a63-9d0a-0c7b4a3f1b2e", "“Order ID” or “Transaction ID”"),
        ("LBSRGM-3UKWS-RW3RBY", "“txid” in its ledgers"),
        ("QYTKFNX-3HNDGH-Y4DYOG", "“refid”"),
        ("61f0c2aa31b7c40001d2e3f4", "KuCoin as “Order ID”"),
    ],
)
def test_a_number_of_a_company_says_its_field_and_where_the_transaction_number_stands(
    reader: Reader, number: str, field: str
) -> None:
    page = paste(reader, number)
    assert "It is no transaction number" in page
    assert field in page
    assert "called TxID or hash" in page


@pytest.mark.parametrize(
    "text", [f"{XRP} tag 12345", f"{XRP}:12345", "XVLhHMPHU98es4dbozjVtdWzVrDjtVFpRb8iCFUkMtRyVii"]
)
def test_a_memo_is_shown_and_goes_with_its_address(reader: Reader, text: str) -> None:
    page = paste(reader, text)
    assert page[page.index("Memo or tag") :].partition("</code>")[0].endswith(">12345")
    reader.post("/report/understood")
    assert [m.memo for m in snapshot(Case.objects.get()).movements] == ["12345"]


def test_what_the_case_tells_comes_first_in_the_choice_of_networks(reader: Reader) -> None:
    paste(reader, TRON_LINK)
    reader.post("/report/understood")
    page = paste(reader, BARE)
    choice = page[page.index('name="network_0"') :]
    assert choice.index('value="tron"') < choice.index('value="bitcoin"')


def test_what_looks_mistyped_is_kept_and_marked(reader: Reader) -> None:
    wrong = "1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggv"
    assert "looks mistyped" in paste(reader, wrong)
    reader.post("/report/understood")
    assert snapshot(Case.objects.get()).movements[0].to_address == wrong


def test_what_is_there_already_is_not_taken_twice(reader: Reader) -> None:
    paste(reader, TRON_LINK)
    reader.post("/report/understood")
    assert "Already in your report" in paste(reader, TRON_LINK)
    reader.post("/report/understood")
    assert Movement.objects.count() == 1


def test_hundreds_at_once_none_lost(reader: Reader) -> None:
    paste(reader, "\n".join(f"0x{number:064x}" for number in range(10**60, 10**60 + 700)))
    assert reader.post("/report/understood").headers["Location"] == "/report/understood"
    assert Movement.objects.count() == 600
    reader.post("/report/understood")
    assert Movement.objects.count() == 700


def test_the_page_of_where_it_went_shows_what_lists_say(reader: Reader) -> None:
    paste(reader, BINANCE)
    reader.post("/report/understood")
    page = reader.get("/report/where").content.decode()
    assert "Listed as Binance" in page
    assert "Lists may be wrong" in page


def test_files_are_kept_beside_the_paste(reader: Reader) -> None:
    png = SimpleUploadedFile("shot.png", b"\x89PNG\r\n\x1a\n" + b"0" * 100, "image/png")
    assert reader.answer("things", uploads=png).headers["Location"] == "/report/where"
    assert Evidence.objects.get().file == "shot.png"
    assert "shot.png" in reader.get("/report/things").content.decode()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [("a.html", b"<!doctype html><script>", "cannot take this kind"), ("empty.txt", b"", "empty")],
)
def test_a_refused_file_says_why_and_keeps_the_rest(reader: Reader, name: str, content: bytes, words: str) -> None:
    file = SimpleUploadedFile(name, content)
    page = reader.answer("things", uploads=file, pasted=EVM).content.decode()
    assert words in page
    assert EVM in page


def test_a_file_that_is_too_large_says_the_limit(reader: Reader, settings: object) -> None:
    settings.UPLOAD_MAX_BYTES = 1000  # type: ignore[attr-defined]
    page = reader.answer("things", uploads=SimpleUploadedFile("a.txt", b"x" * 2000)).content.decode()
    assert "larger than 1000" in page


def test_row_16_a_kept_file_comes_back_as_an_attachment_only(reader: Reader) -> None:
    file = SimpleUploadedFile('ev"il\u202e.txt', b"what they wrote", "text/html")
    reader.answer("things", uploads=file)
    kept = Evidence.objects.get()
    assert f"/papers/mine/{kept.id}" in reader.get("/report/things").content.decode()
    response = reader.get(f"/papers/mine/{kept.id}")
    assert b"".join(response.streaming_content) == b"what they wrote"  # type: ignore[attr-defined]
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "\u202e" not in response.headers["Content-Disposition"]
    assert response.headers["Content-Type"] == "text/plain"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"].startswith("sandbox")
    other = Reader()
    other.walk()
    assert other.get(f"/papers/mine/{kept.id}").status_code == 404
