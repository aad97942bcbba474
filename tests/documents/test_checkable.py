"""The code and the QR code on every page: what they say, where they stand, and that they can be absent."""

import subprocess
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
import segno

from incidents.core.vocabulary import DocumentKind
from incidents.documents.make import is_paged, make
from incidents.documents.paper import MadeWith, Paper
from incidents.documents.plan import plan
from tests.documents.papers import MADE, example
from tests.documents.reading import pages_of
from tests.factories import record_of

CODE = "7KQM-2XPD-9TRA"
CODED = replace(MADE, code=CODE, portal_origin="https://help.example.org")
FAKE = {"kind": "fake_platform", "accounts": [{"institution_name": "Super Gains Pro"}, {"institution": "ftx"}]}


@cache
def paged() -> list[tuple[Paper, bytes]]:
    """One PDF of every sort, with a code."""
    found: dict[tuple[str, ...], tuple[Paper, bytes]] = {}
    for record in (example(), record_of(**FAKE)):
        for paper in plan(record):
            sort = (paper.kind, paper.letter or "", paper.note or "")
            if is_paged(paper) and sort not in found:
                found[sort] = (paper, make(record, paper, CODED))
    return list(found.values())


DOTS = 10
"""Dots per millimetre at 254 dpi."""
FIRST, LATER = ((168, 15, 35, 24), 170), ((189, 278, 19, 18), 135)
"""Where the drawing alone stands, in millimetres: left, top, width, height; and its size in dots."""
MODULES = 33


def drawn_on(content: bytes, page: int = 1) -> list[list[bool]]:
    """The modules as printed, top right on the first page, bottom right on the others; [] where there are none."""
    corner, side_in_dots = FIRST if page == 1 else LATER
    left, top, width, height = (str(DOTS * side) for side in corner)
    crop = ["-x", left, "-y", top, "-W", width, "-H", height]
    command = ["pdftoppm", "-r", "254", "-gray", "-f", str(page), "-l", str(page), *crop, "-"]
    picture = subprocess.run(command, input=content, capture_output=True, check=True).stdout
    size, pixels = picture.split(b"\n", 3)[1], picture.split(b"\n", 3)[3]
    columns = int(size.split()[0])
    rows = [pixels[start : start + columns] for start in range(0, len(pixels), columns)]
    dark = [number for number, row in enumerate(rows) if min(row) < 128]
    if len(dark) < side_in_dots - 1:
        return []
    rows = rows[dark[-1] + 1 - side_in_dots : dark[-1] + 1]
    across = [number for number in range(columns) if min(row[number] for row in rows) < 128]
    steps = [first + (number + 0.5) * side_in_dots / MODULES for first in (0, across[0]) for number in range(MODULES)]
    return [[rows[int(y)][int(x)] < 128 for x in steps[MODULES:]] for y in steps[:MODULES]]


def test_every_page_of_every_pdf_carries_the_code() -> None:
    sorts = paged()
    assert {paper.letter for paper, _ in sorts} >= {"L1", "L2a", None}
    assert {paper.note for paper, _ in sorts} == {None, "estate", "fake_platform"}
    for paper, content in sorts:
        for number, page in enumerate(pages_of(content), 1):
            assert f"code {CODE}" in page, (paper.path, number)


def test_every_page_carries_a_qr_code_that_leads_to_the_check() -> None:
    matrix = segno.make_qr(f"https://help.example.org/verify/{CODE}", error="m").matrix
    for paper, content in paged():
        for page, _ in enumerate(pages_of(content), 1):
            assert drawn_on(content, page) == [[bool(module) for module in row] for row in matrix], (paper.path, page)


def test_without_a_code_nothing_is_printed() -> None:
    for paper in plan(example()):
        if paper.kind in {DocumentKind.LETTER, DocumentKind.FIRST_REPORT}:
            content = make(example(), paper, replace(CODED, code=""))
            text = "".join(pages_of(content))
            assert "help.example.org" not in text
            assert "verify" not in text.lower().replace("verified", "")
            assert not any(drawn_on(content, page) for page, _ in enumerate(pages_of(content), 1))


def test_the_trust_box_says_where_to_check() -> None:
    for letter in ("L1", "L2a"):
        paper = next(p for p in plan(example()) if p.kind == DocumentKind.LETTER and p.letter == letter)
        text = " ".join("".join(pages_of(make(example(), paper, CODED))).split())
        assert f"this file at help.example.org/verify, code {CODE}." in text


@pytest.mark.parametrize(("on", "wanted"), [(None, "has not confirmed"), (date(2026, 11, 20), "on 20 November 2026")])
def test_the_trust_box_says_whether_the_mailbox_was_confirmed(on: date | None, wanted: str) -> None:
    for letter in ("L1", "L2a"):
        paper = next(p for p in plan(example()) if p.kind == DocumentKind.LETTER and p.letter == letter)
        text = " ".join("".join(pages_of(make(example(), paper, replace(MADE, email_confirmed_on=on)))).split())
        assert wanted in text


def test_what_is_printed_survives_the_pipe_to_the_render_process() -> None:
    made = replace(CODED, email_confirmed_on=date(2026, 11, 20))
    assert MadeWith.from_json(made.as_json()) == made
