"""The settings under test: the portal's own, on a throw-away state, one for each test process."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "RECOURSE_TEST_ROOT" not in os.environ:
    os.environ["RECOURSE_TEST_ROOT"] = tempfile.mkdtemp(prefix="recourse-tests-")
    atexit.register(shutil.rmtree, os.environ["RECOURSE_TEST_ROOT"], ignore_errors=True)
STATE = Path(os.environ["RECOURSE_TEST_ROOT"]) / os.environ.get("PYTEST_XDIST_WORKER", "main")
os.environ["RECOURSE_STATE"] = str(STATE)

from portal.settings import *  # noqa: E402, F403
from portal.settings import DATABASES, EMBEDDED_DATABASE, RECOURSE_RUNTIME_DIR, STATIC_ROOT, STORAGES  # noqa: E402

atexit.register(shutil.rmtree, RECOURSE_RUNTIME_DIR, ignore_errors=True)

STATIC_ROOT.mkdir(exist_ok=True)

if EMBEDDED_DATABASE:
    # A file, not memory: threads and second connections behave as they will in use. Its safety is not tested.
    DATABASES["default"]["TEST"] = {"NAME": str(STATE / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
