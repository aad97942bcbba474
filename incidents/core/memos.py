"""The memo or tag that people write beside an address: it names the customer of the company that holds the address."""

import re
from itertools import pairwise

_LABELLED = re.compile(
    r"\b(?:(?:destination|dest\.?|withdrawal|deposit)[\s_-]*)?(?:memo|tag|comment|kommentar|payment[\s_-]?id|dt)"
    r"(?:[\s_-]*(?:id|no|nr|number|nummer|text))?\.?"
    r"(?:\s*[:=#|\t]+\s*|\s+(?:is|ist|was|war|es|est)\s+|\s+(?=\d))[\"'`]?(?P<memo>(?=[\w-]{0,63}\d)[\w-]{1,64})",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^[^\w]*(?:destination|dest\.?)?[\s_-]*(?:memo|tag)[\w\s/()-]{0,20}[^\w]*$", re.IGNORECASE)
_VALUE = re.compile(r"^\W*(?P<memo>\d{1,20})\W*$")


def memo_in(text: str) -> str | None:
    """The one memo that is named in a line or a paragraph, also on the line after its label.

    >>> memo_in("Destination tag: 12345"), memo_in("memo 998877, thank you"), memo_in("Memo\\n4711")
    ('12345', '998877', '4711')
    >>> memo_in("no memo"), memo_in("tag 1 or tag 2")
    (None, None)
    """
    found = {match["memo"] for match in _LABELLED.finditer(text)}
    lines = text.split("\n")
    for label, value in pairwise(lines):
        if _LABEL.match(label) and (match := _VALUE.match(value)):
            found.add(match["memo"])
    return found.pop() if len(found) == 1 else None
