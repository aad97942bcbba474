"""One part of a production portal in the foreground: ``python -m portal.serve web|worker|beat``.

The command lines are those that the supervisor uses; here a container engine does the watching.
"""

import os
import sys
from typing import NoReturn

import django
from django.core.exceptions import ImproperlyConfigured

from portal.commands import beat_command, web_command, worker_command


def main(arguments: list[str]) -> NoReturn:
    """Check the settings, prepare what the part needs, and become it."""
    commands = {"web": web_command, "worker": worker_command, "beat": beat_command}
    if len(arguments) != 1 or arguments[0] not in commands:
        sys.stderr.write("usage: python -m portal.serve web|worker|beat\n")
        sys.exit(2)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    os.umask(0o077)
    try:
        django.setup()
    except ImproperlyConfigured as error:
        sys.stderr.write(f"Not configured: {error}\n")
        sys.exit(4)
    if arguments[0] == "web":
        from portal.static_files import collect_static

        collect_static()
    become(commands[arguments[0]]())


def become(command: list[str]) -> NoReturn:
    """This process turns into the part, so that signals reach it."""
    os.execv(command[0], command)  # noqa: S606 - own programs, no shell


if __name__ == "__main__":
    main(sys.argv[1:])
