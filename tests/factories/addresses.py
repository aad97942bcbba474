"""Addresses of the portal by name, with arguments that exist: those of one case and its things."""

from collections.abc import Iterator
from uuid import uuid4

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from incidents.models import Account, Case, Dispute, Document, Evidence, FormatProposal, Movement, User

NOT_THERE = uuid4()


def patterns(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every pattern under its full name."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry, f"{entry.namespace}:" if entry.namespace else space)
        else:
            yield f"{space}{entry.name}", entry


ALL = dict(patterns(get_resolver()))
"""Every address of the portal."""


def arguments_of(case: Case) -> dict[str, object]:
    """What can stand in an address, by the name of its place: of this case where it is a thing of a case."""
    return {
        "account": first(Account, case),
        "case": case.id,
        "code": Document.objects.filter(case=case).exclude(code=None).values_list("code", flat=True).first() or "none",
        "dispute": Dispute.objects.filter(document__case=case).values_list("id", flat=True).first() or NOT_THERE,
        "entry": NOT_THERE,
        "exhibit": first(Evidence, case),
        "fact": first(Movement, case),
        "folder": "police",
        "history": NOT_THERE,
        "job": first(Document, case),
        "key": 0,
        "letter": "L1",
        "other": case.id,
        "pk": 1,
        "proposal": FormatProposal.objects.values_list("id", flat=True).first() or NOT_THERE,
        "slug": "binance",
        "token": "ab" * 32,
        "user": User.objects.values_list("id", flat=True).order_by("date_joined").first() or NOT_THERE,
        "version": 1,
    }


def first(model: type[Account | Evidence | Movement | Document], case: Case) -> object:
    """The id of the case's first such row."""
    return model._default_manager.filter(case=case).values_list("id", flat=True).first() or NOT_THERE


def address(name: str, arguments: dict[str, object]) -> str:
    """The address of this name; a place that nobody knows an argument for is an error: add it above."""
    return reverse(name, kwargs={place: arguments[place] for place in ALL[name].pattern.converters})
