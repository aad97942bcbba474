"""The manifest: the fingerprint of every other file of a version, in the form that ``sha256sum -c`` reads."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext, override

from incidents.documents.marks import utc
from incidents.documents.paper import MadeWith


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the set; ``failed`` says why it is not there."""

    path: str
    sha256: str
    size: int = 0
    failed: str = ""


def build(entries: Iterable[Entry], made: MadeWith, language: str = "en") -> bytes:
    """Comment lines, then one line per file."""
    with override(language):
        lines = [
            "# "
            + gettext("Case %(reference)s, version %(version)s, made %(at)s")
            % {"reference": made.reference, "version": made.version, "at": utc(made.made_at)},
            "# " + gettext("SHA-256 fingerprints. A file is unchanged if its fingerprint is the one below."),
            "# " + gettext("To check all files of the folder: sha256sum -c, then this file's name."),
        ]
        for entry in sorted(entries, key=lambda item: item.path):
            if entry.failed:
                lines.append("# " + gettext("not made: %(path)s") % {"path": entry.path})
            else:
                lines.append(f"{entry.sha256}  {entry.path}")
    return ("\n".join(lines) + "\n").encode()
