"""The nouns of the support desk: roles, hand-over, mail, objections, the block list."""

from enum import StrEnum


class StaffRole(StrEnum):
    """What a member of the support staff is there for."""

    SUPPORT = "support"
    CASE_WORKER = "case_worker"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class WaitingFor(StrEnum):
    """Whose move a case waits for."""

    STAFF = "staff"
    VICTIM = "victim"
    INSTITUTION = "institution"
    POLICE = "police"


class MailKind(StrEnum):
    """The mails the portal sends; none carries anything of a case."""

    CONFIRM = "confirm"
    RETURN = "return"
    MESSAGE = "message"
    DEADLINE = "deadline"
    REISSUE = "reissue"
    RETENTION = "retention"
    STAFF_PASSWORD = "staff_password"  # noqa: S105


class LinkPurpose(StrEnum):
    """What a mailed link is for."""

    CONFIRM = "confirm"
    RETURN = "return"


class DisputeState(StrEnum):
    """Where an objection to a letter is."""

    OPEN = "open"
    UPHELD = "upheld"
    REJECTED = "rejected"


class DisputeRole(StrEnum):
    """Who objects to a letter."""

    NAMED = "named"
    HELD = "held"
    COMPANY = "company"
    OTHER = "other"


class BlockKind(StrEnum):
    """What a block-list entry stands for."""

    EMAIL = "email"
    PHONE = "phone"
    ADDRESS = "address"
    TXID = "txid"
