"""The small types of the case record: exact amounts, told times, words that should be of a vocabulary."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Context, Decimal, InvalidOperation
from typing import Annotated, Any, Protocol, runtime_checkable
from zoneinfo import ZoneInfo

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    ValidationInfo,
    WithJsonSchema,
)

from incidents.core.zones import is_zone

EXACT = Context(prec=78)
"""The arithmetic of amounts: 78 digits hold every 256-bit number of base units exactly."""


@runtime_checkable
class Doubt(Protocol):
    """Metadata of a field that can find its value odd without refusing it."""

    def doubt(self, value: object) -> str | None: ...


@dataclass(frozen=True, slots=True)
class OneOf:
    """The value should be one of these words; another is kept and reported.

    >>> OneOf(("a", "b")).doubt("c")
    'unknown_word'
    """

    words: tuple[str, ...]

    def doubt(self, value: object) -> str | None:
        return None if str(value) in self.words else "unknown_word"


@dataclass(frozen=True, slots=True)
class IsoDate:
    """The value should be a calendar day (or a time) in ISO 8601."""

    def doubt(self, value: object) -> str | None:
        try:
            date.fromisoformat(str(value)[:10])
        except ValueError:
            return "date_unreadable"
        return None


@dataclass(frozen=True, slots=True)
class ZoneName:
    """The value should be an IANA time zone."""

    def doubt(self, value: object) -> str | None:
        return None if is_zone(value) else "unknown_zone"


def words(vocabulary: Iterable[object]) -> OneOf:
    """The words of a StrEnum (or any iterable) as a soft check."""
    return OneOf(tuple(str(word) for word in vocabulary))


def read_amount(value: object) -> Decimal:
    """A decimal string (or a JSON number read exactly) as a Decimal, digits kept.

    >>> read_amount("0.0550")
    Decimal('0.0550')
    """
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise ValueError("amount_not_a_number")
    try:
        amount = Decimal(str(value).strip())
    except InvalidOperation:
        raise ValueError("amount_not_a_number") from None
    if not amount.is_finite():
        raise ValueError("amount_not_a_number")
    if len(amount.as_tuple().digits) > EXACT.prec or abs(amount.adjusted()) > EXACT.prec:
        raise ValueError("amount_too_long")
    return amount


def print_amount(amount: Decimal) -> str:
    """The plain digits of an amount, never with an exponent.

    >>> print_amount(Decimal("1E-7"))
    '0.0000001'
    """
    text = str(amount)
    return format(amount, "f") if "E" in text else text


def read_instant(value: object, info: ValidationInfo) -> datetime:
    """An ISO 8601 time; without an offset it is read in the record's own zone and reported."""
    if isinstance(value, datetime):
        instant = value
    elif isinstance(value, str):
        try:
            instant = datetime.fromisoformat(value.strip())
        except ValueError:
            raise ValueError("time_unreadable") from None
    else:
        raise ValueError("time_unreadable")
    if instant.tzinfo is None:
        context = info.context or {}
        instant = instant.replace(tzinfo=ZoneInfo(context.get("zone", "UTC")))
        instant = datetime.fromisoformat(instant.isoformat())
        context.setdefault("naive_times", []).append(str(value))
    # Offsets with seconds (local mean time) do not survive JSON readers everywhere: round to minutes.
    offset = instant.utcoffset() or timedelta()
    if offset.total_seconds() % 60:
        raise ValueError("time_unreadable")
    return instant


Amount = Annotated[
    Decimal,
    BeforeValidator(read_amount),
    PlainSerializer(print_amount, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^[+-]?[0-9]*\.?[0-9]+([eE][+-]?[0-9]+)?$"}),
]
Instant = Annotated[
    datetime,
    BeforeValidator(read_instant),
    PlainSerializer(datetime.isoformat, return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
Day = Annotated[str, IsoDate()]


class Part(BaseModel):
    """A part of the record: immutable; members it does not know are kept in place."""

    model_config = ConfigDict(
        frozen=True, extra="allow", populate_by_name=True, serialize_by_alias=True, coerce_numbers_to_str=True
    )

    def given(self) -> dict[str, Any]:
        """The members that say something, as plain JSON values: null, "", [] and {} are all 'absent'."""
        bare: dict[str, Any] = prune(self.model_dump(mode="json"))
        return bare


def prune(value: Any) -> Any:
    """Leave out what is absent, at every depth; an element of a list keeps its place.

    >>> prune({"a": None, "b": [], "c": {"d": ""}, "e": 0, "f": [{"g": None}]})
    {'e': 0, 'f': [{}]}
    """
    if isinstance(value, dict):
        bare = {key: prune(item) for key, item in value.items()}
        return {key: item for key, item in bare.items() if item is not None and item not in ("", [], {})}
    if isinstance(value, list):
        return [prune(item) for item in value]
    return value
