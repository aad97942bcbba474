"""Make an administrator: the first one of a portal, or another. ``add_administrator USERNAME EMAIL``."""

import sys
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.db.transaction import atomic
from django.urls import reverse

from incidents.core.desk_vocabulary import StaffRole
from incidents.core.vocabulary import OPERATOR
from incidents.management.base import DONE, JsonCommand
from incidents.services import clock, people


class Command(JsonCommand):
    """There is no account until this made one. Others are invited by administrators, on the people page."""

    help = "Make an administrator and print the one-time code with which they set a password (docs/operations.md)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", metavar="USERNAME")
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument(
            "--password-stdin", action="store_true", help="read the password from the first line of stdin: no code"
        )

    def run(self, **options: Any) -> int:
        password = sys.stdin.readline().rstrip("\r\n") if options["password_stdin"] else None
        username, email = options["username"], options["email"]
        with atomic():  # a weak password leaves no account behind
            user, code = people.invite(by=OPERATOR, username=username, email=email, role=StaffRole.ADMINISTRATOR)
            if password is not None:
                people.join(by=OPERATOR, username=user.username, code=code, password=password)
        made: dict[str, Any] = {"username": user.username, "role": user.role, "sign_in": page("account_login")}
        if password is None:
            until = clock.now() + timedelta(days=people.days_to_join())
            made |= {"set_password": page("staff:join"), "code": code, "until": until.isoformat(timespec="seconds")}
        self.emit(made)
        return DONE


def page(name: str) -> str:
    """A page's public address."""
    return f"{settings.ORIGIN}{reverse(name)}"
