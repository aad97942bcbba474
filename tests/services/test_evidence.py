"""Evidence stays byte for byte as it came; what is shown of it carries no metadata; secrets leave nothing behind."""

import hashlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from PIL import Image

from incidents.core.errors import BadInput, KeyMissing, NotAllowed, SecretFound, TooMany
from incidents.core.record_parts import Evidence as Said
from incidents.core.vocabulary import OPERATOR
from incidents.gateways.vault import evidence_files
from incidents.models import Account, Case, Event, Evidence, Wallet
from incidents.services import erasing, evidence, examining
from tests.factories.cases import draft
from tests.services.stores import own_store as own_store

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_store")]

GPS = 0x8825
SEED = "legal winner thank year wave sausage worth useful legal winner thank yellow"


@pytest.fixture
def case() -> Case:
    return draft()


def photo() -> bytes:
    image = Image.new("RGB", (64, 48), "red")
    exif = image.getexif()
    exif[0x010E] = "planted description"
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (52.0, 31.0, 12.0)
    out = BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def keep(case: Case, content: bytes, name: str) -> Evidence:
    return evidence.keep(by=OPERATOR, case=case, file=BytesIO(content), said=Said(file=name))


def stored_bytes() -> bytes:
    root = Path(django_settings.STORAGES["evidence"]["OPTIONS"]["location"])
    return b"".join(path.read_bytes() for path in root.rglob("*") if path.is_file())


def test_original_exact_and_the_shown_copy_without_gps_security_row_33(case: Case) -> None:
    original = photo()
    row = keep(case, original, "IMG_1.jpg")
    assert evidence_files.read(row.stored_as) == original
    assert row.measured_sha256 == hashlib.sha256(original).hexdigest()
    with Image.open(BytesIO(original)) as image:
        assert image.getexif().get_ifd(GPS)
    shown = evidence_files.read(row.preview_as)
    with Image.open(BytesIO(shown)) as image:
        assert not image.getexif()
        assert image.info == {}
    assert b"planted" not in shown


def test_files_are_unreadable_where_they_lie_and_bound_to_their_name(case: Case) -> None:
    row = keep(case, b"planted line of text\n" * 9000, "chat.txt")
    assert b"planted" not in stored_bytes()
    root = Path(django_settings.STORAGES["evidence"]["OPTIONS"]["location"])
    moved = f"{case.id}/other"
    (root / moved).write_bytes((root / row.stored_as).read_bytes())
    with pytest.raises(KeyMissing):
        evidence_files.read(moved)


def test_a_cut_file_does_not_open(case: Case) -> None:
    row = keep(case, b"x" * 200_000, "long.txt")
    path = Path(django_settings.STORAGES["evidence"]["OPTIONS"]["location"]) / row.stored_as
    path.write_bytes(path.read_bytes()[: 65536 + 16 + 40])
    with pytest.raises(KeyMissing):
        evidence_files.read(row.stored_as)


def test_the_same_file_twice_is_one_exhibit(case: Case) -> None:
    assert keep(case, b"a,b\n1,2\n", "a.csv").id == keep(case, b"a,b\n1,2\n", "again.csv").id
    assert Event.objects.filter(kind="evidence_received").count() == 1


def test_a_secret_in_a_text_file_stops_it_and_leaves_nothing(case: Case) -> None:
    with pytest.raises(SecretFound) as caught:
        keep(case, f"notes\n{SEED}\n".encode(), "notes.txt")
    assert SEED not in str(caught.value.params["findings"])
    assert not Evidence.objects.filter(case=case).exists()
    assert not (Path(django_settings.STORAGES["evidence"]["OPTIONS"]["location"]) / str(case.id)).exists()


@pytest.mark.parametrize(
    "content", [b"<svg xmlns='x' onload='y'/>", b"<!DOCTYPE html><p>", b"MZ\x90\x00\x03", b"#!/bin/sh"]
)
def test_active_content_is_refused(case: Case, content: bytes) -> None:
    with pytest.raises(BadInput) as caught:
        keep(case, content, "picture.png")
    assert caught.value.code == "file_could_run"


def test_size_is_limited(case: Case, settings: object) -> None:
    settings.UPLOAD_MAX_BYTES = 10  # type: ignore[attr-defined]
    with pytest.raises(TooMany):
        keep(case, b"more than ten bytes", "a.txt")
    with pytest.raises(BadInput):
        keep(case, b"", "empty.txt")


def test_a_damaged_picture_is_kept_without_a_preview(case: Case) -> None:
    row = keep(case, photo()[:200], "cut.jpg")
    assert (row.preview_as, row.size) == ("", 200)


def test_an_upload_that_ends_after_the_case_was_erased_leaves_nothing(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = examining.look

    def slowly(*asked: Any) -> Any:
        erasing.erase(by=OPERATOR, reference=case.reference)
        return look(*asked)

    monkeypatch.setattr(examining, "look", slowly)
    with pytest.raises(NotAllowed):
        keep(case, b"some words", "a.txt")
    assert not Evidence.objects.exists()
    assert stored_bytes() == b""


def test_the_same_file_twice_at_once_is_one_exhibit(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    look = examining.look

    def meanwhile(*asked: Any) -> Any:
        monkeypatch.setattr(examining, "look", look)
        keep(case, b"some words", "a.txt")
        return look(*asked)

    monkeypatch.setattr(examining, "look", meanwhile)
    row = keep(case, b"some words", "a.txt")
    assert Evidence.objects.get().id == row.id
    assert evidence_files.read(row.stored_as) == b"some words"


def test_a_file_whose_row_is_not_written_is_taken_back(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "_add", lambda *_, **__: (_ for _ in ()).throw(RuntimeError))
    with pytest.raises(RuntimeError):
        keep(case, photo(), "a.jpg")
    assert stored_bytes() == b""


def test_films_are_taken_up_to_a_size_of_their_own(case: Case, settings: Any) -> None:
    settings.UPLOAD_MAX_BYTES, settings.UPLOAD_MAX_MEDIA_BYTES = 1000, 5000
    film = b"\0\0\0\x14ftypqt  \0\0\0\0qt  " + b"mdat" * 800
    row = keep(case, film, "IMG_20221208_021409.MOV")
    assert (row.media_type, row.preview_as) == ("video/quicktime", "")
    assert row.proposed
    assert row.proposed["facts"] == [["named_time", "2022-12-08 02:14:09"]]
    with pytest.raises(TooMany) as refused:
        keep(case, film * 2, "b.mov")
    assert refused.value.params["most"] == 5000
    with pytest.raises(TooMany):
        keep(case, b"x" * 1001, "a.txt")


def test_the_readers_own_addresses_are_no_traces(case: Case) -> None:
    Account.objects.create(case=case, position=0, registered_email="me@home.example")
    Wallet.objects.create(case=case, position=0, address="1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggu")
    text = b"me@home.example 1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggu thief@evil.example"
    row = keep(case, text, "a.txt")
    assert row.proposed
    assert row.proposed["traces"] == [["email", "thief@evil.example"]]


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"08/12/2022, 02:14 - Anna: x\n08/12/2022, 02:15 - Me: y", "export.txt", "C"),
        (b"Received: from a by b\nFrom: x@evil.example\n\nhi", "original_msg.txt", "C"),
        (b"Date,Coin\n2022-12-08,BTC\n", "history.csv", "B"),
        (b"what I remember", "chat notes.txt", None),
    ],
)
def test_the_kind_of_source_is_proposed_by_what_a_file_is(
    case: Case, content: bytes, name: str, kind: str | None
) -> None:
    row = evidence.keep(by=OPERATOR, case=case, file=BytesIO(content), said=Said(file=name), propose=True)
    assert (row.grade, row.source) == (kind, "proposed from the form of the file" if kind else None)
