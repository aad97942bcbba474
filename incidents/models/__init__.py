"""The tables. One noun per file; constraints and look-ups live here, decisions do not."""

from incidents.models.accounts import Account, Cause, Contact, Indicator, Letter, PoliceReport, Suspect, Wallet
from incidents.models.block import Block
from incidents.models.case import Case
from incidents.models.dispute import Dispute, DisputeVote
from incidents.models.document import Document
from incidents.models.event import Event, EventHead
from incidents.models.evidence import Evidence
from incidents.models.factor_reset import FactorReset
from incidents.models.incident import Incident
from incidents.models.mail import Mail, MailLink
from incidents.models.message import Message
from incidents.models.movement import Movement
from incidents.models.note import Look, Note
from incidents.models.reissue import CodeReissue
from incidents.models.statement import FormatProposal, Statement, StatementRow
from incidents.models.submission import Submission
from incidents.models.throttle import Throttle
from incidents.models.user import User

__all__ = [
    "Account",
    "Block",
    "Case",
    "Cause",
    "CodeReissue",
    "Contact",
    "Dispute",
    "DisputeVote",
    "Document",
    "Event",
    "EventHead",
    "Evidence",
    "FactorReset",
    "FormatProposal",
    "Incident",
    "Indicator",
    "Letter",
    "Look",
    "Mail",
    "MailLink",
    "Message",
    "Movement",
    "Note",
    "PoliceReport",
    "Statement",
    "StatementRow",
    "Submission",
    "Suspect",
    "Throttle",
    "User",
    "Wallet",
]
