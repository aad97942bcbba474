"""What a victim says the columns of an unknown file mean: a format of their own, which the same engine reads."""

from collections.abc import Mapping as AbstractMapping
from collections.abc import Sequence
from dataclasses import dataclass, field

from incidents.core.errors import BadInput
from incidents.core.statements.dates import ORDERS
from incidents.core.statements.detect import Found
from incidents.core.statements.format import Act, Cells, Format
from incidents.core.statements.guess import AMOUNTS, MEANINGS, layout
from incidents.core.statements.headers import named_zone, names
from incidents.core.statements.plan import bind
from incidents.core.statements.records import DELIMITERS
from incidents.core.statements.row_words import ACTS
from incidents.core.statements.signs import is_negative

_ROWS = (Act.OUT, Act.IN, Act.BY_SIGN, Act.TRADE, Act.SWAP)


@dataclass(frozen=True, slots=True)
class Mapping:
    """Column titles and what they mean, the zone of the times and the decimal mark of the numbers.

    ``rows``: what every row is where no column tells: "out", "in", "by_sign", "trade" or "swap".
    """

    columns: AbstractMapping[str, str]
    zone: str | None = None
    decimal_mark: str | None = None
    date_order: str | None = None
    rows: str | None = None
    institution: str | None = None
    titles: tuple[str, ...] = field(default=())
    """All titles of the header line, so that the mapping knows the next file of this kind."""

    def as_json(self) -> dict[str, object]:
        """As it is kept."""
        return {
            "columns": dict(self.columns),
            "zone": self.zone,
            "decimal_mark": self.decimal_mark,
            "date_order": self.date_order,
            "rows": self.rows,
            "institution": self.institution,
            "titles": list(self.titles),
        }

    @classmethod
    def from_json(cls, kept: AbstractMapping[str, object]) -> "Mapping":
        """A mapping that was kept. Raises BadInput("mapping_unreadable", "mapping_unknown_meaning")."""
        columns, titles = kept.get("columns"), kept.get("titles") or ()
        if not isinstance(columns, AbstractMapping) or not isinstance(titles, list | tuple):
            raise BadInput("mapping_unreadable")
        texts = {name: kept.get(name) for name in ("zone", "decimal_mark", "date_order", "rows", "institution")}
        if not all(value is None or isinstance(value, str) for value in texts.values()):
            raise BadInput("mapping_unreadable")
        made = cls({str(k): str(v) for k, v in columns.items()}, titles=tuple(map(str, titles)), **texts)  # type: ignore[arg-type]
        made.check()
        return made

    def check(self) -> None:
        """Raise BadInput where it cannot read anything: the reason is the code."""
        meanings = set(self.columns.values())
        if unknown := sorted(meanings - set(MEANINGS)):
            raise BadInput("mapping_unknown_meaning", meaning=unknown[0])
        if not meanings & AMOUNTS:
            raise BadInput("mapping_without_amount")
        if len(meanings) < len(self.columns):
            raise BadInput("mapping_meaning_twice")
        for told, known in ((self.rows, _ROWS), (self.decimal_mark, ".,"), (self.date_order, ORDERS)):
            if told is not None and told not in known:
                raise BadInput("mapping_unreadable")
        if self.zone is not None and named_zone(self.zone) is None:
            raise BadInput("zone_unknown", zone=self.zone)

    def format_for(self, header: Sequence[str]) -> Format | None:
        """Itself as a format, where this header has its columns."""
        given = names(header)
        wanted = dict(zip(names(self.columns), self.columns.values(), strict=True))
        if not set(wanted) <= set(given):
            return None
        columns = {meaning: name for name, meaning in wanted.items()}
        act = Act(self.rows) if self.rows else self._usual(columns)
        if act is Act.BY_SIGN and "amount" not in columns:
            act = Act.UNKNOWN_TYPE
        return Format(
            name="mapped",
            institution=self.institution,
            headers=("|".join(header),),
            columns=columns,
            act=act,
            acts=ACTS if "type" in columns else {},
            by_file=_Signs(columns["amount"], act) if not self.rows and "amount" in columns else None,
            zone=self.zone,
            date_order=self.date_order,
            decimal_mark=self.decimal_mark,
        )

    @staticmethod
    def _usual(columns: AbstractMapping[str, str]) -> Act:
        """What a row is where nobody said it."""
        if "out_amount" in columns and "in_amount" in columns:
            return Act.SWAP
        if {"side", "price"} & columns.keys():
            return Act.TRADE
        return Act.UNKNOWN_TYPE if "type" in columns else Act.OUT

    def find(self, lines: Sequence[str], delimiters: Sequence[str] = DELIMITERS) -> Found | None:
        """The columns of this mapping in the first lines of a text; ``line`` is the last that is no row yet."""
        seen = layout(lines, delimiters)
        form = self.format_for(seen.titles)
        if form is None:
            return None
        return Found(bind(form, seen.titles), seen.begins, seen.delimiter, "".join(lines[: max(seen.begins - 1, 0)]))


@dataclass(frozen=True, slots=True)
class _Signs:
    """Whether amounts tell by their signs what left; where none has a minus, its absence tells nothing."""

    amount: str
    usual: Act

    def __call__(self, _: str, rows: Sequence[Cells]) -> Act | None:
        """What rows are without a type, or with an unknown one; nothing where it is a guess."""
        if self.usual not in (Act.OUT, Act.UNKNOWN_TYPE):
            return self.usual
        if any(is_negative(row[self.amount]) for row in rows):
            return Act.BY_SIGN
        return None if self.usual is Act.OUT else self.usual
