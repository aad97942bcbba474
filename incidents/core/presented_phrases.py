"""Find what is shown as a recovery phrase, numbered or behind a label: dangerous even with a slip in it."""
# ruff: noqa: RUF001 - as people type it

import re
from collections.abc import Container, Iterator, Sequence
from itertools import islice

from incidents.core.windows import around, merged
from incidents.core.word_runs import Token, tokens

_NAMED = r"(?:(?:word|wort|palabra|mot|palavra|parola|слово|kelime)[ \t_]{0,2})?[#\u2116]?"
_PUT = r"(?:st|nd|rd|th)?[\s.):\]#|=\u2013-]{1,6}"
_ONE = r"(?:(?:[^\W\d_][\u0300-\u036f\u3099\u309a]*){2,12}|[\u3400-\u9fff])(?![\w@])"
_NUMBERED = re.compile(rf"(?<![\w.,]){_NAMED}(\d{{1,2}}){_PUT}({_ONE})", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:(?:seed|recovery|mnemonic|backup|secret|wallet)[\s_-]*(?:phrase|words?|seed|key)|mnemonic|seed"
    r"|(?:12|15|18|21|24)\s+(?:words|w[öo]rter|palabras|mots|palavras|parole|слов\w*|kelime\w*)"
    r"|wiederherstellungs\w*|phrase\s+de\s+r[eé]cup[eé]ration|frase\s+(?:semilla|di\s+recupero|de\s+recupera\w+)|semilla"
    r"|herstel(?:zin|woorden)|kurtarma\s+(?:kelimeleri?|ifadesi)|(?:сид|мнемоник\w*|секретн\w+)[\s-]*фраз\w*"
    r"|助[记記][词詞]|フレーズ|ニーモニック|(?:시드|복구)\s?(?:문구|구문)|니모닉)",
    re.IGNORECASE,
)
_TIE = re.compile(
    r"[\"'`)\s]*(?:(?:is|was|are|were|ist|war|lautet|es|est|son|sont|sono|sind|são)\b|[是は는은])?"
    r"[\"'`\s]*[:：=>\-\u2013\u2014]*\s*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?:[\W_]{1,40}|\b(?:and|words?|wort|mot|palabra|no|nr)\b){1,6}", re.IGNORECASE)
_GAP = re.compile(r"[\s\d.,;:|/\\()\[\]{}<>\"'`*#+_=\u2022\u00b7-]{1,40}")
# Whatever has eleven numbered words has an eleventh.
_ELEVENTH = re.compile(rf"11{_PUT}{_ONE}")
_REACH = 2000
_TRIGGERS = (
    "phrase", "word", "seed", "mnemonic", "wallet", "backup", "wiederherstellung", "frase", "semilla", "herstel",
    "kurtarma", "\u0444\u0440\u0430\u0437", "\u043c\u043d\u0435\u043c\u043e\u043d\u0438\u043a", "secret", "recovery",
    "12 ", "15 ", "18 ", "21 ",
    "24 ", "récup", "recuper", "助", "フレーズ", "ニーモ", "시드", "복구", "니모닉",
)  # fmt: skip
_SIZES = (33, 25, 24, 21, 20, 18, 15, 13, 12, 11)
"""The last one: a phrase of twelve with a word left out."""

_SHARE = 0.8
"""Of the words stand on one list; people mistype one or two of twelve."""


def find(text: str, lists: Sequence[Container[str]]) -> Iterator[tuple[int, int]]:
    """Where phrases are shown as such, as character ranges.

    >>> words = "legal winner thank year wave sausge worth useful legal winner thank zoo".split()
    >>> lists = [{"legal", "winner", "thank", "year", "wave", "sausage", "worth", "useful", "zoo"}]
    >>> list(find("Seed phrase: " + " ".join(words), lists)), list(find(" ".join(words), lists))
    ([(13, 84)], [])
    >>> list(find(" ".join(f"{n}. {w}" for n, w in enumerate(words, 1)), lists))
    [(3, 110)]
    """
    for found in (*_labelled(text), *_numbered(text)):
        # What follows a phrase in its sentence does not count against it.
        for size in (size for size in _SIZES if size <= len(found)):
            part = found[:size]
            if any(sum(token.word in words for token in part) >= _SHARE * size for words in lists):
                yield part[0].start, part[-1].end
                break


def _labelled(text: str) -> Iterator[list[Token]]:
    for label in (label for span in around(text, _TRIGGERS, 40, 60) for label in _LABEL.finditer(text, *span)):
        tie = _TIE.match(text, label.end())
        found: list[Token] = []
        for token in islice(tokens(text, tie.end() if tie else label.end(), label.end() + 600), _SIZES[0]):
            if found and not _GAP.fullmatch(text, found[-1].end, token.start):
                break
            found.append(token)
        yield found


def _numbered(text: str) -> Iterator[list[Token]]:
    for start, end in merged(((m.start() - _REACH, m.end() + _REACH) for m in _ELEVENTH.finditer(text)), len(text)):
        yield from _counted(text, start, end)


def _counted(text: str, start: int, end: int) -> Iterator[list[Token]]:
    found: list[Token] = []
    for match in _NUMBERED.finditer(text, start, end):
        # The items of a list of sentences are numbered, too.
        goes_on = not found or _BETWEEN.fullmatch(text, found[-1].end, match.start())
        if int(match[1]) != len(found) + 1 or not goes_on:
            yield found
            found = []
        if int(match[1]) == len(found) + 1:
            found.append(next(tokens(text, match.start(2), match.end(2))))
    yield found
