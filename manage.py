#!/usr/bin/env python3
"""The door to every command: ``.venv/bin/python manage.py <command>``."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
    except ImportError:
        sys.stderr.write("Django is not installed for this Python. Run: make install\n")
        sys.exit(4)
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.stderr.write(f"Not configured: {error}\n")
        sys.exit(4)


if __name__ == "__main__":
    main()
