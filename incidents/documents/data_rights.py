"""Which data-protection law a request for one's own data may name: only where the victim or the company is.

GDPR: Regulation (EU) 2016/679, in force in the EEA by Decision 154/2018 of the EEA Joint Committee. UK GDPR: the same
text as retained in the United Kingdom. Both protect living persons: a company or somebody's heirs ask without them.
"""

from incidents.core import directory
from incidents.core.record import CaseRecord
from incidents.core.vocabulary import VictimKind

GDPR, UK_GDPR = "gdpr", "uk_gdpr"

EEA = frozenset(
    (
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI",
        "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU",
        "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
    )
)  # fmt: skip
UK = frozenset({"GB"})


def laws(record: CaseRecord, slug: str) -> tuple[str, ...]:
    """The laws to name in a letter to an institution; none where it is not plain that one applies.

    An institution counts as being where it is only when every place that the directory knows of it is there.
    """
    if record.victim.kind not in {None, VictimKind.PERSON, VictimKind.CHILD}:
        return ()
    if found := _of({(record.country or "").upper()}):
        return found
    company = directory.get(slug)
    places = set(company.jurisdictions) if company else set()
    return _of(places) if places <= EEA | UK else ()


def _of(places: set[str]) -> tuple[str, ...]:
    return tuple(law for law, area in ((GDPR, EEA), (UK_GDPR, UK)) if places & area)
