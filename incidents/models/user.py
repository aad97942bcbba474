"""Staff accounts. Victims have none."""

from uuid import uuid4

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A member of the support staff."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
