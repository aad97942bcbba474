"""Papers as if a worker had made them, so that pages can be tested without rendering."""

from hashlib import sha256

from incidents.core.vocabulary import JobState
from incidents.gateways.vault import document_files
from incidents.models import Case, Document


def pretend_made(case: Case) -> None:
    """Every waiting paper gets a small file that names it."""
    for document in Document.objects.filter(case=case, state=JobState.QUEUED):
        content = f"{document.kind} for {document.folder}".encode()
        name = f"{case.id}/{sha256(content).hexdigest()}.{document.id.hex[:12]}"
        document_files.put(name, iter([content]))
        Document.objects.filter(id=document.id).update(
            state=JobState.DONE, stored_as=name, sha256=sha256(content).hexdigest(), size=len(content)
        )
