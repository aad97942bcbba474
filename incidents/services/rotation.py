"""Change of keys: everything that an older key wrote is written again by the first, in small steps, at any time."""

from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.files.storage import storages
from django.db import models
from django.db.transaction import atomic

from incidents.core.cipher import key_of_file
from incidents.core.vocabulary import Actor
from incidents.gateways.vault import Vault, document_files, evidence_files
from incidents.models import Document, Evidence
from incidents.models.fields import EncryptedTextField, Sealed, key_ring
from incidents.services import events, signing_in


def rotate(*, by: Actor) -> dict[str, int]:
    """Re-encrypt what is not under the first key: counts of rows and files done. Safe to stop and repeat."""
    first = key_ring().first
    rows = sum(_rotate_row(row, names, first) for row, names in _rows())
    rows += sum(_rotate_factor(number, first) for number in Authenticator.objects.values_list("id", flat=True))
    files = sum(_rotate_file(vault, name, first) for vault, name in _files())
    with atomic():
        events.record(by=by, kind="keys_rotated", rows=rows, files=files, key=first)
    return {"rows": rows, "files": files}


def _rows() -> Iterator[tuple[models.Model, list[str]]]:
    for model in apps.get_app_config("incidents").get_models():
        names = [field.attname for field in model._meta.concrete_fields if isinstance(field, EncryptedTextField)]
        if names:
            for row in model._default_manager.all().iterator(chunk_size=200):
                yield row, names


def _rotate_row(row: models.Model, names: list[str], first: str) -> bool:
    old = [name for name in names if _key_id(row.__dict__.get(name)) not in (None, first)]
    if not old:
        return False
    with atomic():
        fresh = type(row)._default_manager.select_for_update().get(pk=row.pk)
        for name in old:
            getattr(fresh, name)  # opened now, sealed anew when saved
        fresh.save(update_fields=old)
    return True


def _rotate_factor(number: int, first: str) -> bool:
    """The same for a member of staff's second factor, whose sealed secret lies in JSON."""
    with atomic():
        row = Authenticator.objects.select_for_update().get(id=number)
        texts = {name: Sealed(value) for name in ("secret", "seed") if (value := row.data.get(name))}
        old = {name: value for name, value in texts.items() if _key_id(value) != first}
        row.data |= {name: signing_in.seal(signing_in.unseal(value)) for name, value in old.items()}
        if old:
            row.save(update_fields=["data"])
    return bool(old)


def _key_id(stored: object) -> str | None:
    return stored.split(".", 2)[1] if isinstance(stored, Sealed) else None


def _files() -> Iterator[tuple[Vault, str]]:
    for row in Evidence.objects.exclude(stored_as="").iterator():
        yield evidence_files, row.stored_as
        if row.preview_as:
            yield evidence_files, row.preview_as
    for name in Document.objects.exclude(stored_as="").values_list("stored_as", flat=True).iterator():
        yield document_files, name


def _rotate_file(vault: Vault, name: str, first: str) -> bool:
    if not vault.exists(name):
        return False
    with storages[vault.kind].open(name, "rb") as sealed:
        if key_of_file(sealed) == first:
            return False
    vault.put(name, vault.pieces(name))
    return True
