"""Which institution an address belongs to, as public lists say: by exact match, with role, list and date.

A label is a claim of somebody else. Where two lists name two entities both are given and none is picked. A label of
a key holds on every EVM chain, as the key is the same; a label of a program holds only where it was published.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from incidents.core.directory import is_fake_token, name_of, token_of
from incidents.core.directory.institution import Institution
from incidents.core.directory.labels import (
    Label,
    by_address,
    categories,
    category_of,
    institution_of,
    list_dates,
    newest_list,
    read_role,
)
from incidents.core.directory.spellings import spellings
from incidents.core.references import label_key
from incidents.core.vocabulary import Confidence, LabelRole

__all__ = ["Attribution", "Attributions", "Note", "attribute", "is_fake_token", "token_of"]

INSTITUTION = "institution"
ALARMING = frozenset(found.kind for found in categories().values() if found.hostile)
"""Kinds of mark that set an institution's name on the same address in doubt."""

OLD_AFTER = timedelta(days=365)
_ROLE_ORDER = {role: rank for rank, role in enumerate(LabelRole)}


@dataclass(frozen=True, slots=True)
class Note:
    """Something to know about an attribution: a code, and what it is about."""

    code: str
    about: str = ""

    def __str__(self) -> str:
        return f"{self.code}: {self.about}" if self.about else self.code


@dataclass(frozen=True, slots=True)
class Attribution:
    """One entity that public lists name for an address.

    `kind` is "institution" for one that can be written to; else what the address is marked as: sanctioned,
    issuer_frozen, mixer, theft_reported, token ... `used_by` names a second service whose account this is.
    """

    slug: str
    name: str
    label: str
    role: LabelRole
    kind: str
    sources: tuple[str, ...]
    date: date | None
    confidence: Confidence = Confidence.PUBLIC_LABEL
    published_on: tuple[str, ...] = ()
    used_by: str = ""
    account_at: str = ""

    @property
    def source(self) -> str:
        """The lists that carry the label."""
        return "|".join(self.sources)

    @property
    def is_institution(self) -> bool:
        """Can it be written to at all?"""
        return self.kind == INSTITUTION

    def as_json(self) -> dict[str, Any]:
        """The stable members first; those after `confidence` may grow."""
        dates = list_dates()
        return {
            "slug": self.slug,
            "name": self.name,
            "label": self.label,
            "role": str(self.role),
            "kind": self.kind,
            "source": self.source,
            "date": self.date.isoformat() if self.date else None,
            "confidence": str(self.confidence),
            "sources": [{"ref": ref, "date": dates[ref].isoformat() if ref in dates else None} for ref in self.sources],
            "published_on": list(self.published_on),
            "used_by": self.used_by or None,
            "account_at": self.account_at or None,
        }


@dataclass(frozen=True, slots=True)
class Attributions:
    """All that is known of one address. `institutions` holds every entry: its `kind` says what it is."""

    address: str
    network: str | None
    institutions: tuple[Attribution, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def addressable(self) -> tuple[Attribution, ...]:
        """The entries that stand for an institution."""
        return tuple(entry for entry in self.institutions if entry.is_institution)

    @property
    def flags(self) -> tuple[Attribution, ...]:
        """The entries that mark the address as something else: sanctioned, frozen, a mixer ..."""
        return tuple(entry for entry in self.institutions if not entry.is_institution)

    @property
    def conflicting(self) -> bool:
        """Lists name several institutions, or an institution and a theft: no letter may pick one."""
        named = {entry.slug for entry in self.addressable}
        return len(named) > 1 or bool(named and any(entry.kind in ALARMING for entry in self.flags))

    @property
    def single(self) -> Attribution | None:
        """The one institution named, or none."""
        return self.addressable[0] if self.addressable and not self.conflicting else None


def attribute(address: str, network: str | None = None, *, on: date | None = None) -> Attributions:
    """What public lists say about an address, on a network or on any it fits.

    `on` is the day for which a list's age is judged; left out, that of the newest list.

    >>> [entry.slug for entry in attribute("TT5iK8oqGEyRKJAnRwrLSZ4fM5y77F2LNT", "tron").institutions]
    ['htx']
    """
    address = address.strip()
    labels = _labels_of(address, network)
    entries: list[Attribution] = []
    notes: list[Note] = []
    for label in labels:
        if not _is_chain(label.chain, network):
            notes.append(Note("labelled_on_other_network", f"{label.chain}: {name_of(label.slug)}"))
            continue
        entry = _entry(label)
        elsewhere = _published_elsewhere(label, network)
        if elsewhere and entry.role is LabelRole.CONTRACT:
            notes.append(Note("contract_on_other_network", f"{elsewhere}: {entry.name}"))
            continue
        if elsewhere:
            notes.append(Note("published_on_other_network", f"{elsewhere}: {entry.name}"))
        entries.append(entry)
        notes += _about(entry, on or newest_list())
    entries.sort(key=lambda entry: (not entry.is_institution, _ROLE_ORDER[entry.role], entry.slug))
    found = Attributions(address, network, tuple(entries), tuple(dict.fromkeys(notes)))
    if not found.conflicting:
        return found
    return _in_doubt(found)


def _in_doubt(found: Attributions) -> Attributions:
    """The same where lists disagree: with a note, and without a role where a theft is named beside."""
    names = ", ".join(dict.fromkeys(entry.name for entry in found.institutions))
    alarm = any(entry.kind in ALARMING for entry in found.flags)
    code = "institution_and_theft" if alarm else "several_institutions"
    entries = tuple(replace(entry, role=LabelRole.UNCLEAR) if alarm else entry for entry in found.institutions)
    return replace(found, institutions=entries, notes=(Note(code, names), *found.notes))


def _labels_of(address: str, network: str | None) -> tuple[Label, ...]:
    """The labels of an address, as written or as label files spell it."""
    index = by_address()
    keys = dict.fromkeys(spellings(address))
    if network:
        keys[label_key(network, address)[1]] = None
    return tuple(label for key in keys for label in index.get(key, ()))


@cache
def _chains() -> frozenset[str]:
    return frozenset(label.chain for labels in by_address().values() for label in labels)


def _is_chain(chain: str, network: str | None) -> bool:
    """Does a label's chain fit the network asked for?"""
    if network is None:
        return True
    return network not in _chains() - {"evm"} if chain == "evm" else chain == network


def _published_elsewhere(label: Label, network: str | None) -> str:
    """The EVM chains that a label was published for, where the one asked for is not among them."""
    if label.chain != "evm" or network is None or not label.chains_seen:
        return ""
    return "" if network in label.chains_seen or "evm" in label.chains_seen else "|".join(label.chains_seen)


def _entry(label: Label) -> Attribution:
    role, forced = read_role(label.text)
    if label.account_at:
        role = LabelRole.UNCLEAR
    institution = institution_of(label)
    newest = max((list_dates()[ref] for ref in label.sources if ref in list_dates()), default=None)
    return Attribution(
        slug=label.slug,
        name=institution.name if institution else name_of(label.slug),
        label=label.text,
        role=role,
        kind=_kind(label, institution, forced),
        sources=label.sources,
        date=newest,
        published_on=label.chains_seen,
        used_by=label.used_by,
        account_at=label.account_at,
    )


def _kind(label: Label, institution: Institution | None, forced: str) -> str:
    if institution is not None:
        return INSTITUTION
    category = category_of(label)
    return forced or ("dex" if category.is_institution else category.kind)


def _about(entry: Attribution, today: date) -> list[Note]:
    """What a reader must know beside an entry."""
    notes = []
    if entry.date is None:
        notes.append(Note("undated", entry.source))
    elif today - entry.date > OLD_AFTER:
        notes.append(Note("stale", f"{entry.name}, list of {entry.date.isoformat()}"))
    if entry.used_by:
        notes.append(Note("account_of_another_service", f"{entry.name}: {name_of(entry.used_by)}"))
    return notes
