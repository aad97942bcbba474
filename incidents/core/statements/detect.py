"""Which format a header line is of: names compared as sets, so that an order or one new column does not matter."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from incidents.core.statements import formats
from incidents.core.statements.format import Format
from incidents.core.statements.headers import names
from incidents.core.statements.plan import Plan, bind, header_names, variable
from incidents.core.statements.records import DELIMITERS, split_line

LIKE_ENOUGH = 0.8
"""Share of names that a header must have in common with a known one of seven names or more; shorter ones all."""
_ALWAYS_WHOLE = 6
_FEWEST_CELLS = 3
_HEAD = 300
_NEEDED = (
    {"at", "amount"},
    {"at", "quantity"},
    {"at", "out_amount", "in_amount"},
)


@dataclass(frozen=True, slots=True)
class Variant:
    """One header of one format."""

    format: Format
    fixed: frozenset[str]
    variable: tuple[re.Pattern[str], ...]

    @property
    def size(self) -> int:
        return len(self.fixed) + len(self.variable)


@dataclass(frozen=True, slots=True)
class Found:
    """A header that was found: what to read after it, from which line on."""

    plan: Plan
    line: int
    delimiter: str
    preamble: str


@cache
def known_formats() -> tuple[Format, ...]:
    """Every format, in the order of their files' names."""
    modules = sorted(info.name for info in iter_modules(formats.__path__))
    found = (import_module(f"{formats.__name__}.{name}").FORMATS for name in modules)
    return tuple(form for group in found for form in group)


@cache
def variants() -> tuple[Variant, ...]:
    """Every header of every format."""
    made = []
    for form in known_formats():
        for line in form.headers:
            given = header_names(line)
            changing = tuple(variable(name) for name in given if "*" in name)
            made.append(Variant(form, frozenset(name for name in given if "*" not in name), changing))
    return tuple(made)


def match(header: Sequence[str]) -> Format | None:
    """The format that a header line is most like; None where none is like it enough.

    >>> match(["Date(UTC+0)", "Coin", "Network", "Amount", "Fee", "Address", "TXID", "Status"]).name
    'binance_withdrawals'
    >>> match(["When", "What", "How much"]) is None
    True
    """
    given = names(header)
    there = frozenset(name for name in given if name)
    if len(there) < _FEWEST_CELLS:
        return None
    best: tuple[float, Format | None] = (0.0, None)
    for variant in variants():
        score = _likeness(there, variant)
        if score < LIKE_ENOUGH or (score < 1 and min(len(there), variant.size) <= _ALWAYS_WHOLE):
            continue
        if score > best[0] and _is_enough(variant.format, header):
            best = (score, variant.format)
    return best[1]


def _likeness(there: frozenset[str], variant: Variant) -> float:
    """Names in common over all names; however many names a pattern matches, they count as one."""
    common = len(there & variant.fixed)
    if not common:
        return 0.0
    rest = there - variant.fixed
    for pattern in variant.variable:
        matched = {name for name in rest if pattern.fullmatch(name)}
        rest -= matched
        common += bool(matched)
    return common / (variant.size + len(rest))


def _is_enough(form: Format, header: Sequence[str]) -> bool:
    there = set(bind(form, header).places) | set(form.derives)
    return there.issuperset(form.pair_by) and any(needed <= there for needed in _NEEDED)


def find(lines: Iterable[str]) -> Found | None:
    """The header among the first lines of a text, whatever stands before it and divides its cells."""
    preamble: list[str] = []
    for number, line in enumerate(lines, 1):
        if number > _HEAD:
            return None
        for delimiter in _delimiters(line):
            cells = split_line(line, delimiter)
            form = match(cells)
            if form:
                return Found(bind(form, cells), number, delimiter, "\n".join(preamble))
        preamble.append(line.rstrip("\n"))
    return None


def _delimiters(line: str) -> list[str]:
    """Those that stand in the line; any other mark that stands there often enough comes last."""
    usual = [mark for mark in DELIMITERS if mark in line]
    others = {
        mark for mark in set(line) if line.count(mark) >= _FEWEST_CELLS - 1 and mark in "^~\u00a6:!\x1f\x01\u001e"
    }
    return usual + sorted(others)
