"""The edge to Celery: shells of a few lines, safe to run twice. Importing this fills the services' hook."""

from incidents.services import outbox
from incidents.tasks import audit as audit
from incidents.tasks.documents import queue_document

outbox.register(queue_document)
