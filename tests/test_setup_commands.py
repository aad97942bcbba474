"""What every command does alike: JSON on stdout, words on stderr, statuses with a meaning."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from incidents.core.errors import BadInput, KeyMissing, NotFound, RecourseError, RenderFailed, UnknownFormat
from incidents.management.base import JsonCommand
from tests.processes import CHECKOUT, Manage


def outcome(work: Callable[[JsonCommand], int | None], **options: Any) -> tuple[int, str, str]:
    """Status, stdout and stderr of a command that does this."""

    class Command(JsonCommand):
        needs_database = False

        def run(self, **options: Any) -> int | None:
            return work(self)

    out, err = io.StringIO(), io.StringIO()
    command = Command(stdout=out, stderr=err, no_color=True)  # type: ignore[arg-type]
    try:
        command.handle(**options)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def failing(error: Exception) -> Callable[[JsonCommand], int | None]:
    def work(command: JsonCommand) -> int | None:
        raise error

    return work


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (BadInput("amount_not_a_number", path="movements.0.amount"), 2),
        (NotFound(), 2),
        (UnknownFormat(), 3),
        (RenderFailed(), 4),
        (KeyMissing(), 4),
        (RecourseError(), 4),
        (ZeroDivisionError("division"), 4),
    ],
)
def test_an_error_becomes_a_status_and_one_line(error: Exception, status: int) -> None:
    found, out, err = outcome(failing(error))
    assert (found, out) == (status, "")
    assert err.count("\n") == 1
    assert getattr(error, "code", "ZeroDivisionError") in err


def test_the_traceback_comes_only_when_asked_for() -> None:
    assert "Traceback" in outcome(failing(ZeroDivisionError()), traceback=True)[2]


def test_a_negative_answer_is_one_and_done_is_zero() -> None:
    assert outcome(lambda command: 1)[0] == 1
    assert outcome(lambda command: None)[0] == 0


def test_a_value_is_one_line_of_json_as_it_is_written() -> None:
    status, out, _ = outcome(lambda command: command.emit({"name": "Zoë\n", "amount": "1.10"}))
    assert status == 0
    assert out == '{"name":"Zoë\\n","amount":"1.10"}\n'


def test_words_never_reach_stdout() -> None:
    assert outcome(lambda command: command.say("working"))[1:] == ("", "working\n")


@pytest.mark.parametrize(
    "arguments", [["identify", "--nonsense"], ["export_case"], ["open_case", "/no/such/file.json"]]
)
def test_wrong_arguments_end_with_two(manage: Manage, arguments: list[str]) -> None:
    done = manage(*arguments)
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""


def test_a_reader_that_leaves_early_is_no_error(portal_environment: dict[str, str]) -> None:
    lines = "\n".join(["0x" + "ab" * 32] * 5000)
    command = f"{sys.executable} manage.py identify | head -n 1"
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=CHECKOUT,
        env=portal_environment,
        input=lines,
        capture_output=True,
        text=True,
        check=False,
    )
    assert json.loads(done.stdout)["kind"] == "txid"
    assert done.stderr == ""
