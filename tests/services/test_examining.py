"""A file is looked into by a process of its own, within bounds; a web process holds no more than a piece of it."""

import resource
import subprocess
import sys
from collections.abc import Iterator
from threading import Thread

import pytest

from incidents.core.errors import BadInput, TooMany
from incidents.core.exhibits import examination
from incidents.core.exhibits.examination import examine
from incidents.core.file_types import MAIL, OUTLOOK, PDF
from incidents.services import examining
from incidents.web.error_messages import sentence
from tests.core.exhibits.compound import compound
from tests.core.exhibits.test_exhibits import paper_with
from tests.core.exhibits.test_fuzz import SAMPLES

SEED = "legal winner thank year wave sausage worth useful legal winner thank yellow"


def look(data: bytes, media_type: str, name: str = "a") -> examining.Examined:
    return examining.look(iter([data]), len(data), media_type, name)


@pytest.fixture
def unwell(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Processes started from now on do what the file's name says; none that waits is asked."""
    waiting, examining._IDLE[:] = examining._IDLE[:], []
    monkeypatch.setattr(examining, "MODULE", "tests.services.unwell_examiner")
    yield
    while examining._IDLE:
        examining._IDLE.pop().close()
    examining._IDLE[:] = waiting


def test_it_answers_as_the_same_look_here_does() -> None:
    data = paper_with("write to @evil_help")
    here, there = examine(data, PDF, "a"), look(data, PDF)
    assert (here.media_type, here.proposed, here.preview) == (there.media_type, there.proposed, there.preview)
    assert there.proposed == {"facts": [], "made": None, "flags": [], "traces": [["handle", "@evil_help"]]}


def test_a_secret_comes_back_as_its_place_and_its_mask() -> None:
    found = look(paper_with(SEED), PDF)
    assert [(finding.kind, SEED in finding.masked) for finding in found.findings] == [("seed_phrase", False)]
    assert found.proposed is None


def test_a_refusal_there_is_one_here() -> None:
    with pytest.raises(BadInput) as refused:
        look(compound({"Workbook": b"x"}), OUTLOOK)
    assert refused.value.code == "file_old_office"


def test_one_process_answers_about_one_file_after_the_other() -> None:
    look(paper_with("one"), PDF)
    (first, *_) = [found.process.pid for found in examining._IDLE[-1:]]
    look(paper_with("two"), PDF)
    with pytest.raises(BadInput):
        look(compound({"Workbook": b"x"}), OUTLOOK)
    look(paper_with("three"), PDF)
    assert first in [found.process.pid for found in examining._IDLE]


def test_a_file_that_ends_the_process_is_refused_and_the_next_one_is_read() -> None:
    look(paper_with("warm"), PDF)
    examiner = examining._IDLE[-1]

    def pieces() -> Iterator[bytes]:
        yield b"%PDF-1.7"
        examiner.process.kill()
        examiner.process.wait()
        yield b"x" * 500_000

    with pytest.raises(TooMany) as refused:
        examining.look(pieces(), 500_008, PDF, "a.pdf")
    assert refused.value.code == "file_too_hard"
    assert examiner not in examining._IDLE
    assert look(paper_with("again @evil_help"), PDF).proposed


@pytest.mark.parametrize("does", ["memory", "processor", "crash", "end"])
def test_what_fills_memory_or_takes_for_ever_is_refused_with_a_clear_sentence(unwell: None, does: str) -> None:
    with pytest.raises(TooMany) as refused:
        look(b"%PDF-1.7", PDF, does)
    assert refused.value.code == "file_too_hard"
    assert "could not read this file safely" in sentence(refused.value)
    assert look(b"%PDF-1.7", PDF, "well").media_type == PDF


def test_nothing_is_opened_once_it_is_warm() -> None:
    """What were opened later would not open in a child, and something would be read otherwise there than here."""
    asked = [sys.executable, "-m", "tests.services.opened_later"]
    done = subprocess.run(asked, cwd=examining.CHECKOUT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


@pytest.mark.parametrize("kind", SAMPLES)
def test_every_kind_is_read_there_as_it_is_here(kind: str) -> None:
    here, there = examine(SAMPLES[kind], kind, "a"), look(SAMPLES[kind], kind)
    assert (here.media_type, here.proposed, here.preview) == (there.media_type, there.proposed, there.preview)


@pytest.mark.parametrize("what", ["read", "connect", "run"])
def test_nothing_can_be_opened_from_there(unwell: None, what: str) -> None:
    assert look(b"%PDF-1.7", PDF, what).where == "OSError"


def test_nothing_of_a_file_can_be_written_from_there(unwell: None) -> None:
    assert look(b"%PDF-1.7", PDF, "write").where == "not written"


def test_a_large_upload_passes_through_in_pieces(unwell: None) -> None:
    piece = b"a line of a list that nobody needs to know, and so on\n" * 1200

    def pieces() -> Iterator[bytes]:
        for _ in range(400):
            yield piece

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert examining.look(pieces(), 400 * len(piece), PDF, "well").media_type == PDF
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 8_000


def test_a_secret_anywhere_in_a_long_text_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examination, "WINDOW", 5_000)
    monkeypatch.setattr(examination, "OVERLAP", 500)
    words = "words and more words\n" * 700
    for at in (0, 4_960, 5_000, 9_990, len(words)):
        assert examine(f"{words[:at]}\n{SEED}\n{words[at:]}".encode(), "text/plain", "a").findings, at
    assert not examine(words.encode(), "text/plain", "a").findings


def test_a_mail_is_taken_apart_there_however_small() -> None:
    before = list(examining._IDLE)
    examining._IDLE.clear()
    look(b"From: a@b.example\nSubject: x\n\nhello", "message/rfc822")
    assert len(examining._IDLE) == 1
    examining._IDLE += before


def test_several_at_once_wait_for_their_turn() -> None:
    answers: list[bool] = []
    threads = [Thread(target=lambda: answers.append(bool(look(paper_with("@evil_help"), PDF)))) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [True] * 5
    assert len(examining._IDLE) <= 2


FORWARDED = b"""From: a@b.example
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: message/rfc822

From: thief@evil.example

words
--b--"""


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (FORWARDED, MAIL),
        ("From: a@b.example\nMessage-ID: <1>\n\nGr\u00fc\u00dfe".encode("latin-1"), MAIL),
        (("Datum;Gr\u00f6\u00dfe;W\u00e4hrung\n" + "2022-12-08;1,5;BTC\n" * 20_000).encode("latin-1"), "text/csv"),
        (("Gr\u00f6\u00dfe und Menge\n" * 20_000).encode("cp1252"), "text/plain"),
        (("\u0414\u0430\u0442\u0430;\u0421\u0443\u043c\u043c\u0430\n" * 30_000).encode("cp1251"), "text/csv"),
    ],
)
def test_what_is_forwarded_or_in_old_letters_needs_nothing_that_is_not_loaded(data: bytes, kind: str) -> None:
    here, there = examine(data, kind, "a"), look(data, kind)
    assert (here.media_type, here.proposed) == (there.media_type, there.proposed)
