"""Question 6: anything the reader has, pasted or uploaded. What was pasted is shown line by line before it counts."""

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from incidents.core.errors import SecretFound
from incidents.core.record import CaseRecord
from incidents.core.vocabulary import Actor
from incidents.models import Case
from incidents.models import Evidence as EvidenceRow
from incidents.web.victim.draft import DONE
from incidents.web.victim.fields import PASTE, long_text
from incidents.web.victim.forms.base import StepForm
from incidents.web.victim.uploads import keep_all, sizes


class ManyFiles(forms.FileInput):
    """A file field that takes several at once."""

    allow_multiple_selected = True

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The largest size beside it, so that a page with scripts need not send what nobody takes."""
        return super().get_context(name, value, {**(attrs or {}), "data-most": settings.UPLOAD_MAX_MEDIA_BYTES})


class FilesField(forms.FileField):
    """Several files, each looked at by the service that keeps it."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        return [item for item in (data if isinstance(data, list) else [data]) if item]


class ThingsForm(StepForm):
    """The paste box and the upload beside it."""

    slug = "things"
    title = _("Paste or upload anything you have")
    lead = _("Transaction numbers, addresses, explorer links, order numbers. Any mix, hundreds at once.")
    template = "victim/step_things.html"
    remember = ("pasted",)

    pasted = long_text(
        _("Paste here"),
        hint=_("Never paste a recovery phrase, a private key or a password. We do not need them."),
        code=True,
        most=PASTE,
    )
    uploads = FilesField(
        label=_("Or choose files"), required=False, widget=ManyFiles({"multiple": True, "class": "form-control"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["uploads"].help_text = sizes()
        self.secret: SecretFound | None = None

    @property
    def kept_files(self) -> list[tuple[UUID, str]]:
        """The files of the case so far."""
        rows = EvidenceRow.objects.filter(case=self.draft.case).exclude(stored_as="").order_by("position")
        return [(row.id, row.title or row.file or "") for row in rows]

    def given(self, record: CaseRecord) -> dict[str, Any]:
        del record
        return {}

    @classmethod
    def is_answered(cls, record: CaseRecord) -> bool:
        return bool(record.movements or record.evidence or record.indicators)

    def keep_files(self, *, by: Actor, case: Case) -> None:
        """Keep every file that can be kept; an error on the field for each that cannot."""
        kept = keep_all(by=by, case=case, files=self.cleaned_data.get("uploads") or [])
        self.secret = kept.secret
        for problem in kept.problems:
            self.add_error("uploads", problem)

    def keep(self, *, by: Actor, case: Case, seen: int | None) -> str:
        del by, case, seen
        return DONE

    def next_page(self) -> str:
        return "victim:understood" if self.cleaned_data["pasted"].strip() else ""
