"""Find recovery phrases with one word mistyped: where a word of the list in its place makes the checksum hold."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from incidents.core import other_phrases, seed_phrases
from incidents.core.word_runs import Token, is_gap, runs, tokens

_LEAST_RUN = 6
"""Known words in a row: of twelve with one mistyped, half stand beside each other."""

_LONGEST = 24
_MOST_BESIDE = 3
"""Known words that a sentence may add to a phrase; a list of words has more."""

_REACH = 500
_MOST_RUNS = 60


def find(text: str) -> Iterator[tuple[int, int]]:
    """Where such phrases stand, as character ranges.

    >>> list(find("I typed legal winner thank year wave sausge worth useful legal winner thank yellow"))
    [(8, 82)]
    >>> list(find("It was legal winner thank year wave thing worth useful legal winner thank yellow"))
    []
    """
    for number, run in enumerate(runs(text, seed_phrases.known(), _LEAST_RUN)):
        if number == _MOST_RUNS:
            return
        words = _with_neighbours(text, run)
        for name, numbers in seed_phrases.lists().items():
            for place, token in enumerate(words):
                # A word of another list is a word, and no slip.
                if token.word not in numbers and token.word not in other_phrases.known():
                    yield from _mended(words, place, name, numbers)


def _with_neighbours(text: str, run: Sequence[Token]) -> list[Token]:
    before = [*tokens(text, max(0, run[0].start - _REACH), run[0].start)][-_LONGEST:]
    after = [*tokens(text, run[-1].end, min(len(text), run[-1].end + _REACH))][:_LONGEST]
    words = [*before, *run, *after]
    breaks = [at for at, (left, right) in enumerate(pairwise(words), 1) if not is_gap(text, left.end, right.start)]
    first = max((at for at in breaks if at <= len(before)), default=0)
    last = min((at for at in breaks if at >= len(before) + len(run)), default=len(words))
    return words[first:last]


def _mended(words: Sequence[Token], place: int, name: str, numbers: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    first, last = place, place
    while first > 0 and words[first - 1].word in numbers:
        first -= 1
    while last + 1 < len(words) and words[last + 1].word in numbers:
        last += 1
    size = last - first + 1
    for length in seed_phrases.BIP39_LENGTHS:
        if not length <= size <= length + _MOST_BESIDE:
            continue
        for start in range(max(first, place - length + 1), min(place, last - length + 1) + 1):
            window = [token.word for token in words[start : start + length]]
            if len(set(window)) < 0.7 * length:
                continue
            for candidate in _near(words[place].word, name):
                window[place - start] = candidate
                if seed_phrases.bip39_holds([numbers[word] for word in window]):
                    yield words[start].start, words[start + length - 1].end
                    return


@lru_cache(maxsize=1000)
def _near(word: str, name: str) -> tuple[str, ...]:
    """The words of a list that are one slip away: a letter wrong, missing, too much, or two exchanged."""
    return tuple(known for known in seed_phrases.lists()[name] if len(known) > 2 and _is_one_slip(word, known))


def _is_one_slip(word: str, known: str) -> bool:
    if abs(len(word) - len(known)) > 1:
        return False
    at = next((at for at, (left, right) in enumerate(zip(word, known, strict=False)) if left != right), len(known))
    rest, known_rest = word[at:], known[at:]
    swapped = known_rest[1:2] + known_rest[:1] + known_rest[2:]
    return rest[1:] == known_rest[1:] or rest == known_rest[1:] or rest[1:] == known_rest or rest == swapped
