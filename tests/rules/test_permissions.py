"""Every address is in the permission matrix, and nobody without a case gets behind it."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from incidents.access.permissions import PERMISSIONS, Audience
from incidents.core.record_parts import Evidence as Said
from incidents.core.vocabulary import OPERATOR
from incidents.models import Document
from incidents.services import cases, evidence
from tests.factories.cases import draft

pytestmark = pytest.mark.django_db

ARGUMENTS = {
    "slug": "binance",
    "job": uuid4(),
    "exhibit": uuid4(),
    "fact": uuid4(),
    "account": uuid4(),
    "key": 0,
    "folder": "police",
    "letter": "L1",
    "version": 1,
}


def patterns(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry, f"{entry.namespace}:" if entry.namespace else space)
        else:
            yield f"{space}{entry.name}", entry


ALL = dict(patterns(get_resolver()))
HELD = sorted(name for name, audience in PERMISSIONS.items() if audience is Audience.HOLDER)


def address(name: str, **known: object) -> str:
    arguments = ARGUMENTS | known
    return reverse(name, kwargs={key: arguments[key] for key in ALL[name].pattern.converters})


def test_every_address_is_in_the_matrix_and_nothing_else() -> None:
    assert set(ALL) == set(PERMISSIONS)


@pytest.mark.parametrize("name", HELD)
@pytest.mark.parametrize("method", ["get", "post"])
def test_without_a_case_nothing_is_shown(name: str, method: str) -> None:
    response = getattr(Client(), method)(address(name))
    assert response.status_code in {302, 403, 404, 405}
    if response.status_code == 302:
        assert response["Location"].split("?")[0] in {"/", "/back", "/report/money"}


def test_the_files_of_another_case_are_not_there() -> None:
    other = draft()
    exhibit = evidence.describe(by=OPERATOR, case=other, said=Said(title="mine"))
    cases.submit(by=OPERATOR, case=other)
    stranger = Client()
    stranger.post("/report/money", {"ongoing": "no"})
    paper = Document.objects.filter(case=other).first()
    assert paper is not None
    for name, known in (("victim:paper", {"job": paper.id}), ("victim:original", {"exhibit": exhibit.id})):
        assert stranger.get(address(name, **known)).status_code == 404
