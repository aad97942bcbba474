"""What a recipient may see: the record cut by an allow-list before any template runs.

A letter's builder takes a slice and nothing else, so a leak is a type error. Every text in a slice is cleaned, and what
a person typed has the shape of an identifier, a label or a name (``typed_values``): no room for a message.
Nothing here has a member for a street, a birth date, a document's digits, a phone number, the narrative, a suspect,
a note, a balance or another institution's row.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

from incidents.core.vocabulary import Act, LetterKind, Strength
from incidents.documents.clean import clean_line
from incidents.documents.typed_values import Id, Name, Part, Short, Source

Line = Annotated[str, AfterValidator(clean_line)]


class Slice(BaseModel):
    """A part of what one recipient may see: immutable, and no member but the named ones."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class PoliceReference(Slice):
    """A report to the police as the reporter gives it: no officer, no unit, no mailbox."""

    authority: Name = None
    number: Short = None
    filed_on: Id = None


class Sender(Slice):
    """Who writes: a name, a country, an e-mail address."""

    name: Name = None
    country: Short = None
    email: Id = None
    role: Id = None
    for_name: Name = None


class Label(Slice):
    """One public label of a destination, as it was published."""

    text: Line | None = None
    role: Line | None = None
    source: Line | None = None
    date: Line | None = None
    confidence: Line | None = None


class Row(Slice):
    """One movement to the recipient of the paper."""

    kind: Id = None
    at: datetime | None = None
    asset: Id = None
    amount: Decimal | None = None
    network: Id = None
    token_contract: Id = None
    txid: Id = None
    to_address: Id = None
    memo: Id = None
    from_address: Id = None
    sent_from: Line | None = None
    withdrawal_id: Id = None
    strength: Strength | None = None
    labels: tuple[Label, ...] = ()
    fake_token: bool = False
    looks_mistyped: bool = False
    other_sender: bool = False


class OwnRow(Row):
    """One movement out of the reporter's account at the recipient: its own ids as well."""

    transfer_id: Id = None
    counterparty: Short = None
    market: Short = None
    side: Id = None
    order_id: Id = None
    trade_id: Id = None
    price: Decimal | None = None
    quantity: Decimal | None = None
    quote_asset: Id = None
    quote_amount: Decimal | None = None
    fee: Decimal | None = None
    fee_asset: Id = None
    source: Short = None
    api_key_label: Short = None
    reference_price: Decimal | None = None
    reference_source: Source = None
    still_held: bool | None = None
    status: Short = None
    position_id: Id = None
    liquidation_id: Id = None
    spender: Id = None
    payment_reference: Short = None


class OwnKey(Slice):
    """An API key of the reporter's account: its label, the public prefix, its dates and rights."""

    label: Short = None
    public_prefix: Id = None
    created_on: Id = None
    permissions: tuple[Part, ...] = ()
    revoked_at: datetime | None = None


class OwnAccount(Slice):
    """The reporter's own account at the recipient."""

    uid: Id = None
    registered_email: Id = None
    state: Id = None
    api_keys: tuple[OwnKey, ...] = ()


class Ticket(Slice):
    """What the reporter already sent to the recipient."""

    reference: Short = None
    sent_at: datetime | None = None
    status: Short = None


class Finding(Slice):
    """Something in the recipient's own rows that is not explained yet."""

    code: str
    params: dict[str, Part] = {}


class LetterSlice(Slice):
    """What every letter may know."""

    letter: LetterKind | None
    institution: Line
    name: Line
    declared: bool
    act: Act
    case_kind: Id = None
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


class UpdateSlice(Slice):
    """For an institution that has a letter already: what is new in it, and by which ticket to find it."""

    letter: L1Slice | L2aSlice
    ticket: Line | None = None
    told_at: datetime | None = None
    news: tuple[Line, ...] = ()


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
