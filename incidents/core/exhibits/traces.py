"""Traces of a thief in a text: sites, mail addresses, handles and wallets, offered for the list; a person chooses."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from incidents.core import directory, references
from incidents.core.thief_links import HOST, SHARED
from incidents.core.vocabulary import ReferenceKind

MOST = 40
_LINK = re.compile(r"(?:https?|hxxps?)://[^\s<>\"'\])]{4,300}", re.IGNORECASE)
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]+\.)+[a-z]{2,20}(?![\w@])", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w@./])@[A-Za-z][\w.]{3,31}\b(?!\.\w)")
_WORD = re.compile(r"(?<![\w/])[0-9A-Za-z]{26,110}(?!\w)")


def traces(text: str, known: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Kind (as in the record) and value of what stands in a text, each once; ``known`` is left out.

    Sites of everybody and the companies of the directory are no traces.

    >>> traces("write to @anna_help or x@evil-help.example, log in at https://evil-help.example/claim")
    [('url', 'https://evil-help.example/claim'), ('email', 'x@evil-help.example'), ('handle', '@anna_help')]
    """
    left_out = {value.casefold() for value in known if value}
    found: dict[str, str] = {}
    for kind, value in _found(text):
        if value.casefold() not in left_out and value.casefold() not in {known.casefold() for known in found}:
            found[value] = kind
        if len(found) == MOST:
            break
    return [(kind, value) for value, kind in found.items()]


def _found(text: str) -> Iterator[tuple[str, str]]:
    for match in _LINK.finditer(text):
        link = match[0].rstrip(".,;:!?").replace("hxxp", "http")
        if not _is_everybodys(urlsplit(link).hostname or ""):
            yield "url", link
    for match in _MAIL.finditer(text):
        if not _is_everybodys(match[0].rpartition("@")[2]) or _is_mailbox_service(match[0]):
            yield "email", match[0]
    for match in _HANDLE.finditer(text):
        yield "handle", match[0]
    for match in _WORD.finditer(text):
        read = references.read(match[0])
        if read.kind == ReferenceKind.ADDRESS and read.valid:
            yield "address", match[0]


def _is_everybodys(host: str) -> bool:
    host = host.casefold()
    if not HOST.fullmatch(host):
        return True
    known = any(host == shared or host.endswith(f".{shared}") for shared in SHARED)
    return known or directory.named(host) is not None


def _is_mailbox_service(mail: str) -> bool:
    """A mailbox at a service of everybody is one person's all the same."""
    return mail.casefold().endswith(("@gmail.com", "@google.com", "@apple.com", "@microsoft.com"))
