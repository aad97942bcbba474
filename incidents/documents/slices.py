"""What a recipient may see: the record cut by an allow-list before any template runs.

A letter's builder takes a slice and nothing else, so a leak is a type error. Every text in a slice is cleaned.
Nothing here has a member for a street, a birth date, a document's digits, a phone number, the narrative, a suspect,
a note, a balance or another institution's row.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

from incidents.core.vocabulary import Act, LetterKind, Strength
from incidents.documents.clean import clean_line

Line = Annotated[str, AfterValidator(clean_line)]


class Slice(BaseModel):
    """A part of what one recipient may see: immutable, and no member but the named ones."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class PoliceReference(Slice):
    """A report to the police as the reporter gives it: no officer, no unit, no mailbox."""

    authority: Line | None = None
    number: Line | None = None
    filed_on: Line | None = None


class Sender(Slice):
    """Who writes: a name, a country, an e-mail address."""

    name: Line | None = None
    country: Line | None = None
    email: Line | None = None
    role: Line | None = None
    for_name: Line | None = None


class Label(Slice):
    """One public label of a destination, as it was published."""

    text: Line | None = None
    role: Line | None = None
    source: Line | None = None
    date: Line | None = None
    confidence: Line | None = None


class Row(Slice):
    """One movement to the recipient of the paper."""

    kind: Line | None = None
    at: datetime | None = None
    asset: Line | None = None
    amount: Decimal | None = None
    network: Line | None = None
    token_contract: Line | None = None
    txid: Line | None = None
    to_address: Line | None = None
    memo: Line | None = None
    from_address: Line | None = None
    sent_from: Line | None = None
    withdrawal_id: Line | None = None
    strength: Strength | None = None
    labels: tuple[Label, ...] = ()
    fake_token: bool = False
    looks_mistyped: bool = False
    other_sender: bool = False


class OwnRow(Row):
    """One movement out of the reporter's account at the recipient: its own ids as well."""

    transfer_id: Line | None = None
    counterparty: Line | None = None
    market: Line | None = None
    side: Line | None = None
    order_id: Line | None = None
    trade_id: Line | None = None
    price: Decimal | None = None
    quantity: Decimal | None = None
    quote_asset: Line | None = None
    quote_amount: Decimal | None = None
    fee: Decimal | None = None
    fee_asset: Line | None = None
    source: Line | None = None
    api_key_label: Line | None = None
    reference_price: Decimal | None = None
    reference_source: Line | None = None
    still_held: bool | None = None
    status: Line | None = None
    position_id: Line | None = None
    liquidation_id: Line | None = None
    spender: Line | None = None
    payment_reference: Line | None = None


class OwnKey(Slice):
    """An API key of the reporter's account: its label, the public prefix, its dates and rights."""

    label: Line | None = None
    public_prefix: Line | None = None
    created_on: Line | None = None
    permissions: tuple[Line, ...] = ()
    revoked_at: datetime | None = None


class OwnAccount(Slice):
    """The reporter's own account at the recipient."""

    uid: Line | None = None
    registered_email: Line | None = None
    state: Line | None = None
    api_keys: tuple[OwnKey, ...] = ()


class Ticket(Slice):
    """What the reporter already sent to the recipient."""

    reference: Line | None = None
    sent_at: datetime | None = None
    status: Line | None = None


class Finding(Slice):
    """Something in the recipient's own rows that is not explained yet."""

    code: str
    params: dict[str, Line] = {}


class LetterSlice(Slice):
    """What every letter may know."""

    letter: LetterKind | None
    institution: Line
    name: Line
    declared: bool
    act: Act
    case_kind: Line | None = None
    discovered_at: datetime | None = None
    noticed_on: date | None = None
    window_from: datetime | None = None
    window_to: datetime | None = None
    ongoing: bool | None = None
    sender: Sender
    police: tuple[PoliceReference, ...] = ()
    not_explained: tuple[Finding, ...] = ()


class L1Slice(LetterSlice):
    """For an institution that received funds."""

    strength: Strength
    rows: tuple[Row, ...]


class L2aSlice(LetterSlice):
    """For an institution whose account was emptied: the first letter, and a complaint."""

    rows: tuple[OwnRow, ...]
    accounts: tuple[OwnAccount, ...] = ()
    tickets: tuple[Ticket, ...] = ()
    told: Line | None = None
    """The amount as first told, while no row says one and no other company was hit."""


class L2bSlice(LetterSlice):
    """For the same institution, later: the account's own data, no row of it."""

    accounts: tuple[OwnAccount, ...] = ()
    tickets: tuple[Ticket, ...] = ()
    laws: tuple[Line, ...] = ()


class L5Slice(Slice):
    """For the registrar and the host of a site: the site, and nothing of whoever was hurt by it."""

    declared: bool
    act: Act
    host: Line
    links: tuple[Line, ...]


class EstateSlice(LetterSlice):
    """For whoever winds a closed or bankrupt institution up."""

    rows: tuple[OwnRow, ...]
    accounts: tuple[OwnAccount, ...] = ()


class FakePlatformSlice(Slice):
    """For the reporter and the police: a platform that nobody knows."""

    name: Line
    declared: bool
    rows: tuple[Row, ...] = ()
