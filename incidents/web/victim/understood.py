"""The paste, line by line, as it was understood: what each thing is, on which network, and what it is for."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from incidents.core.network_facts import NETWORKS
from incidents.core.paste import PasteLine, read_lines
from incidents.core.references import Reference
from incidents.core.vocabulary import ReferenceKind
from incidents.web.victim.draft import Draft
from incidents.web.victim.paste_words import KINDS, ROLE_WORDS, network_name, note_sentences
from incidents.web.victim.taken import LEAVE, ROLES, Facts, first_role, gather, is_there

MOST = 600
"""Things shown at once; the rest waits in the box."""

ANY = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing of the paste, ready for the page."""

    number: int
    line: int
    again: tuple[int, ...]
    reference: Reference
    is_known: bool
    role: str

    @property
    def kind(self) -> str:
        """What it is, in words."""
        return str(KINDS[self.reference.kind])

    @property
    def name(self) -> str:
        """Its number as text, for names of fields."""
        return str(self.number)

    @property
    def shown(self) -> str:
        """The identifier, else the text as pasted."""
        return self.reference.canonical or self.reference.text

    @property
    def is_identifier(self) -> bool:
        """Whether it is set in the face for identifiers."""
        return self.reference.kind is not ReferenceKind.UNKNOWN

    @property
    def roles(self) -> list[tuple[str, str]]:
        """What it may be for, in words."""
        return [(role, str(ROLE_WORDS[role])) for role in ROLES[self.reference.kind]]

    @property
    def is_on_chain(self) -> bool:
        """Whether a network belongs to it."""
        return self.reference.kind in (ReferenceKind.TXID, ReferenceKind.ADDRESS)

    @property
    def is_open(self) -> bool:
        """Whether the network has to be asked."""
        return self.is_on_chain and len(self.reference.networks) != 1

    @property
    def network(self) -> str:
        """The one network, in words."""
        return network_name(self.reference.networks[0]) if len(self.reference.networks) == 1 else ""

    @property
    def networks(self) -> list[tuple[str, str]]:
        """The networks to choose from: those it fits, else all."""
        return [(name, network_name(name)) for name in self.reference.networks or sorted(NETWORKS)]

    @property
    def notes(self) -> list[str]:
        """What was noticed about it."""
        return note_sentences(self.reference.notes, kind=self.reference.kind)


def look(text: str, draft: Draft) -> list[Seen]:
    """Everything in a paste, each thing once; secrets never get here."""
    record = draft.record
    named = chain((row.network for row in record.movements), (wallet.network for wallet in record.wallets))
    near = dict.fromkeys(filter(None, named))
    lines = read_lines(text, asset=record.estimate.asset, near=tuple(near))
    found = [item for item in lines if item.reference.kind is not ReferenceKind.SECRET]
    return [_seen(number, item, draft) for number, item in enumerate(found)]


def _seen(number: int, item: PasteLine, draft: Draft) -> Seen:
    known = is_there(item.reference, draft.record)
    role = LEAVE if known else first_role(item.reference, draft)
    return Seen(number, item.line, item.again, item.reference, known, role)


def choose(seen: list[Seen], said: Mapping[str, str], draft: Draft) -> Facts:
    """What the reader made of it, as facts. A network is only taken where the thing can be on it."""
    chosen = []
    for item in seen:
        role = said.get(f"role_{item.number}", item.role)
        if role not in ROLES[item.reference.kind] or role == LEAVE:
            continue
        chosen.append((item.reference, role, _network(item, said)))
    return gather(chosen, draft)


def _network(item: Seen, said: Mapping[str, str]) -> str | None:
    if not item.is_on_chain:
        return None
    if not item.is_open:
        return item.reference.networks[0]
    possible = {name for name, _ in item.networks}
    for wanted in (said.get(f"network_{item.number}", ANY), said.get("network_all", ANY)):
        if wanted in possible:
            return wanted
    return None


def common_networks(seen: list[Seen]) -> list[tuple[str, str]]:
    """Networks that can be named once for many open lines."""
    names = dict.fromkeys(name for item in seen if item.is_open for name, _ in item.networks)
    return [(name, network_name(name)) for name in names]
