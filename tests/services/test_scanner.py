"""Row 32: a virus scanner, where there is one, is asked about every file; without one the file is kept, unscanned."""

import io
import socket
import struct
from collections.abc import Iterator
from threading import Thread

import pytest

from incidents.core.errors import BadInput
from incidents.core.record_parts import Evidence as Said
from incidents.core.vocabulary import OPERATOR
from incidents.gateways.vault import evidence_files
from incidents.models import Case, Event, Evidence
from incidents.services import evidence
from incidents.web.error_messages import sentence
from tests.factories.cases import draft

pytestmark = pytest.mark.django_db
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!" + b"$H+H*"


class Clamd:
    """Speaks clamd's INSTREAM: pieces with their lengths, an empty one at the end, one answer."""

    def __init__(self) -> None:
        self.server = socket.create_server(("127.0.0.1", 0))
        self.url = f"tcp://127.0.0.1:{self.server.getsockname()[1]}"
        self.asked: list[bytes] = []
        self.answer = b""
        self.most = 1 << 30
        Thread(target=self.serve, daemon=True).start()

    def serve(self) -> None:
        while True:
            try:
                talk, _ = self.server.accept()
            except OSError:
                return
            with talk, talk.makefile("rb") as heard:
                assert heard.read(10) == b"zINSTREAM\0"
                content = b""
                while length := struct.unpack("!L", heard.read(4))[0]:
                    content += heard.read(length)
                    if len(content) > self.most:
                        break
                if len(content) > self.most:
                    talk.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                    continue
                self.asked.append(content)
                found = b"stream: Eicar-Signature FOUND\0" if b"EICAR-STANDARD" in content else b"stream: OK\0"
                talk.sendall(self.answer or found)


@pytest.fixture
def clamd(settings: object) -> Iterator[Clamd]:
    found = Clamd()
    settings.SCANNER_URL = found.url  # type: ignore[attr-defined]
    yield found
    found.server.close()


def keep(case: Case, content: bytes) -> Evidence:
    return evidence.keep(by=OPERATOR, case=case, file=io.BytesIO(content), said=Said(file="a.txt"))


def test_row_32_what_the_scanner_knows_is_refused_with_a_clear_sentence(clamd: Clamd) -> None:
    case = draft()
    with pytest.raises(BadInput) as refused:
        keep(case, EICAR)
    assert "virus" in sentence(refused.value).lower()
    assert clamd.asked == [EICAR]
    assert not Evidence.objects.exists()
    assert not Event.objects.filter(kind="evidence_received").exists()


def test_row_32_a_clean_file_of_many_pieces_reaches_the_scanner_whole(clamd: Clamd) -> None:
    content = b"a line of text\n" * 20_000
    row = keep(draft(), content)
    assert row.scan == "clean"
    assert clamd.asked == [content]


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b"\0"])
def test_row_32_an_answer_that_says_nothing_is_not_clean(clamd: Clamd, answer: bytes) -> None:
    clamd.answer = answer
    assert keep(draft(), b"text").scan == ""


def test_row_32_a_scanner_that_hangs_up_over_a_large_file_has_not_scanned_it(clamd: Clamd) -> None:
    clamd.most = 100_000
    row = keep(draft(), b"a line of text\n" * 60_000)
    assert row.scan == ""
    assert evidence_files.read(row.stored_as) == b"a line of text\n" * 60_000


def test_row_32_without_an_answer_the_file_is_kept_unscanned(settings: object) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        settings.SCANNER_URL = f"tcp://127.0.0.1:{free.getsockname()[1]}"  # type: ignore[attr-defined]
    row = keep(draft(), b"text")
    assert row.scan == ""
    assert evidence_files.read(row.stored_as) == b"text"
