"""Make the directory's generated data files from the fact tables that they come from.

    build_directory.py EXCHANGES.csv LABELS_FOLDER TOKENS.csv OUT

EXCHANGES.csv holds one institution a line, with tagged sources; LABELS_FOLDER holds labels.csv.gz,
entities.csv, aliases.csv, conflicts.csv and sources.csv. The same inputs give the same bytes. Tables kept by
hand in OUT (label_categories, label_roles, lookalikes, corrections, readings, police) are read, never written;
docs/directory.md says what is what.
"""

import csv
import gzip
import io
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from urllib.parse import urlsplit

ACTORS_SOURCE = "graphsense/graphsense-tagpacks actors/graphsense.actorpack.yaml@29ff93c (2026-05-12)"
REGISTER = "CASPS.csv"
LATE_LIST = ("dune-spellbook-2025-04", "2025-04-09")
"""A list that only the conflicts name: its state of that day; no label text of it is kept."""

Row = dict[str, str]


def rows_of(path: Path) -> list[Row]:
    """The lines of a CSV file, plain or gzipped."""
    raw = path.read_bytes()
    text = gzip.decompress(raw).decode() if path.suffix == ".gz" else raw.decode()
    return list(csv.DictReader(io.StringIO(text)))


def fold(text: str) -> str:
    """A name without case, spaces and marks."""
    return re.sub(r"[^a-z0-9]", "", text.lower())


# --- sources -----------------------------------------------------------------------------------------------


def split_outside_brackets(text: str, mark: str = "; ") -> list[str]:
    """The parts of a cell; a mark inside brackets does not split."""
    parts, depth, start, at = [], 0, 0, 0
    while at < len(text):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth == 0 and text.startswith(mark, at):
            parts.append(text[start:at].strip())
            at += len(mark)
            start = at
        else:
            at += 1
    parts.append(text[start:].strip())
    return [part for part in parts if part]


def read_source(text: str, lookalikes: set[str]) -> Row:
    """One source: what it is, when it is from, and whether it may stand for a fact.

    Several dates: the oldest counts, as it is the day of the statement and not of a copy.
    """
    head = re.sub(r"^public code \(path not recorded\)", "public code", text)
    said = " ".join(re.findall(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)", head))
    dates = re.findall(r"\b(20\d\d-\d\d-\d\d|20\d\d-\d\d)\b", said) or re.findall(r"^\s*(20\d\d)\s*$", said)
    when = "" if "undated" in said else min(dates, default="")
    ref = head.split(" (")[0].strip()
    host = (urlsplit(ref).hostname or "") if "://" in ref else ""
    if text.startswith("public code (path not recorded)"):
        state, ref = "unrecorded", "public note, place not recorded"
    elif ref == "from memory":
        state = "memory"
    elif host in lookalikes or re.search(r"look-alike|mirror domain|NOT on", said):
        state = "lookalike"
    else:
        state = "ok"
    if ref == "exchange_csv_headers.md":
        ref = "headers of exports, collected from public readers of these files"
    return {"ref": ref, "when": when, "state": state}


def tagged_sources(cell: str, lookalikes: set[str]) -> dict[str, list[Row]]:
    """The `source` column: tag -> its sources. "same page" is the source before it."""
    found: dict[str, list[Row]] = defaultdict(list)
    last: Row = {}
    for part in re.split(r"; (?=[a-z_]+=)", cell):
        tag, _, text = part.partition("=")
        last = last if text == "same page" else read_source(text, lookalikes)
        found[tag].append(last)
    return found


# --- institutions ------------------------------------------------------------------------------------------


def fact(topic: str, text: str, sources: list[Row], **more: object) -> dict[str, object]:
    once = {json.dumps(source): source for source in sources}
    return {"topic": topic, "text": text, "sources": list(once.values()), **more}


def on_domain(ref: str, domain: str) -> bool:
    """Is this source a page of the institution itself?"""
    host = (urlsplit(ref).hostname or "") if "://" in ref else ""
    return bool(domain) and (host == domain or host.endswith(f".{domain}"))


def entity_facts(row: Row, tags: dict[str, list[Row]]) -> list[dict[str, object]]:
    """Each legal entity on its own: the European one from the register, the others from the other sources."""
    told, _, note = row["legal_entity"].partition(". Letters")
    parts = split_outside_brackets(told)
    sources = tags["entity"] + tags["identity"]
    register = [source for source in sources if REGISTER in source["ref"]]
    others = [source for source in sources if source not in register]
    facts = []
    for part in parts:
        european = bool(re.search(r"\((?:[^()]*\b(?:EEA|EU)\b[^()]*)\)|Europe", part)) or len(parts) == 1
        chosen = (register if european else others) or sources
        facts.append(fact("legal_entity", part, chosen))
    if note:
        facts.append(fact("address_to", row["name"], others or sources))
    if row["registered_address"]:
        chosen = register if row["registered_address"].startswith("EEA") and register else sources
        facts.append(fact("entity_address", row["registered_address"], chosen))
    return facts


def public_facts(row: Row, tags: dict[str, list[Row]]) -> list[dict[str, object]]:
    """What anyone may read of an institution."""
    identity = tags["identity"] + tags["entity"] + tags["domain"] + tags["country"]
    facts = entity_facts(row, tags)
    every = [source for sources in tags.values() for source in sources]
    own = [source for source in every if on_domain(source["ref"], row["website_domain"])]
    for topic, column, sources in (
        ("domain", "website_domain", [*tags["domain"], *own] or identity),
        ("country", "country_iso2", tags["country"] or identity),
        ("status", "status", tags["status"]),
        ("accepts", "accepts_victim_requests", tags["accepts"] or tags["victim"] or tags["le"]),
        ("victim_channel", "victim_channel", tags["victim"]),
        ("csv_exports", "csv_exports", tags["csv"]),
        ("internal_ids", "internal_id_names", tags["ids"] or tags["csv"]),
        ("api_key_page", "api_key_page", tags["api"]),
    ):
        if row[column] and row[column] not in ("unknown", "active"):
            facts.append(fact(topic, row[column], sources))
    if row["slug"] == "fixedfloat" and row["compliance_email"]:
        facts.append(fact("suspended_orders", row["compliance_email"], tags["email"]))
    return facts


def officer_facts(row: Row, tags: dict[str, list[Row]]) -> list[dict[str, object]]:
    """Officers' portals and mailboxes: a file of their own."""
    facts: list[dict[str, object]] = []
    for part in split_outside_brackets(row["law_enforcement_channel"], "; EU entity: "):
        is_first = not facts
        sources = tags["le"] if is_first else tags["le_eu"]
        facts.append(fact("portal", part if is_first else f"EU entity: {part}", sources))
    if row["compliance_email"] and row["slug"] != "fixedfloat":
        sources = tags["le_email"] or tags["email"] or tags["le"]
        facts.append(fact("mailbox", row["compliance_email"], sources))
    return facts


def readings(out: Path, rows: list[Row], lookalikes: set[str]) -> dict[tuple[str, str], list[dict[str, object]]]:
    """The hand-kept rules on holds, one reading each; complete over the institutions that state any."""
    found: dict[tuple[str, str], list[dict[str, object]]] = defaultdict(list)
    for line in rows_of(out / "readings.csv"):
        sources = [read_source(part, lookalikes) for part in split_outside_brackets(line["sources"])]
        days = int(line["days"]) if line["days"] else None
        found[line["slug"], line["audience"]].append(fact(line["topic"], line["text"], sources, days=days))
    stated, kept = {row["slug"] for row in rows if row["voluntary_hold"]}, {slug for slug, _ in found}
    if stated != kept:
        raise SystemExit(f"readings.csv and the institutions' hold rules differ: {sorted(stated ^ kept)}")
    return found


def write_institutions(out: Path, rows: list[Row], entities: dict[str, Row], aliases: dict[str, str]) -> None:
    lookalikes = {line["domain"] for line in rows_of(out / "lookalikes.csv")}
    rules = readings(out, rows, lookalikes)
    public, officers = [], {}
    actors_source = read_source(ACTORS_SOURCE, lookalikes)
    for row in rows:
        slug, tags = row["slug"], tagged_sources(row["source"], lookalikes)
        spellings = sorted(alias for alias, target in aliases.items() if target == slug)
        actors = [entities[name] for name in [slug, *spellings] if name in entities]
        states = sorted({state for actor in actors for state in actor["jurisdictions"].split("|") if state})
        sites = {actor["website"].removeprefix("www.") for actor in actors} - {row["website_domain"], ""}
        known = [actor["website"].removeprefix("www.") for actor in actors]
        if row["website_domain"] in known:
            tags["domain"].append(actors_source)
        facts = public_facts(row, tags)
        public.append(
            {
                "slug": slug,
                "name": row["name"],
                "kind": row["kind"],
                "status": row["status"],
                "country": row["country_iso2"],
                "domain": row["website_domain"],
                "accepts": row["accepts_victim_requests"],
                "confidence": row["confidence"],
                "jurisdictions": states,
                "aliases": spellings,
                "other_domains": sorted(site for site in sites if site.count(".") == 1),
                "facts": facts,
                "rules": rules[slug, "everyone"],
            }
        )
        hidden = {"channels": officer_facts(row, tags), "rules": rules[slug, "officers"]}
        if hidden["channels"] or hidden["rules"]:
            officers[slug] = hidden
    write_json(out / "institutions.json", public)
    write_json(out / "officers.json", officers)


# --- labels ------------------------------------------------------------------------------------------------


def nested(label: str, hosts: dict[str, str]) -> tuple[str, str] | None:
    """ "ShapeShift Binance Deposit" -> ("ShapeShift", "binance"): an account at one institution that another uses."""
    for part in label.split(" / "):
        match = re.fullmatch(r"(.+?):? (\w+) Deposit", part)
        if match and fold(match[2]) in hosts and fold(match[1]) != fold(match[2]):
            return match[1], hosts[fold(match[2])]
    return None


def spread(row: Row, hosts: dict[str, str]) -> list[Row]:
    """The rows that one published row stands for: where an account at a second institution is named, both."""
    found = nested(row["label"], hosts)
    if not found:
        return [row | {"used_by": "", "account_at": ""}]
    service, host = fold(found[0]), found[1]
    return [
        row | {"entity_slug": host, "used_by": service, "account_at": ""},
        row | {"entity_slug": service, "used_by": "", "account_at": host},
    ]


def missing_of_conflicts(
    path: Path, have: set[tuple[str, str, str]], aliases: dict[str, str], directory: set[str]
) -> list[Row]:
    """Rows for entities that the conflicts name and the labels lack: no text, so no role."""
    found = []
    for line in rows_of(path):
        named = line["entities"].split("|")
        for part in line["sources"].split(" ; "):
            told, _, source = part.partition("<-")
            slug = aliases.get(told, told)
            first, _, rest = told.partition("-")
            if told not in directory and first in named and rest in directory:
                slug = rest
            key = (line["chain"], line["address"], slug)
            if key in have or (line["chain"], line["address"], told) in have:
                continue
            found.append(
                dict.fromkeys(("label", "licence", "used_by", "account_at"), "")
                | dict(zip(("chain", "address", "entity_slug"), key, strict=True))
                | {"category": "", "source": source, "chains_seen": ""}
            )
    return found


def merged(rows: list[Row]) -> list[Row]:
    """One row for each (chain, address, entity): texts and sources joined, in order of appearance."""
    kept: dict[tuple[str, str, str], Row] = {}
    for row in rows:
        key = (row["chain"], row["address"], row["entity_slug"])
        if key not in kept:
            kept[key] = dict(row)
            continue
        for column, mark in (("label", " / "), ("source", "|"), ("licence", "|"), ("chains_seen", "|")):
            parts = [*kept[key][column].split(mark), *row[column].split(mark)]
            kept[key][column] = mark.join(dict.fromkeys(part for part in parts if part))
    return [kept[key] for key in sorted(kept)]


def display_name(slug: str, labels: list[str]) -> str:
    """The spelling that lists use for a slug, else the slug itself with spaces."""
    seen: Counter[str] = Counter()
    for label in labels:
        for part in label.split(" / "):
            name = re.sub(r"( proof-of-reserve wallet| reserve wallets?.*|: .*| \d+)$", "", part).strip()
            if fold(name) == fold(slug):
                seen[name] += 1
    best = max(seen, key=lambda name: (seen[name], name)) if seen else slug
    return best if best != best.lower() else best.replace("-", " ").replace("_", " ").title()


def write_labels(out: Path, folder: Path, exchanges: list[Row], aliases: dict[str, str]) -> list[Row]:
    directory = {row["slug"] for row in exchanges}
    hosts = {fold(row["name"]): row["slug"] for row in exchanges} | {fold(slug): slug for slug in directory}
    rows = []
    for row in rows_of(folder / "labels.csv.gz"):
        slug = row["entity_slug"]
        rows += spread(row | {"entity_slug": aliases.get(slug, slug)}, hosts)
    rows = merged(rows)
    have = {(row["chain"], row["address"], row["entity_slug"]) for row in rows}
    have |= {(r["chain"], r["address"], r["entity_slug"]) for r in rows_of(folder / "labels.csv.gz")}
    late = missing_of_conflicts(folder / "conflicts.csv", have, aliases, directory)
    category = {row["entity_slug"]: row["category"] for row in rows}
    for row in late:
        row["category"] = (
            "exchange" if row["entity_slug"] in directory else category.get(row["entity_slug"], "exchange")
        )
    rows = merged([*rows, *late])
    for row in rows:
        row["chains_seen"] = "|".join(sorted(row["chains_seen"].split("|"))) if row["chains_seen"] else ""
    columns = [
        "chain",
        "address",
        "entity_slug",
        "label",
        "category",
        "source",
        "licence",
        "chains_seen",
        "used_by",
        "account_at",
    ]
    text = csv_text(columns, rows)
    (out / "labels.csv.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
    sources = [{**line} for line in rows_of(folder / "sources.csv")]
    sources.append({"source": LATE_LIST[0], "date_of_list": LATE_LIST[1], "labels": str(len(late))})
    write_csv(out / "label_sources.csv", ["source", "date_of_list", "labels"], sources)
    return rows


# --- writing -----------------------------------------------------------------------------------------------


def csv_text(columns: list[str], rows: list[Row]) -> str:
    target = io.StringIO()
    writer = csv.DictWriter(target, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return target.getvalue()


def write_csv(path: Path, columns: list[str], rows: list[Row]) -> None:
    path.write_text(csv_text(columns, rows), encoding="utf-8")


def write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main(exchanges_path: str, labels_folder: str, tokens_path: str, out_path: str) -> None:
    folder, out = Path(labels_folder), Path(out_path)
    exchanges = rows_of(Path(exchanges_path))
    aliases = {line["alias"]: line["slug"] for line in rows_of(folder / "aliases.csv")}
    entities = {line["entity_slug"]: line for line in rows_of(folder / "entities.csv")}
    write_institutions(out, exchanges, entities, aliases)
    taken = {row["slug"] for row in exchanges} | set(aliases)
    actors = [entities[slug] for slug in sorted(entities) if slug not in taken]
    write_csv(out / "actors.csv", ["entity_slug", "name", "website", "jurisdictions", "categories"], actors)
    write_csv(out / "aliases.csv", ["alias", "slug"], [{"alias": a, "slug": s} for a, s in sorted(aliases.items())])
    labels = write_labels(out, folder, exchanges, aliases)
    texts: dict[str, list[str]] = defaultdict(list)
    for row in labels:
        texts[row["entity_slug"]].append(row["label"])
    names = [
        {"slug": slug, "name": display_name(slug, texts[slug])}
        for slug in sorted(texts)
        if slug not in taken and slug not in entities
    ]
    write_csv(out / "names.csv", ["slug", "name"], names)
    tokens = rows_of(Path(tokens_path))
    write_csv(out / "tokens.csv", ["issuer", "symbol", "network", "contract", "decimals", "source"], tokens)


if __name__ == "__main__":
    main(*sys.argv[1:5])
