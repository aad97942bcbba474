"""Records of a known format into movements: clean the rows, judge them, read their columns, build by kind."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import compress
from operator import itemgetter

from incidents.core.statements import movements
from incidents.core.statements.batch import Batch, LeftOut, Part, Ruined
from incidents.core.statements.cells import Bad, CellReader
from incidents.core.statements.classify import Classifier
from incidents.core.statements.clock import Clock
from incidents.core.statements.format import READ, Act
from incidents.core.statements.headers import names
from incidents.core.statements.legs import Legs
from incidents.core.statements.plan import Plan
from incidents.core.statements.records import Chunk, split_line
from incidents.core.statements.tally import Tally

Table = Sequence[Sequence[str]]
_FIRST = itemgetter(0)
_CURLY = frozenset("\u201c\u201d\u201e\u201f")
_STRAIGHT = dict.fromkeys(map(ord, _CURLY), '"')
"""Quotes as word processors make them."""


class Reader:
    """Reads one list; what is doubtful or unknown in it goes into the file's books."""

    def __init__(
        self, plan: Plan, clock: Clock, mark: str, delimiter: str, act: Act, learnt: Mapping[str, str], books: Tally
    ) -> None:
        self._books = books
        self._plan, self._delimiter, self._learnt = plan, delimiter, learnt
        self._classifier = Classifier(plan, act)
        self._cells = CellReader(plan, clock, mark)
        self._ends_in_text = {m for m, at in plan.places.items() if at == plan.width - 1} <= {"note"}
        self._legs = Legs(plan) if plan.format.pair_by else None

    def read(self, chunk: Chunk) -> Iterator[Part]:
        """The movements of one chunk, and what is none; trades of several rows may come later."""
        chunk, odd = self._clean(chunk)
        yield from odd
        if not chunk.rows:
            return
        table: list[Sequence[str]] = list(zip(*chunk.rows, strict=True))
        table += self._derived(chunk.rows)
        acts = self._classifier.acts(table)
        groups = self._groups(acts)
        if len(groups) == 1:
            yield from self._part(acts, table, chunk.lines, chunk.raws)
            return
        for group in groups:
            flags = [act in group for act in acts]
            part = [tuple(compress(column, flags)) for column in table]
            kept = list(compress(acts, flags))
            yield from self._part(kept, part, list(compress(chunk.lines, flags)), list(compress(chunk.raws, flags)))

    def _groups(self, acts: Sequence[Act]) -> list[set[Act]]:
        """Rows that are built together: each kind by itself, legs with the fees between them."""
        kinds = sorted(set(acts))
        together = {Act.LEG, Act.FEE} & set(kinds) if self._legs else set()
        return [{act} for act in kinds if act not in together] + ([together] if together else [])

    def finish(self) -> Iterator[Part]:
        """Trades whose rows were still awaited."""
        if self._legs:
            yield from self._legs.rest()

    def _part(self, acts: list[Act], table: Table, lines: list[int], raws: list[str]) -> Iterator[Part]:
        act = acts[0]
        with_legs = self._legs and act in (Act.LEG, Act.FEE)
        if act not in READ and not with_legs:
            if act is Act.UNKNOWN_TYPE and "type" in self._plan.all_places:
                self._books.unknown_types.update(table[self._plan.all_places["type"]])
            yield LeftOut(act, lines, raws)
            return
        columns, bad = self._cells.read(table, lines, self._books)
        if bad:
            yield from _ruined(bad, lines, raws)
            flags = [at not in bad for at in range(len(lines))]
            whole = Batch({}, columns, lines, raws).kept(flags)
            columns, lines, raws = whole.columns, whole.lines, whole.raws
            acts = list(compress(acts, flags))
        if self._legs and with_legs:
            yield from self._legs.take(acts, columns, lines, raws)
        elif lines:
            yield from movements.build(self._plan, act, columns, lines, raws)

    def _clean(self, chunk: Chunk) -> tuple[Chunk, list[LeftOut]]:
        """Rows as wide as the header, and those that cannot be; empty ones and repeated headers are no rows."""
        width = self._plan.width
        if set(map(len, chunk.rows)) == {width} and self._plan.title not in chunk.rows and all(map(_FIRST, chunk.rows)):
            return chunk, []
        kept, text, long = Chunk([], [], []), LeftOut("not_a_row", [], []), Ruined("too_many_cells", [], [], [], [])
        for cells, line, raw in zip(chunk.rows, chunk.lines, chunk.raws, strict=True):
            fitted = cells
            if len(cells) != width or not cells[0].strip() or cells[0] == self._plan.title[0]:
                fitted = self._fit(cells, width, raw)
                if not any(map(str.strip, fitted)) or self._is_header(fitted):
                    continue
            to: Chunk | LeftOut = kept
            if len(fitted) > width:
                to = long
                long.titles.append("")
                long.cells.append("")
            elif len(fitted) < width:
                to = text
            else:
                kept.rows.append(fitted)
            to.lines.append(line)
            to.raws.append(raw)
        if kept.lines and kept.lines[-1] == chunk.lines[-1] and self._is_cut(chunk.rows):
            self._books.doubt("cut_short", chunk.lines[-1], "", chunk.raws[-1])
        return kept, [part for part in (text, long) if len(part)]

    def _is_cut(self, rows: Sequence[Sequence[str]]) -> bool:
        """Whether the last row alone is shorter than the header."""
        *before, last = map(len, rows)
        return last < self._plan.width and set(before) <= {self._plan.width}

    def _is_header(self, cells: list[str]) -> bool:
        return cells == self._plan.title or (cells[0] == self._plan.title[0] and names(cells) == self._plan.header)

    def _fit(self, cells: list[str], width: int, raw: str) -> list[str]:
        """A whole row in one pair of quotes is opened, quotes that were doubled once too often or curled are mended.

        Empty cells at the end are cut or added; free text at the end may hold the delimiter.
        """
        if len(cells) == 1 and width > 2 and self._delimiter in cells[0]:
            cells = split_line(cells[0], self._delimiter)
        elif len(cells) > width and '""' in raw:
            cells = split_line(raw.replace('""', '"'), self._delimiter)
        elif len(cells) > width and not _CURLY.isdisjoint(raw):
            cells = split_line(raw.translate(_STRAIGHT), self._delimiter)
        if len(cells) > width and not any(map(str.strip, cells[width:])):
            cells = cells[:width]
        if len(cells) > width and self._ends_in_text:
            cells = [*cells[: width - 1], self._delimiter.join(cells[width - 1 :])]
        if width > len(cells) > width // 2:
            return cells + [""] * (width - len(cells))
        return cells

    def _derived(self, rows: list[list[str]]) -> list[list[str]]:
        form, header = self._plan.format, self._plan.header
        if form.derive is None:
            return []
        found = [form.derive({**self._learnt, **dict(zip(header, row, strict=True))}) for row in rows]
        return [[more.get(name, "") for more in found] for name in form.derives]


def _ruined(bad: Bad, lines: list[int], raws: list[str]) -> Iterator[Ruined]:
    """Rows that are beyond reading, by the reason why."""
    for code in sorted({why for why, _, _ in bad.values()}):
        found = sorted(at for at, (why, _, _) in bad.items() if why == code)
        _, titles, cells = map(list, zip(*(bad[at] for at in found), strict=True))
        yield Ruined(code, [lines[at] for at in found], [raws[at] for at in found], titles, cells)
