"""One paper that is to be made, and what is printed on it beside the record: plain values, no Django, no database."""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from incidents.core.vocabulary import DocumentKind, LetterKind, Strength

PDF = "application/pdf"
TEXT = "text/plain; charset=utf-8"
CSV = "text/csv; charset=utf-8"
JSON = "application/json"

ESTATE = "estate"
FAKE_PLATFORM = "fake_platform"


@dataclass(frozen=True, slots=True)
class Paper:
    """One file of a case's set: its kind, who it is for, and which rows it may speak of."""

    kind: DocumentKind
    language: str
    folder: str
    file_name: str
    media_type: str
    letter: LetterKind | None = None
    note: str | None = None
    strength: Strength | None = None
    institution: str | None = None
    name: str = ""
    rows: tuple[int, ...] = ()
    row_strength: tuple[tuple[int, Strength], ...] = ()
    news: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Where it lies in the bundle."""
        return f"{self.folder}/{self.file_name}"

    def as_json(self) -> dict[str, Any]:
        """Plain values, for the render process and for hashing."""
        return asdict(self)

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> "Paper":
        """The paper that ``as_json`` described."""
        return cls(
            kind=DocumentKind(raw["kind"]),
            language=raw["language"],
            folder=raw["folder"],
            file_name=raw["file_name"],
            media_type=raw["media_type"],
            letter=LetterKind(raw["letter"]) if raw.get("letter") else None,
            note=raw.get("note"),
            strength=Strength(raw["strength"]) if raw.get("strength") else None,
            institution=raw.get("institution"),
            name=raw.get("name", ""),
            rows=tuple(raw.get("rows", ())),
            row_strength=tuple((row, Strength(strength)) for row, strength in raw.get("row_strength", ())),
            news=tuple(raw.get("news", ())),
        )


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file of the set that is already made: for the manifest."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class MadeWith:
    """What is printed on a paper but is no part of the record."""

    reference: str
    version: int
    made_at: datetime
    replaces: int | None = None
    portal_name: str = ""
    portal_origin: str = ""
    code: str = ""
    email_confirmed_on: date | None = None
    files: tuple[MadeFile, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        """Plain values, for the render process."""
        confirmed = self.email_confirmed_on
        return asdict(self) | {
            "made_at": self.made_at.isoformat(),
            "email_confirmed_on": confirmed.isoformat() if confirmed else None,
        }

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> "MadeWith":
        """What ``as_json`` described."""
        files = tuple(MadeFile(**item) for item in raw.get("files", ()))
        confirmed = raw.get("email_confirmed_on")
        plain = {
            "made_at": datetime.fromisoformat(raw["made_at"]),
            "email_confirmed_on": date.fromisoformat(confirmed) if confirmed else None,
        }
        return cls(**{**raw, **plain, "files": files})
