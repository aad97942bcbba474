"""What a new version changes for each company, and what it needs to be sent: a letter, three lines, or nothing.

A company is compared with what it was told: the version that was current when it was last written to. Nothing of
that is stored; it follows from the records and from when letters were sent.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

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
    newest = known_at(None)
    letters = _letters(papers)
    gone = [paper for key, paper in _letters_of(newest).items() if key not in letters]
    return (
        *(_compared(record, paper, known_at, newest) for paper in letters.values()),
        *(_changed(paper, Need.WITHDRAWAL, at) for paper in gone if (at := told_at(record, paper))),
    )


def updates(record: CaseRecord, papers: Iterable[Paper], known_at: KnownAt) -> Iterator[tuple[Paper, tuple[str, ...]]]:
    """The letters whose open ticket gets three lines, each with what is new."""
    for paper in _letters(papers).values():
        if (
            paper.letter in WITH_UPDATE
            and (at := told_at(record, paper))
            and (new := _news(record, paper, known_at(at)))
        ):
            yield paper, new


def _compared(record: CaseRecord, paper: Paper, known_at: KnownAt, newest: CaseRecord | None) -> Changed:
    again = _news(record, paper, newest) != ()
    at = told_at(record, paper)
    new = _news(record, paper, known_at(at)) if at else None
    if new is None or set(new) - SMALL:
        return _changed(paper, Need.LETTER, at, new or (), made_again=again)
    need = Need.UPDATE if new and paper.letter in WITH_UPDATE else Need.NOTHING
    return _changed(paper, need, at, new, made_again=again)


def _changed(
    paper: Paper, need: Need, at: datetime | None, new: tuple[str, ...] = (), *, made_again: bool = False
) -> Changed:
    return Changed(str(paper.letter), paper.institution or "", paper.name, need, at, new, made_again)


def _news(record: CaseRecord, paper: Paper, base: CaseRecord | None) -> tuple[str, ...] | None:
    """What a letter says now that it did not say then; None where it was not there then."""
    known = _letters_of(base).get(_key(paper))
    if base is None or known is None:
        return None
    then, now = cutting.for_recipient(base, known), cutting.for_recipient(record, paper)
    if then is None or now is None:
        return None
    names = [name for name in type(now).model_fields if getattr(now, name) != getattr(then, name)]
    return tuple(dict.fromkeys(NEWS.get(name, ROWS) for name in names if name not in SAID_BY_COMPANY))


def _letters_of(record: CaseRecord | None) -> dict[Key, Paper]:
    return _letters((*for_companies(record), *for_hosts(record))) if record else {}


def _letters(papers: Iterable[Paper]) -> dict[Key, Paper]:
    return {_key(paper): paper for paper in papers if paper.kind == DocumentKind.LETTER}


def _key(paper: Paper) -> Key:
    return str(paper.letter), paper.institution or ""
