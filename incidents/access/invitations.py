"""The one-time code with which a member of the staff sets a password: an invitation, or a lost password made good.

Nothing of it is stored. It is bound to the account as it is: once a password is set, a new code is made or three
days are over (PASSWORD_RESET_TIMEOUT), it is dead.
"""

from django.contrib.auth.tokens import PasswordResetTokenGenerator


class Invitations(PasswordResetTokenGenerator):
    """Codes of a moment and 128 bits that nobody can guess.

    >>> from incidents.models import User
    >>> ann = User(username="ann", password="!none")
    >>> code = invitations.make_token(ann)
    >>> invitations.check_token(ann, code), invitations.check_token(User(username="bob", password="!none"), code)
    (True, False)
    """

    key_salt = "incidents.access.invitations"


invitations = Invitations()
