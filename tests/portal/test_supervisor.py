"""``make run``, as real processes: comes up, mends itself, ends cleanly, and is alone on its state."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.processes import CHECKOUT, RunningPortal, free_port, status_of, wait_for


def session_members(process: int) -> set[int]:
    """Everything that descends from a process, from /proc."""
    found: set[int] = set()
    waiting = [process]
    while waiting:
        for line in Path(f"/proc/{waiting.pop()}/task").glob("*/children"):
            children = {int(number) for number in line.read_text().split()}
            waiting += children - found
            found |= children
    return found


def test_a_second_one_on_the_same_state_is_turned_away(shared_portal: RunningPortal) -> None:
    second = subprocess.run(
        [sys.executable, "-m", "portal.supervisor"],
        cwd=CHECKOUT,
        env=shared_portal.environment,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert second.returncode == 1
    assert shared_portal.url in second.stdout
    assert status_of(shared_portal.url + "/healthz") == 200


def test_another_state_runs_beside_it_on_the_next_port_and_ends_within_ten_seconds(
    shared_portal: RunningPortal, portal_environment: dict[str, str]
) -> None:
    """And a broker store that cannot be read is put aside, and each part that is killed comes back."""
    store = Path(portal_environment["RECOURSE_STATE"]) / "broker" / "appendonlydir"
    store.mkdir(parents=True)
    (store / "appendonly.aof.manifest").write_text("no manifest\n")
    with RunningPortal({**portal_environment, "PORT": shared_portal.environment["PORT"]}) as portal:
        assert portal.url != shared_portal.url
        wait_for(lambda: list(portal.state.glob("broker.broken-*")), 60)
        wait_for(lambda: len(portal.children()) == 4, 60)
        for name in ("broker", "web", "worker", "beat"):
            killed = portal.kill(name)
            wait_for(lambda name=name, killed=killed: portal.children().get(name, killed) != killed, 60)
        wait_for(lambda: status_of(portal.url + "/healthz") == 200, 60)
        everything = session_members(portal.process.pid)
        assert len(everything) >= 6
        assert portal.stop() < 10
        assert portal.process.returncode == 0
        assert not [process for process in everything if Path(f"/proc/{process}").exists()]
    assert status_of(shared_portal.url + "/healthz") == 200


def test_nothing_outlives_a_supervisor_that_was_killed_and_the_next_one_starts(
    portal_environment: dict[str, str],
) -> None:
    first = RunningPortal({**portal_environment, "PORT": str(free_port())})
    first.start()
    everything = session_members(first.process.pid)
    first.process.kill()
    first.process.wait()
    with RunningPortal(first.environment, log=first.state.parent / "second.log") as second:
        assert status_of(second.url + "/healthz") == 200
        wait_for(lambda: not [process for process in everything if Path(f"/proc/{process}").exists()], 10)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_can_be_stopped_while_it_still_prepares(portal_environment: dict[str, str], number: int) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "portal.supervisor"],
        cwd=CHECKOUT,
        env=portal_environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(0.7)
    os.kill(process.pid, number)
    assert process.wait(timeout=10) in {0, -number}
