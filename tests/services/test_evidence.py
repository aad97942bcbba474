"""Evidence stays byte for byte as it came; what is shown of it carries no metadata; secrets leave nothing behind."""

import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from PIL import Image

from incidents.core.errors import BadInput, KeyMissing, SecretFound, TooMany
from incidents.core.record_parts import Evidence as Said
from incidents.core.vocabulary import OPERATOR
from incidents.gateways.vault import evidence_files
from incidents.models import Case, Event, Evidence
from incidents.services import evidence
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
