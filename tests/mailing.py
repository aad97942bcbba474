"""Queue mails as the pages do, in a process of its own: ``python -m tests.mailing NUMBER``; prints links' tokens."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

MAILBOX = "planted-person-{}@mailbox.example.org"


def main(number: int) -> None:
    """Cases with a mailbox each: one gets a link to confirm it, one asks for a link back, the others a notice."""
    django.setup()
    from incidents.core.desk_vocabulary import MailKind
    from incidents.core.vocabulary import OPERATOR
    from incidents.models import Mail
    from incidents.services import mail_links, mails
    from tests.factories.mailboxes import holder, with_mailbox

    for index in range(number):
        email = MAILBOX.format(index)
        case = with_mailbox(email, confirmed=index != 0)
        if index == 0:
            mail_links.ask_confirmation(by=holder(case), case=case)
        elif index == 1:
            mail_links.ask_return(by=holder(case), email=email, browser="b", language="en", address="192.0.2.1")
        else:
            mails.queue(by=OPERATOR, case=case, kind=MailKind.MESSAGE)
        mail = Mail.objects.get(to_index=case.email_index)
        sys.stdout.write(f"{mail.secret or '-'}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]))
