"""Addresses and transaction numbers typed into a form: read once, kept as typed where they look mistyped."""

from django.utils.translation import gettext

from incidents.core import references
from incidents.core.network_facts import NETWORKS
from incidents.core.references import Reference
from incidents.core.vocabulary import ReferenceKind
from incidents.web.victim.paste_words import network_name, note_sentences


def network_choices() -> list[tuple[str, str]]:
    """Every network we know, and not knowing."""
    return [("", gettext("I do not know")), *((name, network_name(name)) for name in sorted(NETWORKS))]


def read_as(typed: str, kind: ReferenceKind, network: str | None) -> Reference | None:
    """What was typed, where it is one identifier of this kind beyond doubt."""
    read = references.read(typed, network=network or None)
    return read if read.valid and read.kind is kind else None


def doubts(typed: str | None, kind: ReferenceKind, network: str | None) -> list[str]:
    """Why an identifier that is kept looks wrong, in sentences; nothing for a good one."""
    if not typed:
        return []
    read = references.read(typed, network=network or None)
    if read.kind is kind and read.valid:
        return []
    if read.kind is ReferenceKind.INTERNAL_ID and kind is ReferenceKind.TXID:
        return note_sentences(read.notes, kind=read.kind)
    if read.kind is not kind:
        return _other_kind(read.kind)
    return note_sentences(read.notes, kind=kind) or [gettext("It looks mistyped. We keep it as you gave it.")]


def _other_kind(found: ReferenceKind) -> list[str]:
    if found is ReferenceKind.ADDRESS:
        return [gettext("This looks like an address, not like a transaction number.")]
    if found is ReferenceKind.TXID:
        # A private key is 32 bytes as well: nothing in it tells the two apart.
        warning = gettext("Is it a private key? Then take it out, and never use that wallet again.")
        return [gettext("This looks like a transaction number, not like an address."), warning]
    return [gettext("We do not recognise it. We keep it as you gave it.")]
