"""What a new version changes for each company, and what it needs to be sent: a letter, three lines, or nothing.

A company is compared with what it was told: the version that was current when it was last written to. Nothing of
that is stored; it follows from the records and from when letters were sent.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache

from incidents.core.record import CaseRecord
from incidents.core.vocabulary import DocumentKind, LetterKind
from incidents.documents import cutting
from incidents.documents.cut_pieces import told_at
from incidents.documents.letter_sets import for_companies, for_hosts
from incidents.documents.paper import Paper

KnownAt = Callable[[datetime | None], CaseRecord | None]
"""The record of the version that was current at a time (None: the newest), or None where there was none yet."""

Key = tuple[str, str]

WITH_UPDATE = frozenset({LetterKind.L1, LetterKind.L2A})
"""Letters whose open ticket gets three lines; the later ones lie in the same ticket."""

SAID_BY_COMPANY = frozenset({"tickets"})
"""What a letter repeats of the company's own answers: no news for it."""

NEWS: Mapping[str, str] = {
    "police": "police",
    "sender": "sender",
    "window_from": "when",
    "window_to": "when",
    "discovered_at": "when",
    "noticed_on": "when",
    "ongoing": "when",
    "act": "kind",
    "case_kind": "kind",
    "strength": "ask",
    "accounts": "account",
    "declared": "declared",
}
"""Members of a slice and the word for what is new in them; every other member is about the rows."""

ROWS = "rows"

SMALL = frozenset({"police", "sender", "when"})
"""News that three lines can say: the letter that was sent still asks for the right thing."""


class Need(StrEnum):
    """What a company needs to be sent."""

    LETTER = "letter"
    UPDATE = "update"
    NOTHING = "nothing"
    WITHDRAWAL = "withdrawal"


@dataclass(frozen=True, slots=True)
class Changed:
    """One letter of a new version beside what its company was told; ``news`` are words of NEWS.

    ``made_again`` says whether its content differs from the newest version's, whatever was sent.
    """

    letter: str
    institution: str
    name: str
    need: Need
    told_at: datetime | None = None
    news: tuple[str, ...] = ()
    made_again: bool = False


def changes(record: CaseRecord, papers: Iterable[Paper], known_at: KnownAt) -> tuple[Changed, ...]:
    """Every letter of a new set, in its order, then those that were sent and are made no more."""
    told = _Told(record, known_at)
    letters = _letters(papers)
    gone = [paper for key, paper in told.letters_at(None).items() if key not in letters]
    return (
        *(_compared(told, paper) for paper in letters.values()),
        *(_changed(paper, Need.WITHDRAWAL, at) for paper in gone if (at := told_at(record, paper))),
    )


def updates(record: CaseRecord, papers: Iterable[Paper], known_at: KnownAt) -> Iterator[tuple[Paper, tuple[str, ...]]]:
    """The letters whose open ticket gets three lines, each with what is new."""
    told = _Told(record, known_at)
    for paper in _letters(papers).values():
        at = told_at(record, paper) if paper.letter in WITH_UPDATE else None
        if at and (new := told.news(paper, at)):
            yield paper, new


class _Told:
    """A new record beside the earlier ones; the letters of each are found once."""

    def __init__(self, record: CaseRecord, known_at: KnownAt) -> None:
        self.record = record
        self.known_at = cache(known_at)
        self.letters_at = cache(self._letters_at)

    def news(self, paper: Paper, at: datetime | None) -> tuple[str, ...] | None:
        """What a letter says now that it did not say at a time; None where it was not there then."""
        base, known = self.known_at(at), self.letters_at(at).get(_key(paper))
        if base is None or known is None:
            return None
        then, now = cutting.for_recipient(base, known), cutting.for_recipient(self.record, paper)
        names = [name for name in type(now).model_fields if getattr(now, name) != getattr(then, name)] if now else []
        return tuple(dict.fromkeys(NEWS.get(name, ROWS) for name in names if name not in SAID_BY_COMPANY))

    def _letters_at(self, at: datetime | None) -> dict[Key, Paper]:
        base = self.known_at(at)
        return _letters((*for_companies(base), *for_hosts(base))) if base else {}


def _compared(told: _Told, paper: Paper) -> Changed:
    again = told.news(paper, None) != ()
    at = told_at(told.record, paper)
    new = told.news(paper, at) if at else None
    if new is None or set(new) - SMALL:
        return _changed(paper, Need.LETTER, at, new or (), made_again=again)
    need = Need.UPDATE if new and paper.letter in WITH_UPDATE else Need.NOTHING
    return _changed(paper, need, at, new, made_again=again)


def _changed(
    paper: Paper, need: Need, at: datetime | None, new: tuple[str, ...] = (), *, made_again: bool = False
) -> Changed:
    return Changed(str(paper.letter), paper.institution or "", paper.name, need, at, new, made_again)


def _letters(papers: Iterable[Paper]) -> dict[Key, Paper]:
    return {_key(paper): paper for paper in papers if paper.kind == DocumentKind.LETTER}


def _key(paper: Paper) -> Key:
    return str(paper.letter), paper.institution or ""
