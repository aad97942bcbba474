"""What a mail says: one text per kind, plain; its HTML is the same paragraphs dressed, so that both say the same."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from incidents.access import links
from incidents.core.desk_vocabulary import MailKind
from incidents.gateways.mail import Parcel
from incidents.models import Mail


def parcel(mail: Mail) -> Parcel:
    """The message of a mail, in its language: subject first, then paragraphs."""
    secret = mail.secret or ""
    link = links.address_of(secret) if secret and mail.kind != MailKind.STAFF_PASSWORD else ""
    with translation.override(mail.language):
        said = {"origin": settings.ORIGIN, "link": link, "code": "" if link else secret}
        text = render_to_string(f"emails/{mail.kind}.txt", said)
        subject, *paragraphs = [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]
        frame = {**said, "subject": subject, "paragraphs": paragraphs, "right_to_left": translation.get_language_bidi()}
        html = render_to_string("emails/frame.html", {**frame, "language": mail.language})
    plain = "\n\n".join(paragraphs) + "\n"
    return Parcel(number=mail.id, to=mail.to, subject=subject, text=plain, html=html, language=mail.language)
