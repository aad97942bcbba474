"""Signs of life for containers: ``python -m portal.health web|worker|beat`` exits 0 or 1."""

import os
import sys
import time
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

import django

BEAT_MAY_PAUSE = 60.0
PATIENCE = 5.0
HEALTHY = 200


def web_answers() -> bool:
    """The health page of this container's web server, asked for under its public name."""
    from django.conf import settings

    connection = HTTPConnection("127.0.0.1", settings.PORT, timeout=PATIENCE)
    try:
        connection.request("GET", "/healthz", headers={"Host": urlsplit(settings.ORIGIN).netloc})
        return connection.getresponse().status == HEALTHY
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def worker_answers() -> bool:
    """This container's worker replies over the broker."""
    from portal.celery import worker_replies

    return worker_replies(PATIENCE)


def beat_moves() -> bool:
    """The clock of this container went round lately."""
    from django.conf import settings

    sign = settings.RECOURSE_RUNTIME_DIR / "beat.alive"
    return sign.exists() and time.time() - sign.stat().st_mtime < BEAT_MAY_PAUSE


LOOKS = {"web": web_answers, "worker": worker_answers, "beat": beat_moves}


def main(arguments: list[str]) -> int:
    """Look at the named part."""
    if len(arguments) != 1 or arguments[0] not in LOOKS:
        sys.stderr.write("usage: python -m portal.health web|worker|beat\n")
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    return 0 if LOOKS[arguments[0]]() else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
