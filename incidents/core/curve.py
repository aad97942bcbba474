"""Whether 32 bytes are a point of the curve Ed25519: the key of a wallet, or an address that a program made up."""

_PRIME = 2**255 - 19
_D = -121665 * pow(121666, -1, _PRIME) % _PRIME


def is_on_curve(key: bytes) -> bool:
    """Whether these 32 bytes (little end first) are the height of a point; half of all numbers are.

    >>> is_on_curve(bytes(31) + b"\\x00"), is_on_curve(b"\\x02" + bytes(31))
    (True, False)
    """
    y = int.from_bytes(key, "little") & (1 << 255) - 1
    square = y * y % _PRIME
    # x * x = over / under has a root exactly where over * under has one (Euler).
    over, under = square - 1, _D * square + 1
    return y < _PRIME and pow(over * under % _PRIME, (_PRIME - 1) // 2, _PRIME) in (0, 1)
