"""The police dossier: the only paper that carries the whole case, with the record and the CSV inside the file."""

import hashlib
from typing import Any

from django.utils.translation import gettext, override

from incidents.core import directory
from incidents.core.addressees import Addressee
from incidents.core.record import CaseRecord
from incidents.core.vocabulary import CauseStatus, DocumentKind, SourceKind
from incidents.documents import movements_csv, record_json, words
from incidents.documents.desk import desk_values
from incidents.documents.engine import fill
from incidents.documents.exhibits import exhibits
from incidents.documents.facts import Facts, Numbered
from incidents.documents.letter_states import letter_states
from incidents.documents.page import Page, frame
from incidents.documents.paper import MadeWith
from incidents.documents.pdf import Enclosure
from incidents.documents.schedule import schedule
from incidents.documents.timeline import moments

ANNEX_ROWS = 1000
"""More rows than this stand in the CSV alone; the annex says so."""
HOPS_PRINTED = 40


def build(record: CaseRecord, made: MadeWith, language: str, kind: DocumentKind) -> Page:
    """The dossier, or its copy: the same pages without attachments."""
    with override(language):
        html = fill("dossier.html", values(record, made, language, kind), language)
    inside = enclosures(record) if kind == DocumentKind.DOSSIER else ()
    return Page(html, ("dossier.css",), inside)


def values(record: CaseRecord, made: MadeWith, language: str, kind: DocumentKind) -> dict[str, Any]:
    """Everything that the dossier's sections print."""
    facts = Facts(record)
    paper = gettext("Police dossier") if kind != DocumentKind.DOSSIER_COPY else gettext("Police dossier, plain copy")
    return frame(made, paper=paper, declared=facts.declared, language=language) | {
        "record": facts.record,
        "facts": facts,
        "zone": facts.zone,
        "sections": True,
        "enclosed": kind == DocumentKind.DOSSIER,
        "fingerprint": hashlib.sha256(record_json.build(record)).hexdigest(),
        "desk": desk_values(facts, made.made_at),
        "act": facts.act,
        "sheets": [sheet(item) for item in facts.addressees],
        "timeline": moments(facts),
        "schedule": schedule(facts),
        "hops": facts.hops[:HOPS_PRINTED],
        "hops_more": max(0, len(facts.hops) - HOPS_PRINTED),
        "causes": causes(facts),
        "letters": letter_states(facts),
        "yes_no": ",".join((gettext("yes"), gettext("no"), gettext("not said"))),
        "exhibits": exhibits(facts),
        "source_kinds": [(str(kind), words.of(words.SOURCE_KINDS, kind)) for kind in SourceKind],
        "annex": annex_rows(facts),
        "annex_more": max(0, len(facts.reported) - ANNEX_ROWS),
        "annex_total": len(facts.reported),
    }


def annex_rows(facts: Facts) -> list[Numbered]:
    """The rows that are printed, in order: what left an account goes before trades, which can be thousands."""
    first = sorted(facts.reported, key=lambda item: item.movement.is_trade)[:ANNEX_ROWS]
    return sorted(first, key=lambda item: item.number)


def enclosures(record: CaseRecord) -> tuple[Enclosure, ...]:
    """What travels inside the dossier, in the order of the names, as a PDF's name tree must be."""
    return (
        Enclosure("movements.csv", movements_csv.build(record), gettext("All movements"), "Data"),
        Enclosure("record.json", record_json.build(record), gettext("The case record"), "Source"),
    )


def sheet(item: Addressee) -> dict[str, Any]:
    """One institution as an officer may see it: channels and rules, each with source and date."""
    found = directory.officer_sheet(item.institution)
    known = directory.get(item.institution)
    return {
        "name": item.name,
        "strength": words.of(words.STRENGTH_NAMES, item.strength) if item.strength else "",
        "letter": item.letter,
        "note": item.note,
        "domain": known.domain if known else "",
        "entities": [fact.text for fact in known.legal_entities] if known else [],
        "rows": [row + 1 for row in item.rows],
        "channels": [officer_fact(fact) for fact in found.channels],
        "rules": [officer_fact(fact) for fact in found.rules],
    }


def officer_fact(fact: directory.OfficerFact) -> dict[str, Any]:
    """A fact with its first source and its date."""
    return {
        "text": fact.text,
        "source": fact.sources[0].ref if fact.sources else "",
        "when": fact.when or gettext("undated copy"),
        "check_domain": fact.check_domain,
    }


def causes(facts: Facts) -> list[tuple[str, list[Any]]]:
    """Known, suspected, claimed by others and not known: separate lists, all of them shown."""
    shown = []
    for status in CauseStatus:
        listed = [cause for cause in facts.record.causes if cause.status == status]
        shown.append((words.of(words.CAUSE_STATUSES, status), listed))
    other = [cause for cause in facts.record.causes if cause.status not in set(CauseStatus)]
    return [*shown, (gettext("Other"), other)] if other else shown
