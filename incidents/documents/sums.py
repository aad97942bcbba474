"""Sums of a slice's rows in native units: trade loss plus what left, never turnover; and what is left out."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache

from django.utils.translation import gettext

from incidents.core.losses import Losses, losses
from incidents.core.record_movement import Movement
from incidents.core.record_types import EXACT, print_amount
from incidents.core.statements.markets import split_market
from incidents.core.vocabulary import MovementKind
from incidents.documents.slices import L2aSlice, OwnRow, Row

BLANK = Movement()
NAMED_COINS = 6
"""More coins of one answer stand in the identifiers files alone."""


def as_movements(rows: Iterable[Row]) -> list[Movement]:
    """A slice's rows in the shape that core's arithmetic takes; what they hold was validated when they were cut."""
    return [BLANK.model_copy(update={name: getattr(row, name) for name in _shared(type(row))}) for row in rows]


@cache
def _shared(shape: type[Row]) -> tuple[str, ...]:
    """The members that a slice's rows have in common with movements."""
    return tuple(name for name in shape.model_fields if name in Movement.model_fields)


def totals(rows: Sequence[OwnRow]) -> Losses:
    """The totals of a slice."""
    return losses(as_movements(rows))


def headline(cut: L2aSlice) -> str:
    """Trade loss plus what left, per native unit; while no row says one, the amount as it was first told."""
    sums = totals(cut.rows).headline
    if cut.told and not any(sums.values()):
        return gettext("about %(amount)s, as first told; the single transactions follow") % {"amount": cut.told}
    return written(sums)


def written(sums: Mapping[str, Decimal]) -> str:
    """Sums in words: "33685.84 USDT, 103 SOL"; exact digits.

    >>> written({"USDT": Decimal("33273.0910"), "SOL": Decimal("103")})
    '33273.0910 USDT, 103 SOL'
    """
    parts = [f"{print_amount(amount)} {asset}".strip() for asset, amount in sums.items() if amount]
    return ", ".join(parts) or gettext("not known yet")


def listed(rows: Iterable[Row]) -> str:
    """The rows' amounts by asset, for subjects.

    >>> listed([Row(asset="SOL", amount="103"), Row(asset="SOL", amount="1.5"), Row(asset="BTC")])
    '104.5 SOL'
    """
    sums: dict[str, Decimal] = {}
    for row in rows:
        if row.amount is not None:
            sums[row.asset or ""] = EXACT.add(sums.get(row.asset or "", Decimal(0)), row.amount)
    return written(sums)


def still_held(rows: Sequence[OwnRow]) -> str:
    """What the reporter knows of the coins that the trades bought."""
    known = {row.still_held for row in rows if row.kind == MovementKind.UNAUTHORISED_TRADE and row.side != "sell"}
    if known == {True}:
        return gettext("As far as I know they are still there.")
    if known == {False}:
        return gettext("As far as I know they are gone.")
    return _coin_by_coin(rows) if known - {None} else gettext("I do not know.")


def _coin_by_coin(rows: Sequence[OwnRow]) -> str:
    """What is known of each coin, where it is not the same for all; a coin with several answers is not named."""
    said: dict[str, set[bool | None]] = {}
    for row in rows:
        if row.kind == MovementKind.UNAUTHORISED_TRADE and row.side != "sell":
            said.setdefault(split_market(row.market or "")[0] or gettext("others"), set()).add(row.still_held)
    told = []
    for answer, words in (
        (True, gettext("Still there as far as I know: %(coins)s.")),
        (False, gettext("Gone as far as I know: %(coins)s.")),
    ):
        coins = [coin for coin, answers in said.items() if answers == {answer}]
        named = ", ".join([*coins[:NAMED_COINS], *(["..."] if coins[NAMED_COINS:] else [])])
        told += [words % {"coins": named}] if coins else []
    if any(len(answers) > 1 or None in answers for answers in said.values()):
        told.append(gettext("I do not know all of it."))
    return " ".join(told)
