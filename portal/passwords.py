"""How passwords are kept, and a rule that asks how easily one is guessed, not of which signs it is made."""

from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from zxcvbn import zxcvbn

FEWEST_GUESSES = 10**8
LONGEST_LOOKED_AT = 72


class Argon2Hasher(Argon2PasswordHasher):
    """Argon2id on one core and with 46 MiB: as good as Django's own costs, and no lever to exhaust a small machine."""

    time_cost = 2
    memory_cost = 47_104
    parallelism = 1


class GuessedEasily:
    """Refuses what lists, names, dates, keyboard rows and repetitions give away; for AUTH_PASSWORD_VALIDATORS.

    >>> GuessedEasily().validate("the heron waits by the weir")
    >>> GuessedEasily().validate("1234567890123456")
    Traceback (most recent call last):
    django.core.exceptions.ValidationError: ['This password is easy to guess. A few words in a row are better.']
    """

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError; the words of the account itself count as known."""
        known = [user.get_username(), user.email] if user else []
        if zxcvbn(password[:LONGEST_LOOKED_AT], user_inputs=known)["guesses"] < FEWEST_GUESSES:
            raise ValidationError(self.get_help_text(), code="password_guessed")

    def get_help_text(self) -> str:
        """One sentence."""
        return gettext("This password is easy to guess. A few words in a row are better.")
