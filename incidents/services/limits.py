"""Every limit of the portal in one table: how much of what, for whom, within which time, and why.

A limit is high enough that nobody who reports a theft meets it, and low enough that nobody floods the portal or the
mailboxes behind it. It never costs anybody what they typed: pages keep it and say when to go on.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from ipaddress import ip_address, ip_network

from incidents.core.errors import TooMany
from incidents.services import throttling

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
IPV6_SITE = 64
"""A site has as many addresses as it likes below this prefix: they count as one."""


class Per(StrEnum):
    """Whose doings are added up."""

    SUBJECT = "subject"
    """One case, one letter, one entry: whatever it is about."""
    ADDRESS = "address"
    """One network address; behind it can be a whole family or help desk."""
    ALL = "all"
    """Everybody together: what one machine and its operator can bear."""


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``most`` of ``what`` within ``within``, counted per subject, per address or over all."""

    what: str
    per: Per
    most: int
    within: timedelta
    why: str


TABLE: tuple[Limit, ...] = (
    Limit("code", Per.ALL, 20_000, timedelta(minutes=15), "whoever guesses codes does it from many addresses"),
    Limit("draft", Per.ADDRESS, 200, DAY, "a help desk opens many cases a day, a flood opens thousands"),
    Limit("draft", Per.ALL, 20_000, DAY, "room on the disk"),
    Limit("paste", Per.SUBJECT, 150, DAY, "each paste is read line by line"),
    Limit("paste", Per.ADDRESS, 500, DAY, "the same, over many cases"),
    Limit("paste", Per.ALL, 50_000, DAY, "the same, over many addresses"),
    Limit("fact", Per.SUBJECT, 1_000, DAY, "typed by hand, one by one; hundreds come by paste or as a file"),
    Limit("fact", Per.ADDRESS, 3_000, DAY, "the same, over many cases"),
    Limit("fact", Per.ALL, 200_000, DAY, "room on the disk"),
    Limit("upload", Per.SUBJECT, 200, DAY, "each file is read, searched and encrypted"),
    Limit("upload", Per.ADDRESS, 200, HOUR, "the same, over many cases"),
    Limit("upload", Per.ALL, 20_000, DAY, "room on the disk"),
    Limit("version", Per.SUBJECT, 40, DAY, "each version makes a set of papers, which takes a worker seconds"),
    Limit("version", Per.ADDRESS, 40, HOUR, "the same, over many cases"),
    Limit("version", Per.ALL, 10_000, DAY, "the same, over many addresses"),
    Limit("recipient", Per.SUBJECT, 40, DAY, "a theft reaches some companies a day, a campaign reaches all of them"),
    Limit("recipient", Per.ADDRESS, 400, DAY, "the same, over many cases"),
    Limit("letter", Per.SUBJECT, 120, DAY, "a desk that gets a new version every minute stops reading"),
    Limit("letter", Per.ALL, 20_000, DAY, "the portal's name on letters is worth what few letters are worth"),
    Limit("download", Per.SUBJECT, 600, HOUR, "a set is some dozen files, taken a few times"),
    Limit("download", Per.ADDRESS, 1_200, HOUR, "the same, over many cases"),
    Limit("download", Per.ALL, 100_000, HOUR, "what one machine can hand out"),
    Limit("verify", Per.ADDRESS, 300, HOUR, "a desk checks some dozen letters an hour"),
    Limit("verify", Per.ALL, 50_000, HOUR, "guessing codes is hopeless, and stays so"),
    Limit("verify_file", Per.ADDRESS, 60, HOUR, "a file that is uploaded to be checked costs time and transfer"),
    Limit("verify_file", Per.ALL, 2_000, HOUR, "the same, over many addresses"),
    Limit("objection", Per.SUBJECT, 5, DAY, "a letter needs one good objection, staff read every one"),
    Limit("objection", Per.ADDRESS, 10, DAY, "the same, over many letters"),
    Limit("objection", Per.ALL, 500, DAY, "what people can read"),
    Limit("appeal", Per.SUBJECT, 3, DAY, "an entry needs one good appeal"),
    Limit("appeal", Per.ADDRESS, 10, DAY, "the same, over many entries"),
    Limit("appeal", Per.ALL, 200, DAY, "what people can read"),
)
"""Tries of one code from one address are limited where codes are (``codes``), mail where mail is (``mail_limits``),
the size of a file and of all files of a case where files are kept (``evidence``)."""


def count(*, what: str, address: str = "", subject: object = "", number: int = 1) -> None:
    """Count this against each of its limits that applies; raises TooMany("limit_reached", wait=seconds)."""
    if not number:
        return
    whom = {Per.SUBJECT: str(subject), Per.ADDRESS: site_of(address), Per.ALL: "everybody"}
    for limit in TABLE:
        if limit.what == what and whom[limit.per]:
            try:
                throttling.count(
                    what=f"{what}|{limit.per}",
                    whom=whom[limit.per],
                    most=limit.most,
                    within=limit.within,
                    number=number,
                )
            except TooMany as error:
                raise TooMany("limit_reached", what=what, wait=error.params["wait"]) from error


def site_of(address: str) -> str:
    """What an address counts as: itself, for IPv6 its site.

    >>> site_of("192.0.2.7"), site_of("2001:db8:1:2:3:4:5:6"), site_of("")
    ('192.0.2.7', '2001:db8:1:2::/64', '')
    """
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return address if found.version == 4 else str(ip_network((found, IPV6_SITE), strict=False))
