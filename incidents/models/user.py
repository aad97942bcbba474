"""Staff accounts. Victims have none."""

from uuid import uuid4

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.crypto import salted_hmac

from incidents.core.desk_vocabulary import StaffRole


class User(AbstractUser):
    """A member of the support staff."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    role = models.CharField(max_length=20, blank=True, default="", choices=[(r, r) for r in StaffRole])
    sessions_epoch = models.PositiveIntegerField(default=0, help_text="raised to end every session of this person")

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session must carry to count: another password or another epoch, and it is over."""
        says = f"{self.password}|{self.sessions_epoch}"
        return salted_hmac("incidents.models.user.session", says, secret=secret, algorithm="sha256").hexdigest()
