"""Folders and file names of a case's set: safe and neutral whatever a record says."""

import re

from incidents.core.record import CaseRecord

POLICE, OWN = "police", "you"
UNNAMED = "case"
NAME_CAP = 48


def case_name(record: CaseRecord) -> str:
    """The case's reference as the beginning of file names, safe whatever a record says."""
    return re.sub(r"[^A-Za-z0-9_-]+", "-", record.reference or "").strip("-")[:NAME_CAP] or UNNAMED


def folder_name(slug: str) -> str:
    """A slug that is safe as a folder's name, whatever a record says.

    >>> folder_name("../Police"), folder_name("you"), folder_name("crypto-com")
    ('police-company', 'you-company', 'crypto-com')
    """
    safe = re.sub(r"[^a-z0-9]+", "-", slug.lower()).strip("-")[:NAME_CAP] or "company"
    return f"{safe}-company" if safe in {POLICE, OWN} else safe
