"""Which way an amount points: what exports and spreadsheets write for a minus."""

BEFORE_SIGN = "$\u20ac\u00a3\u00a5 \u00a0'\""
"""What may stand in front of a minus."""

_MINUS = frozenset("-\u2212(")


def is_negative(cell: str) -> bool:
    """Whether an amount is written with a minus, whatever money stands before it: a hyphen, a true one, or brackets.

    >>> is_negative("-5"), is_negative("$ (5.00)"), is_negative("'\u22125"), is_negative("5")
    (True, True, True, False)
    """
    return cell.lstrip(BEFORE_SIGN)[:1] in _MINUS
