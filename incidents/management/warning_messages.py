"""The sentences behind the warnings of open_case: what was odd about a record, and what became of it."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: Mapping[str, Promise] = MappingProxyType(
    {
        "unknown_member": _("This member is not part of the record; it was kept as it is."),
        "unknown_word": _("This word is not in the vocabulary; it was kept as it is."),
        "unknown_zone": _("This is not an IANA time zone; times are printed in UTC."),
        "date_unreadable": _("This is not a calendar date; it was kept as it is."),
        "time_without_offset": _("This time has no offset; it was read in the record's own zone."),
        "secret_not_stored": _("This looks like a secret. It was not stored; what it opens is no longer safe."),
        "characters_removed": _("Characters that no text can hold were removed."),
        "language_not_available": _("There is no text in this language yet; the papers are in English."),
        "no_letters_without_consent": _("No letters were made: the record does not agree to sharing with companies."),
        "letters_held_back": _("No letters were made: somebody near may be warned. The victim decides."),
        "papers_are_drafts": _("The record does not confirm that it is true: all papers are marked as drafts."),
        "file_missing": _("There is no such file beside the record; only what is said of it was kept."),
        "file_outside": _("This path leads out of the record's folder; the file was not read."),
        "file_type_refused": _("Files of this type are not taken; only what is said of it was kept."),
        "file_too_large": _("This file is too large; only what is said of it was kept."),
        "file_empty": _("This file is empty; only what is said of it was kept."),
        "files_too_many": _("A case cannot hold more files; only what is said of it was kept."),
        "fingerprint_differs": _("The file's fingerprint is not the one given. Both were kept."),
        "looks_mistyped": _("This does not pass its checksum; it was kept and marked."),
        "fake_token": _("This contract is not the issuer's: the token only carries its name."),
    }
)


def sentence(warning: Mapping[str, str]) -> str:
    """A warning in words; an unknown code speaks for itself."""
    return str(SENTENCES.get(warning["code"], warning["code"]))
