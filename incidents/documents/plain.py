"""A paper's pages as plain text, for stations that block PDFs: the same sections in the same order."""

import re
import textwrap
from html.parser import HTMLParser

WIDTH = 78
INDENT = "  "
VOID = frozenset({"br", "col", "meta", "link", "img"})
BLOCKS = frozenset({"p", "li", "h1", "h2", "h3", "div", "section", "ol", "ul", "table"})
SKIPPED = frozenset({"toc", "print"})
"""Classes of elements that mean something on paper only: page references."""


class _Reader(HTMLParser):
    """Turns the small HTML of the papers into lines; tables become one block per row."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.text: list[str] = []
        self.cells: list[tuple[str, str]] = []
        self.heads: list[str] = []
        self.in_head = False
        self.skipping: list[str] = []
        self.numbers: list[int | None] = []
        self.paragraph = "p"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.skipping or tag == "head" or SKIPPED & set((dict(attrs).get("class") or "").split()):
            self.skipping += [tag] if tag not in VOID else []
            return
        if tag == "table":
            self._flush()
            self.heads = []
        elif tag == "thead":
            self.in_head = True
        elif tag in {"ol", "ul"}:
            self._flush()
            self.numbers.append(0 if tag == "ol" else None)
        elif tag in BLOCKS:
            self._flush()
            self.paragraph = tag
        elif tag in {"td", "th"}:
            self.text = []
        elif tag == "br":
            self.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self.skipping:
            while self.skipping and self.skipping.pop() != tag:
                pass
            return
        if tag in {"td", "th"}:
            self.cells.append((tag, self._taken()))
        elif tag == "tr":
            self._row()
        elif tag == "thead":
            self.in_head = False
        elif tag in {"ol", "ul"}:
            self._flush()
            if self.numbers:
                self.numbers.pop()
        elif tag in BLOCKS:
            self._flush()

    def handle_data(self, data: str) -> None:
        if not self.skipping:
            self.text.append(re.sub(r"\s+", " ", data))

    def _taken(self) -> str:
        text, self.text = "".join(self.text), []
        return re.sub(r" *\n *", "\n", re.sub(r" +", " ", text)).strip()

    def _row(self) -> None:
        cells, self.cells = self.cells, []
        if self.in_head:
            self.heads = [text for _tag, text in cells]
        elif self.heads:
            for head, (_tag, text) in zip(self.heads, cells, strict=False):
                self._pair(head, text)
            self.lines.append("")
        elif cells and cells[0][0] == "th":
            self._pair(cells[0][1], " ".join(text for _tag, text in cells[1:]))
        else:
            self.lines += [f"{text}: {'_' * 20}" for _tag, text in cells if text] + [""]

    def _pair(self, head: str, text: str) -> None:
        if text:
            first, *rest = text.split("\n")
            self._wrapped(f"{head}: {first}", "", INDENT)
            for line in rest:
                self._wrapped(line, INDENT, INDENT * 2)

    def _flush(self) -> None:
        text = self._taken()
        if not text:
            self.paragraph = "p"
            return
        if self.paragraph in {"h1", "h2", "h3"}:
            mark = "=" if self.paragraph == "h1" else "-"
            self.lines += ["", text.upper() if mark == "=" else text, mark * min(len(text), WIDTH), ""]
        elif self.paragraph == "li" and self.numbers:
            number = self.numbers[-1]
            if number is not None:
                self.numbers[-1] = number + 1
            self._wrapped(text, f"{number + 1}. " if number is not None else "- ", INDENT * 2)
        else:
            for line in text.split("\n"):
                self._wrapped(line, "", "")
            self.lines.append("")
        self.paragraph = "p"

    def _wrapped(self, text: str, first: str, rest: str) -> None:
        self.lines += textwrap.wrap(
            text, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
        )


def as_text(html: str) -> str:
    """The readable text of a paper; identifiers are never broken.

    >>> as_text("<h1>One</h1><table><tbody><tr><th>When</th><td>now</td></tr></tbody></table><ol><li>a<li>b</ol>")
    'ONE\\n===\\n\\nWhen: now\\n1. a\\n2. b\\n'
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return re.sub(r"\n{3,}", "\n\n", "\n".join(reader.lines)).strip() + "\n"
