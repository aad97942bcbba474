"""Every mail in a file: the one that it is, those of a mailbox, and those that were sent along in it."""

from collections.abc import Iterator

from incidents.core.exhibits import mail, outlook
from incidents.core.exhibits.mail import MailFacts
from incidents.core.exhibits.members import kind_of
from incidents.core.file_types import MAIL, OUTLOOK

DEEPEST = 4


def within(data: bytes, media_type: str, deep: int = DEEPEST) -> Iterator[MailFacts]:
    """Each followed by what was attached to it; what is no mail gives nothing.

    >>> [found.subject for found in within(b"Subject: one\\n\\nhi", MAIL)]
    ['one']
    """
    for found in outermost(data, media_type):
        yield found
        for name, content in found.attached:
            kind = kind_of(content, name)
            if deep and kind in (MAIL, OUTLOOK):
                yield from within(content, kind, deep - 1)


def outermost(data: bytes, media_type: str) -> Iterator[MailFacts]:
    """Those that are in no other mail."""
    read = (outlook.read(data),) if media_type == OUTLOOK else map(mail.read, mail.each(data))
    yield from filter(None, read)
