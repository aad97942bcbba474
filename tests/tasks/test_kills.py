"""Worker, broker and beat are killed at any moment: afterwards every document is there, exactly once.

Real processes on a throw-away state. Long runs are ``make chaos``.
"""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.processes import CHECKOUT, RunningPortal, wait_for

pytestmark = pytest.mark.whole_portal

PATIENCE = 180


def submit(portal: RunningPortal, number: int) -> subprocess.Popen[str]:
    """Cases submitted beside the running portal."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.submitting", str(number)],
        cwd=CHECKOUT,
        env=portal.environment,
        stdout=subprocess.PIPE,
        text=True,
    )


def asked(portal: RunningPortal, question: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(f"file:{portal.state / 'recourse.sqlite3'}?mode=ro", uri=True, timeout=10) as connection:
        return connection.execute(question).fetchall()


def states(portal: RunningPortal) -> dict[object, object]:
    return dict(asked(portal, "SELECT state, count(*) FROM incidents_document GROUP BY state"))  # type: ignore[arg-type]


def check_everything_exactly_once(portal: RunningPortal, cases: int) -> None:
    """Every job done, one event each, one file each, no file that nobody owns."""

    def settled() -> bool:
        return set(states(portal)) == {"done"}

    wait_for(settled, PATIENCE, lambda: f"{states(portal)} {portal.log.read_text()[-3000:]}")
    jobs = asked(portal, "SELECT id, stored_as FROM incidents_document")
    assert asked(portal, "SELECT count(*) FROM incidents_submission")[0][0] == cases
    made = asked(portal, "SELECT count(*), count(DISTINCT details) FROM incidents_event WHERE kind = 'document_made'")
    assert made[0] == (len(jobs), len(jobs))
    root = portal.state / "files" / "documents"
    files = {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}
    assert {str(stored) for _, stored in jobs} == files


@pytest.fixture
def portal_environment(tmp_path: Path) -> dict[str, str]:
    """Short leases, so that a killed worker's jobs come round within seconds."""
    from tests.processes import clean_environment

    short = {"RECOURSE_JOB_LEASE_SECONDS": "20", "RECOURSE_RENDER_WALL_SECONDS": "9", "RECOURSE_JOB_MAX_ATTEMPTS": "12"}
    return clean_environment(tmp_path / "state", **short, RECOURSE_VISIBILITY_SECONDS="10", RECOURSE_SWEEP_SECONDS="2")


def test_a_worker_killed_in_mid_render(running_portal: RunningPortal) -> None:
    submitting = submit(running_portal, 3)
    for done in (1, 8, 16):
        wait_for(lambda least=done: int(str(states(running_portal).get("done", 0))) >= least, PATIENCE)
        running_portal.kill("worker")
    assert submitting.wait(timeout=60) == 0
    check_everything_exactly_once(running_portal, 3)


def test_a_broker_killed_while_cases_are_submitted(running_portal: RunningPortal) -> None:
    submitting = submit(running_portal, 4)
    for least in (1, 2, 3):
        wait_for(
            lambda least=least: asked(running_portal, "SELECT count(*) FROM incidents_submission")[0][0] >= least,  # type: ignore[operator]
            PATIENCE,
        )
        running_portal.kill("broker")
    assert submitting.wait(timeout=60) == 0
    check_everything_exactly_once(running_portal, 4)


def test_all_of_them_killed_and_the_portal_started_again(running_portal: RunningPortal) -> None:
    submitting = submit(running_portal, 2)
    wait_for(lambda: states(running_portal).get("done", 0), PATIENCE)
    for name in ("beat", "broker", "worker"):
        running_portal.kill(name)
    assert submitting.wait(timeout=60) == 0
    running_portal.stop()
    with RunningPortal(running_portal.environment, log=running_portal.log) as again:
        check_everything_exactly_once(again, 2)
