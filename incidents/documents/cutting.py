"""The knife: from the record to one recipient's slice. The only place where letters and the record meet."""

from collections.abc import Callable, Mapping

from incidents.core.acts import act_of
from incidents.core.record import CaseRecord
from incidents.core.thief_links import sites
from incidents.core.vocabulary import DocumentKind, LetterKind, Strength
from incidents.documents import cut_pieces as piece
from incidents.documents import slices
from incidents.documents.data_rights import laws
from incidents.documents.paper import ESTATE, FAKE_PLATFORM, Paper


def for_l1(record: CaseRecord, paper: Paper) -> slices.L1Slice:
    """The slice of a letter to an institution that received funds."""
    slug, strengths = paper.institution or "", dict(paper.row_strength)
    rows = tuple(piece.row(record, index, slices.Row, slug, strengths.get(index)) for index in paper.rows)
    strength = paper.strength or Strength.ENQUIRY
    return slices.L1Slice(**piece.of_letter(record, paper), strength=strength, rows=rows)


def for_l2a(record: CaseRecord, paper: Paper) -> slices.L2aSlice:
    """The slice of a letter to an institution whose account was emptied."""
    return slices.L2aSlice(
        **piece.of_letter(record, paper),
        rows=piece.own_rows(record, paper),
        accounts=piece.accounts(record, paper),
        tickets=piece.tickets(record, paper),
        told=piece.told(record),
    )


def for_l2b(record: CaseRecord, paper: Paper) -> slices.L2bSlice:
    """The slice of a request for the account's own data: of its rows only from when to when."""
    times = [at for index in paper.rows if (at := record.movements[index].at)]
    found = {"window_from": min(times, default=None), "window_to": max(times, default=None)}
    members = piece.of_letter(record, paper) | {"not_explained": ()}
    return slices.L2bSlice(
        **members | {name: members[name] or at for name, at in found.items()},
        accounts=piece.accounts(record, paper),
        tickets=piece.tickets(record, paper),
        laws=laws(record, paper.institution or ""),
    )


def for_update(record: CaseRecord, paper: Paper) -> slices.UpdateSlice:
    """The slice of three lines for an open ticket."""
    numbers = [ticket.reference for ticket in piece.tickets(record, paper) if ticket.reference]
    return slices.UpdateSlice(
        letter=for_l1(record, paper) if paper.letter is LetterKind.L1 else for_l2a(record, paper),
        ticket=numbers[-1] if numbers else None,
        told_at=piece.told_at(record, paper),
        news=paper.news,
    )


def for_l5(record: CaseRecord, paper: Paper) -> slices.L5Slice:
    """The slice of a report to the registrar and the host of one of the thief's sites."""
    return slices.L5Slice(
        declared=bool(record.consents.truth),
        act=act_of(record.kind),
        host=paper.name,
        links=next((site.links for site in sites(record) if site.host == paper.name), ()),
    )


def for_estate(record: CaseRecord, paper: Paper) -> slices.EstateSlice:
    """The slice of a note to the estate of an institution that cannot act any more."""
    return slices.EstateSlice(
        **piece.of_letter(record, paper),
        rows=piece.own_rows(record, paper),
        accounts=piece.accounts(record, paper),
    )


def for_fake_platform(record: CaseRecord, paper: Paper) -> slices.FakePlatformSlice:
    """The slice of the note about a platform that nobody knows."""
    rows = tuple(piece.row(record, index, slices.Row, paper.institution or "", None) for index in paper.rows)
    return slices.FakePlatformSlice(name=paper.name, declared=bool(record.consents.truth), rows=rows)


CUTS: Mapping[str, Callable[[CaseRecord, Paper], slices.Slice]] = {
    LetterKind.L1: for_l1,
    LetterKind.L2A: for_l2a,
    LetterKind.L2B: for_l2b,
    LetterKind.L2C: for_l2a,
    LetterKind.L5: for_l5,
    DocumentKind.UPDATE_TXT: for_update,
    ESTATE: for_estate,
    FAKE_PLATFORM: for_fake_platform,
}


def for_recipient(record: CaseRecord, paper: Paper) -> slices.Slice | None:
    """What the recipient of a paper may see; None for a paper that carries the whole record."""
    about = paper.kind if paper.kind is DocumentKind.UPDATE_TXT else paper.letter or paper.note or ""
    cut = CUTS.get(about)
    return cut(record, paper) if cut else None
