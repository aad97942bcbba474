"""A mapping as the text of a format, ready for ``formats/``: a developer pastes it, names it and adds a sample."""

from collections.abc import Iterator
from dataclasses import fields

from incidents.core.statements.format import Act, Format
from incidents.core.statements.mapping import Mapping

_WIDTH = 100
_SHOWN_APART = frozenset({"name", "institution", "headers", "by_file"})


def as_source(mapping: Mapping) -> str:
    """Python text that defines ``FORMATS``; whatever a title holds stays inside a string. "" where none can be made.

    >>> print(as_source(Mapping({"When": "at", "Sum": "amount"}, rows="by_sign", titles=("When", "Sum"))))
    from incidents.core.statements.format import Act, Format
    <BLANKLINE>
    FORMATS = (
        Format(
            'exchange_report',
            'exchange',
            (
                'When|Sum',
            ),
            columns={
                'at': 'when',
                'amount': 'sum',
            },
            act=Act.BY_SIGN,
            zone=None,
        ),
    )
    """
    form = mapping.format_for(mapping.titles)
    if form is None:
        return ""
    lines = [
        "from incidents.core.statements.format import Act, Format\n",
        "FORMATS = (",
        "    Format(",
        "        'exchange_report',",
        "        'exchange',",
        "        (",
        *_header(mapping.titles),
        "        ),",
        *(line for name, value in _told(form) for line in _member(name, value)),
        "    ),",
        ")",
    ]
    return "\n".join(lines)


def _header(titles: tuple[str, ...]) -> Iterator[str]:
    """The header line as one string, in pieces; its divider means nothing within a title."""
    line = ""
    for title in titles:
        piece = title.replace("|", "/")
        if line and len(line) + len(piece) > _WIDTH:
            yield f"            {line!r}"
            line = ""
        line += piece + "|"
    yield f"            {line[:-1]!r},"


def _told(form: Format) -> Iterator[tuple[str, object]]:
    """What differs from what is usual."""
    usual = Format("", None, (), {})
    for member in fields(Format):
        value = getattr(form, member.name)
        if member.name not in _SHOWN_APART and value != getattr(usual, member.name):
            yield member.name, value


def _member(name: str, value: object) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"        {name}={_literal(value)},"
        return
    yield f"        {name}={{"
    for key, item in value.items():
        yield f"            {key!r}: {_literal(item)},"
    yield "        },"


def _literal(value: object) -> str:
    return f"Act.{value.name}" if isinstance(value, Act) else repr(value)
