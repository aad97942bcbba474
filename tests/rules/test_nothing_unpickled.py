"""Sessions, cache and jobs are JSON: nothing that comes from outside is unpickled (security row 10)."""

import re
from pathlib import Path

from django.conf import settings

from portal.celery import app

ROOT = Path(__file__).resolve().parents[2]


def test_session_cache_and_jobs_are_json_security_row_10() -> None:
    assert settings.SESSION_SERIALIZER.endswith("JSONSerializer")
    assert app.conf.accept_content == ["json"]
    assert app.conf.task_serializer == "json"
    assert app.conf.task_ignore_result is True


def test_no_module_imports_pickle_security_row_10() -> None:
    pattern = re.compile(r"^\s*(import|from)\s+(pickle|dill|marshal|shelve)\b", re.MULTILINE)
    modules = [path for top in ("portal", "incidents") for path in (ROOT / top).rglob("*.py")]
    assert [str(path) for path in modules if pattern.search(path.read_text())] == []
