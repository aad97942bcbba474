"""Fixtures for everyone: commands and whole portals as real processes, on a state of their own.

The database is SQLite, or the one that DATABASE_URL names.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import TransactionTestCase

from incidents.models import trail_triggers
from tests.processes import Manage, RunningPortal, clean_environment


@pytest.fixture
def portal_environment(tmp_path: Path) -> dict[str, str]:
    """The environment of a new, empty, embedded portal."""
    return clean_environment(tmp_path / "state")


@pytest.fixture
def manage(portal_environment: dict[str, str]) -> Manage:
    """``manage("identify", input="...")`` runs manage.py as operators do."""
    return Manage(portal_environment)


@pytest.fixture
def running_portal(portal_environment: dict[str, str]) -> Iterator[RunningPortal]:
    """A whole portal: broker, web, worker and beat, stopped after the test."""
    with RunningPortal(portal_environment) as portal:
        yield portal


@pytest.fixture(scope="session")
def shared_portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningPortal]:
    """One portal for all tests that only use it as visitors do; each test process has its own."""
    with RunningPortal(clean_environment(tmp_path_factory.mktemp("portal") / "state")) as portal:
        yield portal


@pytest.fixture(scope="session", autouse=True)
def _trail_can_be_flushed() -> Iterator[None]:
    """Tests with real transactions empty all tables afterwards: the trail's triggers step aside for that."""
    flush = TransactionTestCase._fixture_teardown

    def teardown(case: TransactionTestCase) -> None:
        with connection.schema_editor() as editor:
            trail_triggers.drop(None, editor)
        try:
            flush(case)
        finally:
            with connection.schema_editor() as editor:
                trail_triggers.create(None, editor)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", teardown)
        yield
