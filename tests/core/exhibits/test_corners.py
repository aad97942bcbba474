"""A secret is found wherever it stands in a file, and nowhere in one that holds none."""

from functools import cache

import pytest

from incidents.core.exhibits.examination import examine
from incidents.core.file_types import HEAD, media_type
from tests.core.exhibits.planting import Planted, everywhere

PHRASE = "legal winner thank year wave sausage worth useful legal winner thank yellow"
WIF = "KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn"
HARMLESS = "I never gave my recovery phrase to anyone, order 8ba1fe26-3cd5-4a63-9d0a-0c7b4a3f1b2e"


@cache
def planted(text: str) -> dict[str, Planted]:
    return everywhere(text)


def kinds(file: Planted) -> list[str]:
    name, content = file
    return [found.kind for found in examine(content, media_type(content[:HEAD], name), name).findings]


@pytest.mark.parametrize(("text", "kind"), [(PHRASE, "seed_phrase"), (WIF, "wif")], ids=["phrase", "key"])
def test_a_secret_in_every_place_of_a_file(text: str, kind: str) -> None:
    assert [place for place, file in planted(text).items() if kind not in kinds(file)] == []


def test_words_that_are_no_secret_in_every_place_of_a_file() -> None:
    assert [place for place, file in planted(HARMLESS).items() if kinds(file)] == []
