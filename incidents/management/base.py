"""What all commands share: JSON on stdout, words on stderr, and exit statuses with a meaning.

0 done, 1 a negative answer, 2 bad input, 3 unknown format, 4 internal (docs/commands.md).
"""

import json
import os
import sys
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any, ClassVar, NoReturn

from django.core.management.base import BaseCommand, CommandError

from incidents.core.errors import KeyMissing, RecourseError, RenderFailed, UnknownFormat
from portal.prepare import migrate_if_behind

DONE, NEGATIVE, BAD_INPUT, UNKNOWN_FORMAT, INTERNAL = range(5)


class JsonCommand(BaseCommand):
    """A command for scripts. Subclasses write ``run(self, **options) -> int | None``."""

    needs_database: ClassVar[bool] = True
    requires_system_checks: ClassVar[list[str]] = []  # type: ignore[misc]

    def run(self, **options: Any) -> int | None:
        """Do the work; the exit status, or nothing for 0."""
        raise NotImplementedError

    def handle(self, *args: Any, **options: Any) -> None:
        """Run, and turn what happened into an exit status."""
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8", errors="surrogateescape")
        try:
            if self.needs_database:
                migrate_if_behind(self.say)
            status = self.run(**options) or DONE
            self.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(DONE)
        except CommandError as error:
            self.fail(BAD_INPUT, str(error), options)
        except RecourseError as error:
            self.fail(status_of(error), described(error), options)
        except Exception as error:
            self.fail(INTERNAL, f"internal: {type(error).__name__}: {first_line(error)}", options)
        if status:
            sys.exit(status)

    def fail(self, status: int, message: str, options: dict[str, Any]) -> NoReturn:
        """One line on stderr, the traceback only when asked for, then the status."""
        if options.get("traceback"):
            import traceback

            self.stderr.write(traceback.format_exc())
        self.say(message)
        sys.exit(status)

    def emit(self, value: object) -> None:
        """One JSON value on one line of stdout, at once."""
        self.stdout.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
        self.stdout.flush()

    def emit_pretty(self, value: object) -> None:
        """One JSON value over several lines, for people."""
        self.stdout.write(json.dumps(value, ensure_ascii=False, indent=2))
        self.stdout.flush()

    def say(self, text: str) -> None:
        """Words for the person at the terminal: stderr, never stdout."""
        self.stderr.write(text, style_func=str)
        self.stderr.flush()

    @staticmethod
    def existing_file(given: str) -> Path:
        """For ``add_argument(type=...)``: a readable file, or a refusal with status 2."""
        path = Path(given).expanduser()
        if not path.is_file() or not os.access(path, os.R_OK):
            raise ArgumentTypeError(f"cannot read {given}")
        return path.resolve()


def status_of(error: RecourseError) -> int:
    """The exit status of an error.

    >>> status_of(UnknownFormat()), status_of(RenderFailed()), status_of(RecourseError())
    (3, 4, 4)
    """
    if isinstance(error, UnknownFormat):
        return UNKNOWN_FORMAT
    if isinstance(error, RenderFailed | KeyMissing) or type(error) is RecourseError:
        return INTERNAL
    return BAD_INPUT


def described(error: RecourseError) -> str:
    """The code and its parameters on one line.

    >>> described(UnknownFormat(file="a.csv"))
    'unknown_format (file: a.csv)'
    """
    details = ", ".join(f"{name}: {value}" for name, value in error.params.items())
    return f"{error.code} ({details})" if details else error.code


def first_line(error: Exception) -> str:
    """The first line of an exception's text."""
    return (str(error).splitlines() or [""])[0]
