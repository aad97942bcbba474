"""Settings of mail: printed on the console by an embedded portal, else sent by the server that EMAIL_URL names.

Production without EMAIL_URL sends none, and its pages say so: printed there, addresses would end up in logs.
"""

from typing import Any

from portal import env

CONSOLE = "django.core.mail.backends.console.EmailBackend"
NONE = "django.core.mail.backends.dummy.EmailBackend"
PATIENCE = 20
"""Seconds until a silent mail server counts as away."""


def transport(*, production: bool) -> dict[str, Any]:
    """Django's own settings of how mail goes out."""
    given = env.text("EMAIL_URL")
    found: dict[str, Any] = env.ENV.email_url_config(given) if given else {}
    return {"EMAIL_BACKEND": NONE if production else CONSOLE, "EMAIL_TIMEOUT": PATIENCE} | found


def sender(host: str) -> str:
    """The address mail comes from, unless one is given: neutral, since it shows in lists and on locked screens.

    >>> sender("desk.example.org"), sender("127.0.0.1")
    ('notices@desk.example.org', 'notices@portal.invalid')
    """
    last = host.rpartition(".")[2]
    return f"notices@{host if last != host and last.isalpha() else 'portal.invalid'}"
