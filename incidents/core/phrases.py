"""Find the words that bring a wallet back, in any layout: in a run, shown as a phrase, mistyped, glued together."""

from collections.abc import Iterator
from functools import cache

from incidents.core import mistyped_phrases, other_phrases, presented_phrases, seed_phrases
from incidents.core.word_runs import runs

_LEAST = 12


@cache
def _known() -> frozenset[str]:
    return other_phrases.known() | seed_phrases.known()


def find(text: str) -> Iterator[tuple[int, int]]:
    """Where phrases stand in a text, as character ranges.

    >>> list(find("words: " + "abandon " * 11 + "about"))
    [(7, 100)]
    >>> list(find("abandon " * 11 + "abandon"))
    []
    """
    for run in runs(text, _known(), _LEAST):
        yield from seed_phrases.find_in(text, run)
        yield from other_phrases.find_in(run)
    yield from presented_phrases.find(text, [*seed_phrases.lists().values(), *other_phrases.lists()])
    yield from mistyped_phrases.find(text)
    yield from seed_phrases.find_glued(text)
