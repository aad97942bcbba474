"""Public address labels: read late, indexed by spelling, with the tables that say what a label means."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from incidents.core.directory.institution import Institution, Tier
from incidents.core.directory.loading import known, label_names, lines_of, named_only
from incidents.core.vocabulary import LabelRole

STRONGEST_FIRST = (LabelRole.CONTRACT, LabelRole.HOT, LabelRole.RESERVE, LabelRole.DEPOSIT, LabelRole.UNCLEAR)
"""Several texts on one address: the first of these wins, so that a doubt never strengthens what may be asked."""


@dataclass(frozen=True, slots=True)
class Label:
    """One published label: an address, the entity that lists name for it, and the lists."""

    chain: str
    address: str
    slug: str
    text: str
    category: str
    sources: tuple[str, ...]
    licence: str
    chains_seen: tuple[str, ...]
    used_by: str
    account_at: str


@dataclass(frozen=True, slots=True)
class Category:
    """What a list's word for an entity means here."""

    is_institution: bool
    kind: str
    hostile: bool


@dataclass(frozen=True, slots=True)
class RoleRule:
    """One line of the role table: a text that matches has this role (and, for some, is of another kind)."""

    pattern: re.Pattern[str]
    role: LabelRole
    kind: str


@cache
def by_address() -> Mapping[str, tuple[Label, ...]]:
    """Every label, by the spelling of its address."""
    found: dict[str, list[Label]] = {}
    for line in lines_of("labels.csv.gz"):
        label = Label(
            chain=line["chain"],
            address=line["address"],
            slug=line["entity_slug"],
            text=line["label"],
            category=line["category"],
            sources=tuple(line["source"].split("|")),
            licence=line["licence"],
            chains_seen=tuple(line["chains_seen"].split("|")) if line["chains_seen"] else (),
            used_by=line["used_by"],
            account_at=line["account_at"],
        )
        found.setdefault(label.address, []).append(label)
    return MappingProxyType({address: tuple(labels) for address, labels in found.items()})


@cache
def list_dates() -> Mapping[str, date]:
    """The date of each list: a label is as old as its list."""
    return MappingProxyType(
        {line["source"]: date.fromisoformat(line["date_of_list"]) for line in lines_of("label_sources.csv")}
    )


@cache
def newest_list() -> date:
    """The date of the newest list of all."""
    return max(list_dates().values())


@cache
def categories() -> Mapping[str, Category]:
    """The table of categories."""
    return MappingProxyType(
        {
            line["category"]: Category(line["standing"] == "institution", line["kind"], line["hostile"] == "yes")
            for line in lines_of("label_categories.csv")
        }
    )


@cache
def role_rules() -> tuple[RoleRule, ...]:
    """The table of roles, in its order."""
    return tuple(
        RoleRule(re.compile(line["pattern"], re.IGNORECASE), LabelRole(line["role"]), line["kind"])
        for line in lines_of("label_roles.csv")
    )


def read_role(text: str) -> tuple[LabelRole, str]:
    """The role that a label's text gives, and the kind it forces ("" for none).

    >>> read_role("Coinbase: Deposit 1")[0].value, read_role("OKX: Deposit Funder 4")[0].value
    ('deposit', 'unclear')
    >>> read_role("bitfinex BTC hot wallet / bitfinex proof-of-reserve wallet")[0].value
    'hot'
    >>> read_role("Huobi 10 / HuobiToken (HT)")
    (<LabelRole.CONTRACT: 'contract'>, 'token')
    """
    found: list[tuple[LabelRole, str]] = []
    for part in text.split(" / "):
        rule = next((rule for rule in role_rules() if rule.pattern.search(part)), None)
        found.append((rule.role, rule.kind) if rule else (LabelRole.UNCLEAR, ""))
    role = next(role for role in STRONGEST_FIRST if any(role is seen for seen, _ in found))
    return role, next((kind for _, kind in found if kind), "")


def category_of(label: Label) -> Category:
    """The meaning of a label's category; a word that the table lacks is a flag of unclear kind."""
    return categories().get(label.category, Category(is_institution=False, kind="unclear", hostile=False))


def institution_of(label: Label) -> Institution | None:
    """The institution that a label points to, or none where it marks something else.

    A list of sanctions, thefts or mixers names no institution, unless the directory itself describes one by
    that name; a token, a null address or the program of a decentralised exchange can answer no letter.
    """
    category, institution = category_of(label), known().get(label.slug)
    role, forced = read_role(label.text)
    if forced:
        return None
    if institution is None:
        name = label_names().get(label.slug, label.slug)
        return named_only(label.slug, name, category.kind) if category.is_institution else None
    is_program = institution.kind == "dex" and role is LabelRole.CONTRACT
    described = institution.tier is Tier.DIRECTORY
    return institution if described or not (category.hostile or is_program) else None


@cache
def named() -> Mapping[str, Institution]:
    """Institutions that only labels know, by slug: at least one label must point to one."""
    found: dict[str, Institution] = {}
    for labels in by_address().values():
        for label in labels:
            if label.slug not in known() and label.slug not in found:
                institution = institution_of(label)
                if institution:
                    found[label.slug] = institution
    return MappingProxyType(dict(sorted(found.items())))
