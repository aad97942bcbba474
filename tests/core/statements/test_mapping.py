"""A file nobody knows: what its columns mean is guessed, corrected, remembered, and read by the same engine."""

import pytest

from incidents.core.errors import BadInput
from incidents.core.statements.guess import guess
from incidents.core.statements.mapping import Mapping
from tests.core.statements.reading import whole

TEXT = (
    "Exported by a small exchange\n"
    "When;What;How much;Where to;Hash;Kind\n"
    f"08.12.2022 02:14:09;usdt;1.250,50;TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t;{'ab' * 32};Withdrawal\n"
    f"13.12.2022 02:14:09;usdt;0,5;TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t;{'cd' * 32};Deposit\n"
)
MAPPING = Mapping(
    {"When": "at", "What": "asset", "How much": "amount", "Where to": "address", "Hash": "txid", "Kind": "type"},
    zone="Europe/Berlin",
)


def test_columns_are_guessed_by_their_names_and_by_what_stands_in_them() -> None:
    found = guess(TEXT.splitlines(keepends=True))
    assert found["When"] == "at"
    assert found["How much"] == "amount"
    assert found["Hash"] == "txid"
    assert found["Where to"] == "address"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Datum;Währung;Betrag;Gebühr;Adresse", {"Datum": "at", "Währung": "asset", "Betrag": "amount"}),
        ("Fecha;Moneda;Importe;Dirección", {"Fecha": "at", "Moneda": "asset", "Importe": "amount"}),
        ("日時;通貨;数量;手数料", {"日時": "at", "通貨": "asset", "数量": "amount", "手数料": "fee"}),
    ],
)
def test_guessing_knows_other_languages(header: str, expected: dict[str, str]) -> None:
    assert expected.items() <= guess([header + "\n"]).items()


def test_a_mapping_reads_the_file() -> None:
    statement, rows = whole(TEXT, mapping=MAPPING)
    assert (statement.format, statement.zone) == ("mapped", "Europe/Berlin")
    assert [(row["kind"], row["amount"], row["at"]) for row in rows] == [
        ("exchange_withdrawal", "1250.50", "2022-12-08T01:14:09+00:00"),
        ("deposit", "0.5", "2022-12-13T01:14:09+00:00"),
    ]
    assert [row["line"] for row in rows] == [3, 4]


def test_what_every_row_is_can_be_told() -> None:
    columns = {"When": "at", "What": "asset", "How much": "amount"}
    _, rows = whole(TEXT, mapping=Mapping(columns, rows="in", decimal_mark=","))
    assert {row["kind"] for row in rows} == {"deposit"}


def test_a_mapping_survives_being_kept() -> None:
    assert Mapping.from_json(MAPPING.as_json()) == MAPPING


@pytest.mark.parametrize(
    ("kept", "code"),
    [
        ({"columns": {"a": "at"}}, "mapping_without_amount"),
        ({"columns": {"a": "amount", "b": "nonsense"}}, "mapping_unknown_meaning"),
        ({"columns": {"a": "amount", "b": "amount"}}, "mapping_meaning_twice"),
        ({"columns": {"a": "amount"}, "zone": "Moon/Base"}, "zone_unknown"),
        ({"columns": ["a"]}, "mapping_unreadable"),
        ({"columns": {"a": "amount"}, "rows": "stolen"}, "mapping_unreadable"),
        ({"columns": {"a": "amount"}, "decimal_mark": "x"}, "mapping_unreadable"),
    ],
)
def test_a_mapping_that_reads_nothing_is_refused(kept: dict[str, object], code: str) -> None:
    with pytest.raises(BadInput, match=code):
        Mapping.from_json(kept)
