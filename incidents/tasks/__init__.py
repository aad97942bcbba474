"""The edge to Celery: shells of a few lines, safe to run twice. Importing this fills the services' hooks."""

from incidents.models import Document, Mail, Statement
from incidents.services import outbox
from incidents.tasks import audit as audit
from incidents.tasks import scores as scores
from incidents.tasks import upkeep as upkeep
from incidents.tasks.documents import queue_document
from incidents.tasks.mail import queue_mail
from incidents.tasks.statements import queue_statement

outbox.register(Document, queue_document)
outbox.register(Mail, queue_mail)
outbox.register(Statement, queue_statement)
