"""The daily look at the trail says aloud what it finds, and the head stands in the log."""

import logging

import pytest
from django.core.cache import cache

from incidents.services import audit
from incidents.tasks.audit import watch_trail
from tests.factories.cases import draft

pytestmark = pytest.mark.django_db


def test_the_head_is_logged_each_time_and_flaws_once_a_day(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.clear()
    draft()
    caplog.set_level(logging.INFO)
    monkeypatch.setattr(audit, "verify", lambda: iter([audit.Flaw(7, "line_changed")]))
    watch_trail()
    watch_trail()
    number, hashed = audit.head()
    said = [record.getMessage() for record in caplog.records]
    assert said.count(f"audit head {number} {hashed}") == 2
    assert said.count("audit trail: line 7 line_changed") == 1
