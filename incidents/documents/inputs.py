"""The hash of a paper's inputs: the same inputs are made once, and a letter is made again only when it changed."""

import hashlib
from collections.abc import Sequence
from typing import Any

from incidents.core import directory
from incidents.core.record import CaseRecord, canonical
from incidents.core.vocabulary import DocumentKind, LetterKind
from incidents.documents import cutting
from incidents.documents.paper import ESTATE, FAKE_PLATFORM, Paper
from incidents.documents.slices import Slice
from incidents.documents.versions import renderer_version, template_version

OF_ALL = frozenset({DocumentKind.README, DocumentKind.MANIFEST})
"""Papers that speak of every other paper."""


def input_hash(record: CaseRecord, paper: Paper, among: Sequence[Paper]) -> str:
    """SHA-256 over everything that goes into one paper but the time and number of its version.

    ``among`` is the whole set: a paper that speaks of the others changes when one of them does, comes or goes.
    """
    inputs: dict[str, Any] = {
        "paper": paper.as_json(),
        "templates": template_version(),
        "directory": directory.version(),
        "renderer": renderer_version(),
    }
    cut = slice_of(record, paper)
    if cut is not None:
        inputs["slice"] = cut.model_dump(mode="json")
    elif paper.kind in OF_ALL:
        inputs["others"] = [input_hash(record, other, among) for other in among if other.kind not in OF_ALL]
        inputs["record"] = record.fingerprint()
    else:
        inputs["record"] = record.fingerprint()
    return hashlib.sha256(canonical(inputs)).hexdigest()


def slice_of(record: CaseRecord, paper: Paper) -> Slice | None:
    """What the paper's recipient may see; none for papers that carry the whole record."""
    if paper.letter == LetterKind.L1:
        return cutting.for_l1(record, paper)
    if paper.letter == LetterKind.L2A:
        return cutting.for_l2a(record, paper)
    if paper.note == ESTATE:
        return cutting.for_estate(record, paper)
    return cutting.for_fake_platform(record, paper) if paper.note == FAKE_PLATFORM else None
