"""Row 58 and the ground: pinned and hashed packages, one script for system packages, one command for the checks."""

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[a-z0-9,]+\])?==([^\s;\\]+)")


def pins(name: str) -> dict[str, str]:
    """Package -> version, as a requirements file or lock says."""
    found = (PIN.match(line) for line in (ROOT / name).read_text().splitlines())
    return {re.sub(r"[-_.]+", "-", pin[1]).lower(): pin[2] for pin in found if pin}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_direct_packages_are_pinned_and_say_what_they_are_for(name: str) -> None:
    lines = [line for line in (ROOT / name).read_text().splitlines() if line and line[0] not in "#-"]
    assert lines
    assert [line for line in lines if not re.match(r"^\S+==\S+  # \S.{2,}", line)] == []


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_row_58_locks_hold_every_package_with_hashes_of_public_files(name: str) -> None:
    lock = (ROOT / f"{name}.lock").read_text()
    assert pins(f"{name}.txt").items() <= pins(f"{name}.lock").items()
    for block in re.split(r"\n(?=[A-Za-z0-9])", lock)[1:]:
        assert "--hash=sha256:" in block, block.splitlines()[0]
    assert not re.search(r"file://|https?://|--find-links|--index-url|--extra-index-url", lock)


def test_both_locks_agree() -> None:
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


def test_system_packages_are_all_there_and_the_script_is_quick_then() -> None:
    done = subprocess.run(
        ["scripts/system-packages", "test", "--list"], cwd=ROOT, capture_output=True, text=True, timeout=5, check=True
    )
    assert done.stdout == ""


def test_without_root_the_missing_packages_are_named_and_nothing_else_happens(tmp_path: Path) -> None:
    """A user without root and without a usable sudo, on a machine that lacks the tools."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for tool in ("sh", "xargs", "dirname", "cat", "echo", "env"):
        found = next(folder for folder in ("/usr/bin", "/bin") if Path(folder, tool).exists())
        (tools / tool).symlink_to(Path(found, tool))
    for name, text in {"id": "echo 1000", "apt-get": "exit 9", "sudo": "exit 1"}.items():
        (tools / name).write_text(f"#!/bin/sh\n{text}\n")
        (tools / name).chmod(0o755)
    done = subprocess.run(
        ["scripts/system-packages", "test"],
        cwd=ROOT,
        env={"PATH": str(tools)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert re.search(r"apt-get update && apt-get install .*chromium.*poppler-utils", done.stderr)


def test_install_is_cheap_when_nothing_changed() -> None:
    done = subprocess.run(
        ["scripts/install", "test"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PIP_NO_INDEX": "1"},
        capture_output=True,
        text=True,
        timeout=10,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("", "")


def test_the_checks_call_make_test() -> None:
    assert (ROOT / ".ci" / "run").read_text().rstrip().endswith("exec make test")
    dry = subprocess.run(["make", "-n", "test"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for part in ("ruff check", "mypy", "lint-imports", "pytest", "scripts/test-postgres"):
        assert part in dry


def test_postgres_for_tests_comes_and_goes() -> None:
    code = "import os, psycopg; u = os.environ['DATABASE_URL']; print(psycopg.connect(u).info.server_version, u)"
    done = subprocess.run(
        ["scripts/with-postgres", ".venv/bin/python", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    version, url = done.stdout.split()
    assert int(version) >= 150000
    assert not Path(url.rpartition("host=")[2]).exists()
