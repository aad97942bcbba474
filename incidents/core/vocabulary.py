"""The nouns of the field, once. Values are those of the case record, version 1 (docs/record.md)."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class CaseKind(StrEnum):
    """What kind of theft a case reports."""

    API_KEY_ABUSE = "api_key_abuse"
    ACCOUNT_TAKEOVER = "account_takeover"
    PHISHING = "phishing"
    WALLET_DRAINER = "wallet_drainer"
    SEED_THEFT = "seed_theft"
    SIM_SWAP = "sim_swap"
    INVESTMENT_FRAUD = "investment_fraud"
    FAKE_PLATFORM = "fake_platform"
    KNOWN_PERSON = "known_person"
    THREAT_OR_ROBBERY = "threat_or_robbery"
    MALWARE = "malware"
    ACCOUNT_BLOCKED = "account_blocked"
    OTHER = "other"
    NOT_SURE = "not_sure"


class MovementKind(StrEnum):
    """The ways money left (and ``deposit``: history only, never a loss)."""

    ONCHAIN_TRANSFER = "onchain_transfer"
    EXCHANGE_WITHDRAWAL = "exchange_withdrawal"
    INTERNAL_TRANSFER = "internal_transfer"
    UNAUTHORISED_TRADE = "unauthorised_trade"
    LIQUIDATION = "liquidation"
    TOKEN_APPROVAL = "token_approval"  # noqa: S105
    FIAT_LEG = "fiat_leg"
    DEPOSIT = "deposit"


class Act(StrEnum):
    """How the money left, for the one sentence a reporter signs: never another kind's."""

    THEFT = "theft"
    DECEPTION = "deception"
    DRAINER = "drainer"
    UNKNOWN = "unknown"


class ReporterRole(StrEnum):
    """Who reports, seen from the victim."""

    SELF = "self"
    COMPANY = "company"
    GUARDIAN = "guardian"
    REPRESENTATIVE = "representative"
    HEIR = "heir"


class VictimKind(StrEnum):
    """Who was hurt."""

    PERSON = "person"
    COMPANY = "company"
    CHILD = "child"
    DECEASED = "deceased"


class CauseStatus(StrEnum):
    """How sure a statement about the cause is."""

    KNOWN = "known"
    SUSPECTED = "suspected"
    CLAIMED = "claimed"
    UNKNOWN = "unknown"


class SourceKind(StrEnum):
    """Kind of source of an exhibit, A to E: where it comes from, not whether it is true."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"


class LetterKind(StrEnum):
    """The kinds of letter to one institution."""

    L1 = "L1"
    L2A = "L2a"
    L2B = "L2b"
    L2C = "L2c"
    L3 = "L3"
    L4 = "L4"
    L5 = "L5"
    L6 = "L6"
    L7 = "L7"
    L8 = "L8"


class Strength(StrEnum):
    """How much a letter L1 may ask for, weakest last."""

    HOLD = "hold"
    LOCATE = "locate"
    ENQUIRY = "enquiry"


class LabelRole(StrEnum):
    """What a public label says an address is for."""

    DEPOSIT = "deposit"
    HOT = "hot"
    RESERVE = "reserve"
    CONTRACT = "contract"
    UNCLEAR = "unclear"


class Confidence(StrEnum):
    """How an attribution is known, best first."""

    PUBLIC_LABEL = "public_label"
    VICTIM_SAYS = "victim_says"


class DocumentKind(StrEnum):
    """Every kind of file that Recourse makes from a record."""

    DOSSIER = "dossier"
    DOSSIER_COPY = "dossier_copy"
    FIRST_REPORT = "first_report"
    LETTER = "letter"
    NOTE = "note"
    MESSAGE_TXT = "message_txt"
    MESSAGE_CHAT = "message_chat"
    IDENTIFIERS_CSV = "identifiers_csv"
    IDENTIFIERS_TXT = "identifiers_txt"
    DOSSIER_TXT = "dossier_txt"
    LETTER_DOCX = "letter_docx"
    RECORD = "record"
    MOVEMENTS_CSV = "movements_csv"
    MANIFEST = "manifest"
    README = "readme"
    UPDATE_TXT = "update_txt"


class CaseState(StrEnum):
    """Where a case is on its way."""

    DRAFT = "draft"
    UNCONFIRMED = "unconfirmed"
    SUBMITTED = "submitted"
    IN_PROGRESS = "in_progress"
    CLOSED = "closed"
    ERASED = "erased"


class JobState(StrEnum):
    """Where the making of one document is."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    DEAD = "dead"


class ActorKind(StrEnum):
    """Who does something."""

    VICTIM = "victim"
    STAFF = "staff"
    OFFICER = "officer"
    OUTSIDER = "outsider"
    OPERATOR = "operator"
    SYSTEM = "system"


class ReferenceKind(StrEnum):
    """What a pasted text turned out to be."""

    TXID = "txid"
    ADDRESS = "address"
    INTERNAL_ID = "internal_id"
    SECRET = "secret"  # noqa: S105
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, for the audit trail: a kind and an id, no personal data.

    >>> str(Actor(ActorKind.SYSTEM))
    'system'
    """

    kind: ActorKind
    id: UUID | None = None

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}" if self.id else str(self.kind)


SYSTEM = Actor(ActorKind.SYSTEM)
OPERATOR = Actor(ActorKind.OPERATOR)
OUTSIDER = Actor(ActorKind.OUTSIDER)
"""Somebody with no case and no account: whoever checks a paper, or objects to one."""
