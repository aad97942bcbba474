"""The render process, for real: poison documents, dying workers, a scrubbed environment."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from incidents.core.errors import RenderFailed
from incidents.core.vocabulary import DocumentKind
from incidents.documents.fonts import CHECKOUT
from incidents.documents.renderer import RenderProcess
from tests.documents.papers import MADE, example, example_papers

POISON = "tests.documents.poison_renderer"


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RenderProcess]:
    """The real process with poisonous work, two seconds and a gigabyte."""
    process = RenderProcess(wall_seconds=3, memory_mb=1024, folder=tmp_path_factory.mktemp("made"), module=POISON)
    yield process
    process.close()


@pytest.mark.parametrize(
    ("poison", "code"),
    [
        ("crash", "render_crashed"),
        ("leave", "render_crashed"),
        ("sleep", "render_timeout"),
        ("spin", "render_timeout"),
        ("memory", "render_memory"),
        ("error", "render_failed"),
    ],
)
def test_row_58_a_poison_document_is_reported_and_takes_nothing_with_it(
    poisoned: RenderProcess, poison: str, code: str
) -> None:
    poisoned.run({"poison": "none"})
    before = poisoned.pid
    started = time.monotonic()
    with pytest.raises(RenderFailed) as failure:
        poisoned.run({"poison": poison})
    assert failure.value.code == code
    assert time.monotonic() - started < 8
    assert "Jane" not in str(failure.value.params)
    assert poisoned.run({"poison": "none"}).content == b"fine"
    assert poisoned.pid == before
    assert list((poisoned._folder or Path()).iterdir()) == []


def test_row_6_a_remote_image_is_left_out_and_the_document_is_made(poisoned: RenderProcess) -> None:
    printed = poisoned.run({"poison": "html", "value": '<p>text</p><img alt="x" src="http://127.0.0.1:9/a.png">'})
    assert printed.content.startswith(b"%PDF")
    assert printed.pages == 1


def test_a_document_that_is_too_deep_is_reported(poisoned: RenderProcess) -> None:
    with pytest.raises(RenderFailed):
        poisoned.run({"poison": "html", "value": "<div>" * 4000})
    assert poisoned.run({"poison": "none"}).content == b"fine"


def test_what_is_printed_by_accident_is_no_message(poisoned: RenderProcess) -> None:
    assert poisoned.run({"poison": "noise"}).content == b"fine"


def test_the_process_sees_no_key_no_database_and_no_portal(
    poisoned: RenderProcess, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("RECOURSE_FIELD_KEYS", "1:secret")
    monkeypatch.setenv("DATABASE_URL", "postgres://u:p@h/d")
    with_secrets = RenderProcess(wall_seconds=5, folder=tmp_path, module=POISON)
    try:
        names = with_secrets.run({"poison": "environment"}).content.decode()
        modules = with_secrets.run({"poison": "modules"}).content.decode()
    finally:
        with_secrets.close()
    assert not {"RECOURSE_FIELD_KEYS", "DATABASE_URL", "DJANGO_SETTINGS_MODULE"} & set(names.split("'"))
    assert not {"portal.settings", "incidents.models", "celery", "psycopg"} & set(modules.split("'"))


def test_a_killed_process_is_started_again(poisoned: RenderProcess) -> None:
    poisoned.run({"poison": "none"})
    first = poisoned.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    time.sleep(0.2)
    assert poisoned.run({"poison": "none"}).content == b"fine"
    assert poisoned.pid != first


def test_it_dies_with_its_worker_in_the_middle_of_a_document(tmp_path: Path) -> None:
    code = (
        "from incidents.documents.renderer import RenderProcess; import threading, time;"
        f"p = RenderProcess(wall_seconds=60, folder=__import__('pathlib').Path({str(tmp_path)!r}), module={POISON!r});"
        "p.run({'poison': 'none'}); print(p.pid, flush=True); p.run({'poison': 'sleep'})"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=CHECKOUT, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        renderer = int(worker.stdout.readline())
        time.sleep(0.5)
        worker.kill()
    assert ended(renderer)


def ended(pid: int) -> bool:
    """Is the process, and its group of children, gone within a few seconds?"""
    for _ in range(50):
        if not Path(f"/proc/{pid}").exists() and not children_of(pid):
            return True
        time.sleep(0.1)
    return False


def children_of(pid: int) -> list[int]:
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            if f"\nPPid:\t{pid}\n" in status.read_text():
                found.append(int(status.parent.name))
        except OSError:
            continue
    return found


def test_close_ends_it(tmp_path: Path) -> None:
    process = RenderProcess(wall_seconds=5, folder=tmp_path, module=POISON)
    process.run({"poison": "none"})
    pid = process.pid
    assert pid is not None
    process.close()
    assert ended(pid)


def test_a_real_paper_is_the_same_as_in_this_process(tmp_path: Path) -> None:
    process = RenderProcess(wall_seconds=60, folder=tmp_path)
    try:
        for paper, content in example_papers().values():
            if paper.kind == DocumentKind.FIRST_REPORT or (
                paper.institution == "htx" and paper.kind == DocumentKind.LETTER
            ):
                made = process.make(example(), paper, MADE)
                assert made.content == content
                assert made.pages >= 1
    finally:
        process.close()
