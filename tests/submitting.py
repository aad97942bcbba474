"""Submit cases as the pages do, in a process of its own: ``python -m tests.submitting NUMBER``; prints references."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")


def main(number: int) -> None:
    """Open and submit; making the papers is left to the workers."""
    django.setup()
    from incidents.core.vocabulary import Actor, ActorKind
    from incidents.services import cases
    from tests.factories.cases import draft

    for index in range(number):
        case = draft(victim={"legal_name": f"Person {index}"}, accounts=[{"institution": "kucoin"}], kind="phishing")
        cases.submit(by=Actor(ActorKind.VICTIM, case.id), case=case)
        sys.stdout.write(f"{case.reference}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]))
