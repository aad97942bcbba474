"""Rows of a statement in their table: every line of the file is there once, movements and what is left out."""

import json
from collections import Counter

import pytest

from incidents.core.cipher import KeyRing
from incidents.core.merging import Keys
from incidents.models import StatementRow
from tests.factories.cases import draft
from tests.services.test_statements import read, upload

pytestmark = pytest.mark.django_db

HEADER = "User_ID,UTC_Time,Account,Operation,Coin,Change,Remark"
MANY = 2500


def test_every_line_that_is_left_out_is_kept_with_the_reason() -> None:
    lines = [f"1,2022-12-08 02:14:{n % 60:02},Spot,Moon Shot {n},BTC,-1," for n in range(MANY)]
    lines += ["1,2022-12-09 02:14:09,Spot,Withdraw,BTC,-0.5,", "1,2022-12-09 02:14:09,Spot,Withdraw,BTC,1.23E+25,"]
    statement = read(upload(draft(), "\n".join([HEADER, *lines, ""])))
    assert (statement.rows_read, statement.rows_skipped, statement.rows_ruined) == (1, MANY, 1)
    rows = StatementRow.objects.filter(statement=statement)
    assert Counter(rows.values_list("why", flat=True)) == {"unknown_type": MANY, "ruined_by_spreadsheet": 1, "": 1}
    kept = {row.line: json.loads(row.sealed)["raw"] for row in rows}
    assert kept == dict(enumerate(lines, 2))


def test_every_row_of_a_trade_is_kept() -> None:
    lines = ["1,2022-12-08 02:14:09,Spot,Buy,DMG,2000,", "1,2022-12-08 02:14:09,Spot,Buy,USDT,-160,"]
    statement = read(upload(draft(), "\n".join([HEADER, *lines, ""])))
    rows = StatementRow.objects.filter(statement=statement).order_by("line")
    assert [(row.line, row.kind, row.why) for row in rows] == [(2, "unauthorised_trade", ""), (3, "", "part_of_trade")]
    assert [json.loads(row.sealed)["raw"] for row in rows] == ["\n".join(lines), lines[1]]


def test_what_is_sealed_together_opens_one_by_one_in_its_own_place() -> None:
    ring = KeyRing((("a", bytes(32)),))
    sealed = list(ring.seal_many(["one", "two"], ["row|1", "row|2"]))
    assert [ring.open(text, f"row|{n}") for n, text in enumerate(sealed, 1)] == ["one", "two"]
    assert len({text[:19] for text in sealed}) == 2


MEMBERS = [{"txid": "ab" * 32, "asset": "ETH"}, {"trade_id": "7", "market": "A/B"}, {"kind": "deposit"}]


@pytest.mark.parametrize("order", [MEMBERS, MEMBERS[::-1]])
def test_a_key_is_the_same_whatever_stands_beside_it(order: list[dict[str, str]]) -> None:
    alone = {next(Keys().of(lambda name, row=row: [row.get(name, "")])) for row in order}
    assert set(Keys().of(lambda name: [row.get(name, "") for row in order])) == alone
    assert len(alone) == len(order)
