"""Lists of facts: added, changed, taken out, kept while they are typed, on two devices at once."""

import pytest

from incidents.models import Case
from incidents.services.snapshot import snapshot
from tests.web.walking import Reader

pytestmark = pytest.mark.django_db
GOOD = "1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggv"


@pytest.fixture
def reader() -> Reader:
    reader = Reader()
    reader.walk()
    return reader


def case() -> Case:
    return Case.objects.get()


def seen() -> str:
    return str(case().changes)


def test_a_fact_is_added_changed_and_taken_out(reader: Reader) -> None:
    assert reader.post("/wallets/new", address=GOOD, network="bitcoin", seen=seen()).status_code == 302
    row = case().wallets.get()  # type: ignore[attr-defined]
    page = reader.get("/wallets").content.decode()
    assert GOOD[6:-6] in page
    assert "Make version 2" in page
    assert GOOD in reader.get(f"/wallets/{row.id}").content.decode()
    reader.post(f"/wallets/{row.id}", address=GOOD, network="bitcoin", app="Electrum", seen=seen())
    assert snapshot(case()).wallets[0].app == "Electrum"
    reader.post(f"/wallets/{row.id}/remove")
    assert snapshot(case()).wallets == ()
