"""Files that a reader gives, each kept on its own: what is refused is said file by file, and takes nothing with it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext

from incidents.core import secret_scan
from incidents.core.errors import BadInput, NotAllowed, SecretFound, TooMany, Unavailable
from incidents.core.record_parts import Evidence
from incidents.core.vocabulary import Actor
from incidents.models import Case
from incidents.services import evidence, statements
from incidents.web.error_messages import sentence


@dataclass(slots=True)
class Kept:
    """What became of some files: how many are kept, why others are not, and a secret that was seen."""

    number: int = 0
    problems: list[str] = field(default_factory=list)
    secret: SecretFound | None = None


def sizes() -> str:
    """How large a file may be, for the pages that take one."""
    return gettext(
        "Screenshots, PDF, CSV, spreadsheets, e-mails, chats. At most %(size)s each. Films and archives: %(media)s."
    ) % {"size": filesizeformat(settings.UPLOAD_MAX_BYTES), "media": filesizeformat(settings.UPLOAD_MAX_MEDIA_BYTES)}


def keep_all(*, by: Actor, case: Case, files: Iterable[UploadedFile[Any]]) -> Kept:
    """Keep every file that can be kept, with the kind of source that its form speaks for."""
    kept = Kept()
    for file in files:
        name = str(file.name or "file")
        try:
            _check_name(name)
            row = evidence.keep(
                by=by, case=case, file=cast("BinaryIO", file), said=Evidence(file=name, title=name), propose=True
            )
            if (row.size or 0) <= settings.UPLOAD_MAX_BYTES:  # larger archives hold a chat's pictures, not lists
                statements.take(by=by, case=case, evidence=row)
        except SecretFound as found:
            kept.secret = found
        except (BadInput, NotAllowed, TooMany, Unavailable) as error:
            kept.problems.append(f"{name}: {sentence(error)}")
        else:
            kept.number += 1
    return kept


def _check_name(name: str) -> None:
    """A secret can stand in a file's name, too; the name is not said again."""
    if findings := secret_scan.scan(name):
        raise SecretFound(name="", findings=findings)
