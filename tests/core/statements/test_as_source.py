"""The text of a format that is made from a mapping: it is Python, says the same, and nothing of a title runs."""

import ast
from typing import Any

import pytest

from incidents.core.statements.as_source import as_source
from incidents.core.statements.format import Act, Format
from incidents.core.statements.headers import names
from incidents.core.statements.mapping import Mapping
from incidents.core.statements.plan import header_names

EVIL = "') + __import__('os').system('true') + ('"


def pasted(text: str) -> Format:
    """What a developer's Python makes of the text."""
    space: dict[str, Any] = {}
    exec(compile(text, "pasted", "exec"), space)  # noqa: S102 - made from the mapping above
    found: Format = space["FORMATS"][0]
    return found


@pytest.mark.parametrize(
    "titles",
    [
        ("When", "Kind", "How much"),
        ("Date (UTC+8)", 'Say "type"', "It's\\much"),
        ("日時", "種別", "数量"),
        ("When", "a|b", "How\nmuch"),
        ("When\u202e", "Kind", EVIL),
        *[tuple(f"Column {letter} of a rather long report" for letter in "abcdefghij")],
    ],
)
def test_the_text_says_what_the_mapping_says(titles: tuple[str, ...]) -> None:
    mapping = Mapping(
        dict(zip(titles[:3], ("at", "type", "amount"), strict=True)), rows="out", decimal_mark=",", titles=titles
    )
    text = as_source(mapping)
    assert "\u202e" not in text
    calls = {node.func.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)}  # type: ignore[attr-defined]
    assert calls == {"Format"}
    made, meant = pasted(text), mapping.format_for(titles)
    assert meant is not None
    assert (made.columns, made.acts, made.act) == (meant.columns, meant.acts, Act.OUT)
    assert (made.zone, made.decimal_mark) == (None, ",")
    assert header_names(made.headers[0]) == tuple(names(titles))


def test_a_mapping_of_columns_that_are_not_there_is_no_format() -> None:
    assert as_source(Mapping({"Sum": "amount"}, titles=("When", "What"))) == ""
