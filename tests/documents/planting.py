"""A record with a value of its own in every member of its schema, so that a leak can be traced to its member."""

from decimal import Decimal
from itertools import count
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from incidents.core.record import SCHEMA, CaseRecord

COINBASE_DEPOSIT = "0xd2276af80582cac230edc4c42e9a9c096f3c09aa"
BITFINEX_HOT = "1Kr6QSydW9bFQG1mXiPNNu6WpJGmUa9i1g"

FIXED: dict[str, Any] = {
    "schema": SCHEMA,
    "time_zone": "Europe/Berlin",
    "language": "en",
    "kind": "api_key_abuse",
    "victim.kind": "company",
    "reporter.role": "representative",
    "safety": {"in_danger": False, "known_person": False, "contact_by": ["qplantcontactby"]},
    "consents": {"truth": True, "share_with_institutions": True},
    "derived": None,
    "ongoing": False,
    "letters": [{"kind": "L2c", "institution": "kucoin", "dropped": False}],
}
SITE = "qplantsite.example"
ROWS = (
    ("exchange_withdrawal", "kucoin", "ethereum", COINBASE_DEPOSIT),
    ("onchain_transfer", None, "bitcoin", BITFINEX_HOT),
    ("unauthorised_trade", "kucoin", None, None),
    ("internal_transfer", "okx", None, None),
    ("exchange_withdrawal", "okx", "ethereum", "0x4ba955f3e40961505d698c8b44480030f3c668b1"),
)


class Planter:
    """Fills models; ``values`` maps what was planted to the path of its member."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.numbers = count(1)

    def record(self) -> dict[str, Any]:
        """A raw record with two or more of everything."""
        raw = self.model(CaseRecord, "")
        raw["movements"] = [self.movement(raw["movements"][0], row, index) for index, row in enumerate(ROWS)]
        raw["accounts"] = [self.account("kucoin", 0), self.account("okx", 1)]
        raw["contacts"][0]["institution"], raw["contacts"][1]["institution"] = "kucoin", "okx"
        victim = raw["victim"]
        self.values[SITE.partition(".")[0]] = "indicators.0.site"
        link = f"https://{victim['legal_name']}.{SITE}/login/{victim['legal_name']}?for={victim['email']}"
        raw["indicators"][0] |= {"kind": "url", "value": self.kept(link, "indicators.0.value")}
        return raw

    def model(self, shape: type[BaseModel], path: str) -> dict[str, Any]:
        raw = {}
        for name, field in shape.model_fields.items():
            alias = field.alias or name
            where = f"{path}.{alias}" if path else alias
            raw[alias] = FIXED[where] if where in FIXED else self.value(field.annotation, where, alias)
        return raw

    def value(self, shape: Any, path: str, name: str) -> Any:
        if get_origin(shape) is Annotated:
            shape = get_args(shape)[0]
        if get_origin(shape) in {Union, UnionType}:
            shape = next(part for part in get_args(shape) if part is not type(None))
            return self.value(shape, path, name)
        if get_origin(shape) is tuple:
            return [self.value(get_args(shape)[0], f"{path}.{number}", name) for number in range(2)]
        if isinstance(shape, type) and issubclass(shape, BaseModel):
            return self.model(shape, path)
        return self.plain(shape, path, name)

    def plain(self, shape: Any, path: str, name: str) -> Any:
        number = next(self.numbers)
        if shape is bool:
            return True
        if shape is int:
            return 900_000 + number
        if shape is Decimal:
            return self.kept(f"8{number:05}.{number:04}7", path)
        if name in {"date_of_birth", "created_on", "on", "first_seen", "filed_on", "hold_until", "answered_on"}:
            return self.kept(f"19{number % 80 + 10:02}-{number % 12 + 1:02}-{number % 28 + 1:02}", path)
        if getattr(shape, "__name__", "") == "datetime":
            return f"2026-{number % 9 + 1:02}-{number % 28 + 1:02}T10:{number % 60:02}:{number % 59:02}+00:00"
        return self.kept(f"qplant{number:04}{name.replace('_', '')}", path)

    def kept(self, value: str, path: str) -> str:
        self.values[value] = path
        return value

    def movement(self, fresh: dict[str, Any], row: tuple[Any, ...], index: int) -> dict[str, Any]:
        kind, institution, network, address = row
        again = self.model(CaseRecord.model_fields["movements"].annotation.__args__[0], f"movements.{index}")  # type: ignore[union-attr]
        given = again | {"kind": kind, "institution": institution, "network": network, "to_institution": None}
        given |= {"in_report": True, "side": "buy" if kind == "unauthorised_trade" else None, "token_contract": None}
        given |= {"memo": None, "at": f"2026-10-0{index + 1}T01:02:03+00:00", "to_address": address}
        return given

    def account(self, slug: str, index: int) -> dict[str, Any]:
        raw = self.model(CaseRecord.model_fields["accounts"].annotation.__args__[0], f"accounts.{index}")  # type: ignore[union-attr]
        return raw | {"institution": slug, "institution_name": None, "state": "locked"}
