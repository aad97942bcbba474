"""What must never be stored is taken out of a raw record before anything reads it: secrets, and what no text holds."""

import re
from typing import Any

from incidents.core import secret_scan

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""NUL and lone surrogates: no database and no JSON reader takes them."""

SHORTEST_SECRET = 12

FINGERPRINTS = frozenset({"txid", "sha256", "evidence_sha256", "token_contract"})
"""Members that hold public hashes by definition: looked at by nobody as a key."""


def withhold(value: Any, path: str = "") -> tuple[Any, list[dict[str, str]]]:
    """A raw JSON value without secrets, and a warning for each place where one stood.

    >>> withhold({"note": "key KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn"})
    ({'note': 'key [Kw… (52)]'}, [{'path': 'note', 'code': 'secret_not_stored', 'value': 'Kw… (52)'}])
    """
    if isinstance(value, str):
        return _text(value, path)
    warnings: list[dict[str, str]] = []
    if isinstance(value, dict):
        kept = {}
        for name, item in value.items():
            kept[UNSTORABLE.sub("", name)], found = withhold(item, f"{path}.{name}".lstrip("."))
            warnings += found
        return kept, warnings
    if isinstance(value, list):
        items = []
        for number, item in enumerate(value):
            bare, found = withhold(item, f"{path}.{number}".lstrip("."))
            items.append(bare)
            warnings += found
        return items, warnings
    return value, []


def _text(text: str, path: str) -> tuple[str, list[dict[str, str]]]:
    warnings = []
    if UNSTORABLE.search(text):
        text = UNSTORABLE.sub("", text)
        warnings.append({"path": path, "code": "characters_removed"})
    if len(text) < SHORTEST_SECRET or path.rpartition(".")[2] in FINGERPRINTS:
        return text, warnings
    findings = secret_scan.scan(text, secret_scan.NUMBERS)
    if findings:
        text = secret_scan.redact(text, secret_scan.NUMBERS)
        warnings += [{"path": path, "code": "secret_not_stored", "value": found.masked} for found in findings]
    return text, warnings
