"""A statement format as data: the headers it is known by, what its columns mean, what its rows are.

Rows become movements in one of three shapes: something left or came in (``amount``, ``asset``), a trade of a market
(``market``, ``side``, ``price``, ``quantity``), or an exchange of one asset for another (``out_*`` and ``in_*``).
A ledger tells a trade in several rows, its legs; they are put together again by ``pair_by``.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from incidents.core.statements.records import Chunk

Cells = Mapping[str, str]
"""One row by its header names, as ``headers.normal`` spells them."""


class Act(StrEnum):
    """What a row is. Acts that are not ``READ`` are counted as skipped, under their own name.

    BY_SIGN: a negative amount left, a positive one came in; so with INTERNAL, what stayed inside the exchange.
    """

    OUT = "out"
    IN = "in"
    BY_SIGN = "by_sign"
    INTERNAL = "internal"
    TRADE = "trade"
    SWAP = "swap"
    LIQUIDATION = "liquidation"
    APPROVAL = "approval"
    LEG = "leg"
    PART_OF_TRADE = "part_of_trade"
    FEE = "fee"
    OWN_TRANSFER = "own_transfer"
    FAILED = "failed"
    PENDING = "pending"
    NOT_A_MOVEMENT = "not_a_movement"
    UNKNOWN_TYPE = "unknown_type"
    UNKNOWN_STATUS = "unknown_status"


READ = frozenset(
    {Act.OUT, Act.IN, Act.INTERNAL, Act.TRADE, Act.SWAP, Act.LIQUIDATION, Act.APPROVAL, Act.LEG},
)
"""Acts that become movements."""


@dataclass(frozen=True, slots=True)
class Format:
    """One report of one exchange or wallet.

    ``headers``: header lines, names joined by ``|``; a ``*`` in a name stands for a unit (``Amount (*)``).
    ``columns``: meaning -> normalised header names that carry it, joined by ``|``; absent where the header has none.
    ``acts``: patterns over the lower-case text of the ``type`` column (``type/subtype`` where there are two), first
    match wins. ``act``: what a row is where it has no type.
    ``zone``: the zone its times are in where neither header nor cells say so; None where it is the user's own.
    """

    name: str
    institution: str | None
    headers: tuple[str, ...]
    columns: Mapping[str, str]
    act: Act = Act.UNKNOWN_TYPE
    acts: Mapping[str, Act] = field(default_factory=dict)
    zone: str | None = "UTC"
    zone_documented: bool = True
    onchain: bool = False
    """A wallet or explorer: what leaves is a transfer on a chain, not a withdrawal from an exchange."""
    constants: Mapping[str, str] = field(default_factory=dict)
    """Members that every row has: the network of a one-chain wallet, its asset."""
    date_order: str | None = None
    """"dmy", "mdy" or "ymd": for dates that can be read in several ways."""
    decimal_mark: str | None = None
    """"." or ",", where it is known; else the file tells."""
    quote_first: bool = False
    """Markets are written QUOTE-BASE."""
    contracts: bool = False
    """Trades are of contracts: no asset is given or got for them, only their gain or loss."""
    fee_in: str | None = None
    """The asset of a trade's fee where no column names it: "quote", "base" or "received"."""
    scale: int = 0
    """Amounts are in units of ten to this power: -8 for satoshi."""
    pair_by: tuple[str, ...] = ()
    """Meanings whose cells together tell which legs belong to one trade."""
    assets: Callable[[str], str] | None = None
    """The usual ticker for the exchange's own spelling of an asset."""
    derive: Callable[[Cells], Mapping[str, str]] | None = None
    """Further meanings of a row that no column holds alone."""
    derives: tuple[str, ...] = ()
    join: Callable[[Iterator[Chunk]], Iterator[Chunk]] | None = None
    """Puts rows together again that the file spreads over lines, or whose cells it divides where they are whole."""
    by_file: Callable[[str, list[Cells]], Act | None] | None = None
    """What rows without a type are, from the file's name and its first rows."""
    learn: Callable[[str, list[Cells]], Mapping[str, str]] | None = None
    """What the file's name and its first rows tell about all its rows, added to the cells that ``derive`` gets."""
