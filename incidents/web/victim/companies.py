"""Which company a person means: a list to choose from, and what a typed name can stand for."""

from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext

from incidents.core import directory
from incidents.core.directory import Institution, Tier

OTHER = "other"
HOLDERS = frozenset({"exchange", "custodian", "swap_service"})
MOST_PROPOSALS = 5


@dataclass(frozen=True, slots=True)
class Chosen:
    """A company as the record takes it: a slug of the directory, or only the name that was typed."""

    slug: str | None = None
    name: str | None = None

    def __bool__(self) -> bool:
        return bool(self.slug or self.name)


@cache
def _listed() -> tuple[tuple[str, str], ...]:
    held = [item for item in directory.all() if item.tier is Tier.DIRECTORY and item.kind in HOLDERS]
    return tuple(sorted(((item.slug, item.name) for item in held), key=lambda pair: pair[1].casefold()))


def choices() -> list[tuple[str, str]]:
    """The companies the directory describes, and a way to name another."""
    return [
        ("", gettext("Choose a company")),
        (OTHER, gettext("Another company, not in this list")),
        *_listed(),
    ]


def is_listed(slug: str | None) -> bool:
    """Whether the list holds this slug."""
    return any(slug == known for known, _ in _listed())


def is_known(slug: str) -> bool:
    """Whether the directory knows this slug."""
    return bool(slug) and directory.get(slug) is not None


def understand(selected: str, typed: str) -> Chosen:
    """What was chosen and typed, as one company. A typed name counts where the list was left open."""
    if selected and selected != OTHER:
        return Chosen(selected, directory.name_of(selected))
    typed = typed.strip()
    found = directory.named(typed) if typed else None
    if found:
        return Chosen(found.slug, found.name)
    return Chosen(None, typed or None)


def proposals(typed: str) -> list[Institution]:
    """What a typed name may mean, best first; nothing where it is clear or where it imitates a company."""
    if not typed.strip() or directory.named(typed):
        return []
    return [match.institution for match in directory.search(typed, limit=MOST_PROPOSALS)]
