"""Stretches of a text around certain words: long files are searched closely only where there is a reason to."""

from collections.abc import Iterable, Iterator


def around(text: str, words: Iterable[str], before: int, after: int) -> Iterator[tuple[int, int]]:
    """Ranges around every place of one of these words (lower case, in any case in the text), merged, in order.

    >>> list(around("a Key and a key", ("key",), 2, 4)), list(around("nothing", ("key",), 2, 4))
    ([(0, 6), (10, 15)], [])
    """
    lower = text.lower()
    if len(lower) != len(text):
        lower = text
    places = []
    for word in words:
        at = lower.find(word)
        while at >= 0:
            places.append(at)
            at = lower.find(word, at + 1)
    return merged(((place - before, place + after) for place in sorted(places)), len(text))


def merged(ranges: Iterable[tuple[int, int]], size: int) -> Iterator[tuple[int, int]]:
    """Ranges in order of their starts, those that touch as one, inside a text of this size.

    >>> list(merged([(-3, 2), (1, 5), (9, 12)], 10))
    [(0, 5), (9, 10)]
    """
    first, last = None, 0
    for start, end in ranges:
        if first is not None and start > last:
            yield max(0, first), min(size, last)
            first = None
        first, last = (start if first is None else first), max(last, end)
    if first is not None:
        yield max(0, first), min(size, last)
