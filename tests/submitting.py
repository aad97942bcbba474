"""Submit cases as the pages do, in a process of its own: ``python -m tests.submitting NUMBER``.

Prints a line for each: its reference and its access code.
"""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")


PERSON = {
    "email": "ada.quillfeather@mailbox.example.org",
    "phone": "+49 30 55500199",
    "address": {"lines": ["Bramblewick Lane 7"], "city": "Kestrelmoor", "country": "DE"},
    "date_of_birth": "1961-02-03",
}
STORY, UID = "The heliotrope letter came on a Monday", "104417381-planted"


def main(number: int) -> None:
    """Open and submit; making the papers is left to the workers."""
    django.setup()
    from incidents.core.vocabulary import Actor, ActorKind
    from incidents.services import cases
    from tests.factories.cases import draft

    for index in range(number):
        case = draft(
            victim={"legal_name": f"Person {index}", **PERSON},
            accounts=[{"institution": "kucoin", "uid": UID}],
            kind="phishing",
            narrative=STORY,
        )
        victim = Actor(ActorKind.VICTIM, case.id)
        code = cases.issue_code(by=victim, case=case)
        cases.submit(by=victim, case=case)
        sys.stdout.write(f"{case.reference} {code}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]))
