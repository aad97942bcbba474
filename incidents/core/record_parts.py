"""The parts of the case record but its movements: persons, accounts, claims, files, contacts."""

from typing import Annotated, Any

from pydantic import Field

from incidents.core.record_types import Amount, Day, Instant, OneOf, Part, words
from incidents.core.vocabulary import CauseStatus, ReporterRole, SourceKind, VictimKind


class Incident(Part):
    """The event that hurt many, which this case belongs to."""

    slug: str | None = None
    name: str | None = None


class Address(Part):
    """Where somebody lives."""

    lines: tuple[str, ...] = ()
    postcode: str | None = None
    city: str | None = None
    country: str | None = None


class IdentityDocument(Part):
    """Which document proves who somebody is; its last four characters only."""

    type: str | None = None
    last4: str | None = None


class Organisation(Part):
    """The company that was hurt, and the reporter's role in it."""

    name: str | None = None
    registration_number: str | None = None
    role: str | None = None
    client_money: bool | None = None


class Victim(Part):
    """Who was hurt."""

    legal_name: str | None = None
    date_of_birth: Day | None = None
    address: Address = Address()
    phone: str | None = None
    email: str | None = None
    identity_document: IdentityDocument = IdentityDocument()
    currency: str | None = None
    kind: Annotated[str | None, words(VictimKind)] = None
    organisation: Organisation | None = None


class Reporter(Part):
    """Who reports for the victim; absent when the victim does it."""

    role: Annotated[str | None, words(ReporterRole)] = None
    name: str | None = None
    authority: str | None = None


class Holder(Part):
    """A joint holder, named and never contacted."""

    name: str | None = None


class Estimate(Part):
    """Roughly how much was taken, as the reporter typed it before any row was known."""

    amount: Amount | None = None
    asset: str | None = None
    text: str | None = None


class Safety(Part):
    """What keeps the person safe while reporting."""

    in_danger: bool | None = None
    known_person: bool | None = None
    mailbox_shared: bool | None = None
    device_clean: bool | None = None
    contact_by: tuple[str, ...] = ()
    wants_help: bool | None = None


class Wallet(Part):
    """One of the victim's own wallets."""

    network: str | None = None
    address: str | None = None
    app: str | None = None


class Suspect(Part):
    """Somebody named by the reporter: police dossier only."""

    name_or_handle: str | None = None
    suspected_by: str | None = None
    because: str | None = None


class Window(Part):
    """From when to when it happened."""

    from_: Instant | None = Field(default=None, alias="from")
    to: Instant | None = None


class Cause(Part):
    """A dated, revisable claim about how access was gained."""

    statement: str | None = None
    status: Annotated[str | None, words(CauseStatus)] = None
    by: str | None = None
    on: Day | None = None


class ApiKey(Part):
    """What is known of an API key: never its secret."""

    label: str | None = None
    public_prefix: str | None = None
    created_on: Day | None = None
    permissions: tuple[str, ...] = ()
    ip_allowlist: tuple[str, ...] = ()
    linked_app: str | None = None
    revoked_at: Instant | None = None


class Account(Part):
    """An account of the victim at an institution."""

    institution: str | None = None
    institution_name: str | None = None
    uid: str | None = None
    registered_email: str | None = None
    state: Annotated[str | None, OneOf(("open", "locked", "withdraw_only", "closed"))] = None
    two_factor: str | None = None
    api_keys: tuple[ApiKey, ...] = ()


class Indicator(Part):
    """A trace of the thief: a link, an address, a handle."""

    kind: Annotated[str | None, OneOf(("url", "domain", "email", "phone", "handle", "address", "ip", "file_hash"))] = (
        None
    )
    value: str | None = None
    role: str | None = None
    first_seen: Day | None = None
    note: str | None = None


class Evidence(Part):
    """An uploaded original and its fingerprint."""

    file: str | None = None
    title: str | None = None
    captured_at: Instant | None = None
    source: str | None = None
    grade: Annotated[str | None, words(SourceKind)] = None
    sha256: str | None = None


class PoliceReport(Part):
    """A report to the police, as the reporter gives it."""

    country: str | None = None
    authority: str | None = None
    document: str | None = None
    number: str | None = None
    filed_on: Day | None = None
    officer: str | None = None
    unit: str | None = None
    email: str | None = None


class Contact(Part):
    """One exchange of messages with an institution."""

    institution: str | None = None
    channel: str | None = None
    sent_at: Instant | None = None
    reference: str | None = None
    status: str | None = None
    answered_on: Day | None = None
    hold_until: Day | None = None
    note: str | None = None


class Letter(Part):
    """What the victim decided about one letter."""

    kind: str | None = None
    institution: str | None = None
    dropped: bool | None = None
    sent_at: Instant | None = None


class Consents(Part):
    """What the victim agrees to; absent is no."""

    truth: bool | None = None
    share_with_police: bool | None = None
    share_with_institutions: bool | None = None
    link_with_other_cases: bool | None = None
    staff_access: bool | None = None


class Worth(Part):
    """A value in ordinary money, with the source of the price and its time."""

    currency: str | None = None
    amount: Amount | None = None
    source: str | None = None
    at: Instant | None = None


class DerivedMovement(Part):
    """What the portal found out about the movement at the same place."""

    id: str | None = None
    checks: tuple[Any, ...] = ()
    attribution: tuple[Any, ...] = ()
    value: Worth | None = None


class Stop(Part):
    """Something the operator has stopped (``core/stops``), and the code by which it can be appealed against."""

    what: str | None = None
    row: int | None = None
    letter: str | None = None
    institution: str | None = None
    code: str | None = None


class Derived(Part):
    """Written by the portal, ignored when read."""

    movements: tuple[DerivedMovement, ...] = ()
    stops: tuple[Stop, ...] = ()
    totals: Any = None
    deadlines: tuple[Any, ...] = ()
    priority: Any = None
