"""A secret through every door leaves nothing: database, stored files, temporary files, log, trail, broker, answers."""

import logging
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from celery.app.task import Task
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from incidents.core import secret_scan
from incidents.core.desk_vocabulary import StaffRole
from incidents.core.exhibits.contents import texts
from incidents.core.file_types import HEAD, media_type
from incidents.models import Evidence
from tests.factories import EXAMPLE
from tests.factories.desk import waiting
from tests.factories.staff import member, signed_in
from tests.web.doors import doors, everything_kept, files_with, walk
from tests.web.walking import Reader

pytestmark = pytest.mark.django_db
Capture = Callable[..., AbstractContextManager[Any]]
PEM = (
    Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    .private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    .decode()
    .strip()
)
SECRETS = {
    "seed phrase": "legal winner thank year wave sausage worth useful legal winner thank yellow",
    "WIF": "KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn",
    "API secret": "API secret: 9f8a7b6c5d4e3f2a1b0c9d8e",
    "password": "password: Tr0ub4dor&3-heliotrope",
    "PEM": PEM,
}
MARKS = {
    "seed phrase": "wave sausage worth",
    "WIF": "QgGbjEhKnhXJuH7L",
    "API secret": "9f8a7b6c5d4e",
    "password": "b4dor",
    "PEM": PEM.split("\n")[1][8:40],
}
"""What to search for: a piece of each secret."""

STARTS = ("/answers", "/tasks", "/check", "/report/check", "/papers", "/messages", "/my-case", "/objection", "/appeal")
STEPS = ("money", "safety", "person", "hit", "amount", "things", "where", "police", "you")
SAMPLES = Path(__file__).resolve().parents[1] / "samples"
SHIPPED = [path for root in (SAMPLES, EXAMPLE) for path in sorted(root.rglob("*")) if path.is_file()]


class Desk(Reader):
    """A browser of somebody of the staff."""

    def __init__(self, client: Client) -> None:
        self.client = client


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every job as the broker would get it; what waits for a commit runs at once."""
    found: list[str] = []
    monkeypatch.setattr(Task, "apply_async", lambda self, *args, **more: found.append(f"{self.name} {args} {more}"))
    return found


@pytest.fixture
def reader() -> Reader:
    """Somebody who has told a little of everything, so that every page is there."""
    reader = Reader()
    reader.walk()
    reader.post("/accounts/new", institution="binance", label="main")
    reader.post("/links/new", values="evil.example")
    reader.post("/wallets/new", address="bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq")
    reader.client.post("/files/new", {"uploads": SimpleUploadedFile("h.csv", b"When,What,Size\n2026-03-27,BTC,1\n")})
    return reader


def traces(kind: str, *more: str) -> bool:
    """Whether a piece of a secret stands in anything that is kept, or in one of these texts."""
    mark = MARKS[kind]
    return any(mark in text for text in (everything_kept(), *more))


def plant(
    reader: Reader,
    found: Sequence[tuple[str, dict[str, Any], str]],
    offset: int,
    *headers: dict[str, str],
    never_typed: Collection[str] = (),
) -> list[tuple[str, str]]:
    """Put one secret into each field, the next one into the next; where a page repeats what can be typed."""
    kinds, repeated = list(SECRETS), []
    for place, (address, fields, name) in enumerate(found):
        kind = kinds[(place + offset) % len(kinds)]
        for header in headers:
            response = reader.client.post(address, {**fields, name: SECRETS[kind]}, **header)
            shown = response.content.decode() + response.headers.get("Location", "")
            if MARKS[kind] in shown and name not in never_typed:
                repeated.append((address, name))
    return repeated


@pytest.mark.parametrize("offset", [0, 2])
def test_every_field_of_every_form(
    reader: Reader,
    sent: list[str],
    caplog: pytest.LogCaptureFixture,
    offset: int,
    django_capture_on_commit_callbacks: Capture,
) -> None:
    """Each field gets one of the secrets, another one in each run."""
    caplog.set_level(logging.DEBUG)
    found = list(doors(walk(reader, *STARTS, *(f"/report/{slug}" for slug in STEPS))))
    with django_capture_on_commit_callbacks(execute=True):
        repeated = plant(reader, found, offset, {}, {"HTTP_HX_REQUEST": "true"})
    assert len(found) > 80
    assert not repeated, repeated
    assert [kind for kind in SECRETS if traces(kind, caplog.text, *sent)] == []


@pytest.mark.parametrize("role", [StaffRole.CASE_WORKER, StaffRole.SUPERVISOR, StaffRole.ADMINISTRATOR])
@pytest.mark.parametrize("offset", [0, 2])
def test_every_field_of_every_form_of_the_staff(
    role: StaffRole,
    sent: list[str],
    caplog: pytest.LogCaptureFixture,
    offset: int,
    django_capture_on_commit_callbacks: Capture,
) -> None:
    caplog.set_level(logging.DEBUG)
    case, _other = waiting(), waiting()
    worker = Desk(signed_in(member(role)))
    found = list(
        doors(walk(worker, "/staff/", "/staff/cases", f"/staff/cases/{case.id}", "/staff/blocks", "/staff/people"))
    )
    with django_capture_on_commit_callbacks(execute=True):
        # A passkey's answer is filled in by the browser.
        repeated = plant(worker, found, offset, {}, never_typed=("credential",))
    assert len(found) > 5
    assert not repeated, repeated
    assert [kind for kind in SECRETS if traces(kind, caplog.text, *sent)] == []


@pytest.mark.parametrize("kind", SECRETS)
def test_every_place_of_a_file(
    reader: Reader,
    sent: list[str],
    caplog: pytest.LogCaptureFixture,
    kind: str,
    django_capture_on_commit_callbacks: Capture,
) -> None:
    planted = files_with(SECRETS[kind])  # some makers of files log what they write
    caplog.set_level(logging.DEBUG)
    kept = Evidence.objects.count()
    missed = []
    with django_capture_on_commit_callbacks(execute=True):
        for place, (name, content) in planted.items():
            for door in ("/files/new", "/report/things"):
                response = reader.client.post(door, {"uploads": SimpleUploadedFile(name, content)})
                page = response.content.decode()
                if "We did not keep this" not in page or MARKS[kind] in page:
                    missed.append((place, door))
    assert missed == []
    assert Evidence.objects.count() == kept
    assert not traces(kind, caplog.text, *sent)


@pytest.mark.parametrize("kind", [kind for kind in SECRETS if kind != "PEM"])
@pytest.mark.parametrize("door", ["/files/new", "/report/things"])
def test_the_name_of_a_file(reader: Reader, caplog: pytest.LogCaptureFixture, kind: str, door: str) -> None:
    caplog.set_level(logging.DEBUG)
    response = reader.client.post(door, {"uploads": SimpleUploadedFile(f"{SECRETS[kind]}.txt", b"nothing")})
    page = response.content.decode()
    assert "We did not keep this" in page
    assert MARKS[kind] not in page
    assert not traces(kind, caplog.text)


def test_the_search_finds_what_is_kept(reader: Reader) -> None:
    """The search itself: what is no secret is found where it is kept, sealed as it is."""
    reader.post("/links/new", values="heliotrope.example")
    reader.client.post("/files/new", {"uploads": SimpleUploadedFile("a.txt", b"periwinkle")})
    kept = everything_kept()
    assert "heliotrope.example" in kept
    assert "periwinkle" in kept


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_a_sample_raises_no_alarm(path: Path) -> None:
    content = path.read_bytes()
    found = media_type(content[:HEAD], path.name)
    alarms = [secret_scan.scan(text, secret_scan.NUMBERS) for _where, text in texts(content, found, path.name)]
    assert [alarm for alarm in alarms if alarm] == []
    assert secret_scan.scan(path.name) == []
