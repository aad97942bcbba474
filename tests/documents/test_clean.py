"""Security row 9: control, direction, zero-width and tag characters never reach paper; NFC; capped."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.core.vocabulary import DocumentKind
from incidents.documents.clean import LINE_CAP, clean_line, clean_text, cleaned, defang
from incidents.documents.fonts import REPLACEMENT, drawable
from tests.documents.papers import one
from tests.documents.reading import text_of
from tests.factories import record_of, transfer

ROW_9 = [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C, 0x200B, 0xFEFF, 0xE0041, 0x00AD, 0x07]


@pytest.mark.parametrize("point", ROW_9, ids=hex)
def test_row_9_nothing_invisible_survives(point: int) -> None:
    assert clean_line(f"1{chr(point)}000") == "1000"


@given(st.text(max_size=400))
def test_row_9_holds_for_any_text(text: str) -> None:
    line, body = clean_line(text), clean_text(text)
    assert len(line) <= LINE_CAP
    assert "\n" not in line
    assert not [c for c in body if c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Cn"}]
    assert clean_line(line) == line


def test_stacked_marks_are_capped() -> None:
    assert len(clean_line("a" + "\u0301" * 50)) <= 6


def test_a_record_is_cleaned_at_every_depth_and_keeps_its_numbers() -> None:
    record = record_of(
        victim={"legal_name": "Eve\u202eEVIL"}, narrative="one\r\n\u200btwo", movements=[transfer("hot", amount="1.50")]
    )
    clean = cleaned(record)
    assert clean.victim.legal_name == "EveEVIL"
    assert clean.narrative == "one\ntwo"
    assert str(clean.movements[0].amount) == "1.50"


def test_a_name_that_turns_digits_round_is_printed_in_logical_order() -> None:
    record = record_of(victim={"legal_name": "Max \u202e000,1\u202c USD"}, movements=[transfer("hot")])
    assert "Max 000,1 USD" in text_of(one(record, DocumentKind.LETTER))


def test_links_of_thieves_cannot_be_clicked() -> None:
    link = {"kind": "url", "value": "https://evil.example/login", "note": "mail x@evil.example"}
    record = record_of(indicators=[link])
    text = text_of(one(record, DocumentKind.DOSSIER))
    assert "hxxps://evil[.]example/login" in text
    assert "evil.example" not in text
    assert "://" not in defang("HTTP://a.b").replace("hxxp://", "")


def test_what_no_shipped_font_can_draw_becomes_a_box_and_not_a_broken_file() -> None:
    assert drawable("ok \U0001f600 \u1780") == f"ok {REPLACEMENT} {REPLACEMENT}"
    record = record_of(narrative="I cried \U0001f62d all night")
    assert f"I cried {REPLACEMENT} all night" in text_of(one(record, DocumentKind.DOSSIER))
