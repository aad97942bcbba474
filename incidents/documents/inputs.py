"""The hash of a paper's inputs: the same inputs are made once, and a letter is made again only when it changed."""

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any

from incidents.core import directory
from incidents.core.record import CaseRecord, canonical
from incidents.core.vocabulary import DocumentKind, LetterKind
from incidents.documents import cutting
from incidents.documents.paper import Paper
from incidents.documents.versions import renderer_version, template_version

OF_ALL = frozenset({DocumentKind.README, DocumentKind.MANIFEST})
"""Papers that speak of every other paper."""


def input_hashes(record: CaseRecord, papers: Sequence[Paper], *, email_confirmed_on: date | None = None) -> list[str]:
    """SHA-256 of each paper of a set, in its order.

    Over everything that goes into it but the time, number and code of its version, and who looked at a file since the
    last one. A paper that speaks of the others changes when one of them does, comes or goes.
    """
    mailbox = {"email_confirmed_on": str(email_confirmed_on or "")}
    common = {"templates": template_version(), "directory": directory.version(), "renderer": renderer_version()}
    whole = {"record": _unwatched(record).fingerprint()}
    slices: dict[tuple[object, ...], dict[str, Any] | None] = {}

    def own(paper: Paper) -> dict[str, Any]:
        """What the paper carries: its recipient's slice, cut once for a letter and all that lies beside it."""
        recipient = (paper.letter, paper.note, paper.institution, paper.kind is DocumentKind.UPDATE_TXT)
        if recipient not in slices:
            cut = cutting.for_recipient(record, paper)
            slices[recipient] = cut.model_dump(mode="json") if cut else None
        found = slices[recipient]
        if found is None:
            return whole
        named = paper.kind == DocumentKind.LETTER and paper.letter is not LetterKind.L5
        return {"slice": found, **(mailbox if named else {})}

    def digest(paper: Paper, inputs: dict[str, Any]) -> str:
        return hashlib.sha256(canonical({"paper": paper.as_json(), **common, **inputs})).hexdigest()

    alone = {paper: digest(paper, own(paper)) for paper in papers if paper.kind not in OF_ALL}
    together = {**whole, "others": list(alone.values())}
    return [alone[paper] if paper in alone else digest(paper, together) for paper in papers]


def _unwatched(record: CaseRecord) -> CaseRecord:
    """The record without the chains of its exhibits: a mere look at a file changes no paper."""
    if record.derived is None:
        return record
    found = getattr(record.derived, "evidence", None) or ()
    bare = [{name: value for name, value in item.items() if name != "custody"} for item in found]
    return record.model_copy(update={"derived": record.derived.model_copy(update={"evidence": bare})})
