"""What each row is: by its type, its status, the sign of its amount, and which of its two sides are filled."""

import re
from collections.abc import Sequence

from incidents.core.statements.format import READ, Act
from incidents.core.statements.plan import Plan
from incidents.core.statements.signs import BEFORE_SIGN, is_negative
from incidents.core.statements.statuses import is_done, outcome

_TOLD_BY_SIGN = frozenset({Act.BY_SIGN, Act.INTERNAL, Act.SWAP})
_NOTHING = re.compile(r"[-+]?0*[.,]?0*|-|null|n/?a", re.IGNORECASE)
_ODD = frozenset(BEFORE_SIGN)


class Classifier:
    """Verdicts for one file, each combination of cells judged once."""

    def __init__(self, plan: Plan, act: Act) -> None:
        self._default = act
        self._patterns = [(re.compile(pattern), found) for pattern, found in plan.format.acts.items()]
        places = plan.all_places
        self._told_by = [meaning for meaning in ("type", "subtype", "status") if meaning in places]
        self._places = [places[meaning] for meaning in self._told_by]
        self._is_signed = not _TOLD_BY_SIGN.isdisjoint({act, *plan.format.acts.values()})
        self._amount, self._status = places.get("amount"), places.get("status")
        self._sides = [places[meaning] for meaning in ("out_amount", "in_amount") if meaning in places]
        self._known: dict[tuple[str, ...], Act] = {}

    def acts(self, table: Sequence[Sequence[str]]) -> list[Act]:
        """One act a row of a table of columns."""
        found = self._judged(table)
        if self._status is not None and found[-1] in READ and _is_cut(table[self._status]):
            found[-1] = Act.UNKNOWN_STATUS
        return found

    def _judged(self, table: Sequence[Sequence[str]]) -> list[Act]:
        size = len(table[0])
        parts: list[Sequence[str]] = [table[place] for place in self._places]
        parts.append(self._signs(table, size))
        known = self._known
        try:
            return [known[key] for key in zip(*parts, strict=True)]
        except KeyError:
            for key in set(zip(*parts, strict=True)) - known.keys():
                known[key] = self._judge(dict(zip(self._told_by, key, strict=False)), key[-1])
            return [known[key] for key in zip(*parts, strict=True)]

    def _signs(self, table: Sequence[Sequence[str]], size: int) -> Sequence[str]:
        """For each row ``-`` or ``+``; where rows have two sides, which are filled: ``<``, ``>``, ``<>``."""
        if len(self._sides) == 2:
            out, into = (table[place] for place in self._sides)
            return [
                ("" if _NOTHING.fullmatch(a.strip()) else "<") + ("" if _NOTHING.fullmatch(b.strip()) else ">")
                for a, b in zip(out, into, strict=True)
            ]
        if self._amount is None or not self._is_signed:
            return ["+"] * size
        cells = table[self._amount]
        known = {begin: "-" if is_negative(begin) else "+" for begin in {cell[:1] for cell in cells}}
        if _ODD.isdisjoint(known):
            return [known[cell[:1]] for cell in cells]
        return ["-" if is_negative(cell) else "+" for cell in cells]

    def _judge(self, told: dict[str, str], sign: str) -> Act:
        act = self._default
        if "type" in told:
            act = self._by_type(told["type"], told.get("subtype", ""))
        if act not in (Act.NOT_A_MOVEMENT, Act.OWN_TRANSFER):
            act = outcome(told.get("status", "")) or act
        return self._by_sign(act, sign)

    def _by_type(self, kind: str, subtype: str) -> Act:
        text = f"{kind.strip()}/{subtype.strip()}".casefold().strip("/") if subtype else kind.strip().casefold()
        return next((act for pattern, act in self._patterns if pattern.search(text)), self._default)

    @staticmethod
    def _by_sign(act: Act, sign: str) -> Act:
        if act is Act.SWAP:
            return {"<>": Act.SWAP, "<": Act.OUT, ">": Act.IN}.get(sign, Act.NOT_A_MOVEMENT)
        if act is Act.BY_SIGN:
            return Act.OUT if sign in ("-", "<") else Act.IN
        if act is Act.INTERNAL and sign in ("+", ">"):
            return Act.IN
        return act


def _is_cut(statuses: Sequence[str]) -> bool:
    """Whether the last row alone has no status, in a list that says of the others that they were done."""
    *before, last = statuses
    return not last.strip() and all(map(str.strip, before)) and any(map(is_done, set(before)))
