"""Production from the environment alone: what it refuses, and what it answers with."""

import base64
import json
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

from tests.processes import CHECKOUT, clean_environment


def good_environment(tmp_path: Path) -> dict[str, str]:
    """Everything that production asks for."""
    return clean_environment(
        tmp_path / "state",
        RECOURSE_PRODUCTION="yes",
        RECOURSE_ORIGINS="https://recourse.test",
        RECOURSE_OPERATOR_NAME="A help desk",
        RECOURSE_OPERATOR_CONTACT="desk@recourse.test",
        DATABASE_URL="postgres://recourse:unused@database/recourse",
        BROKER_URL="redis://:unused@broker:6379/0",
        EMAIL_URL="smtp+tls://unused:unused@mail.recourse.test:587",
        RECOURSE_SECRET_KEY=secrets.token_urlsafe(48),
        RECOURSE_INDEX_KEY=secrets.token_urlsafe(48),
        RECOURSE_CODE_PEPPER=secrets.token_urlsafe(48),
        RECOURSE_FIELD_KEYS="k1:" + base64.b64encode(secrets.token_bytes(32)).decode(),
    )


def manage(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, check=False)


def settings_in(environment: dict[str, str], *names: str) -> dict[str, object]:
    """Settings as a new process reads them."""
    code = (
        "import json, django; django.setup(); from django.conf import settings;"
        f"print(json.dumps({{name: getattr(settings, name) for name in {names!r}}}, default=str))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=CHECKOUT,
        env={**environment, "DJANGO_SETTINGS_MODULE": "portal.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_row_53_the_deployment_check_is_clean(tmp_path: Path) -> None:
    done = manage(good_environment(tmp_path), "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr


def test_row_53_the_deployment_check_sees_an_http_origin(tmp_path: Path) -> None:
    environment = {**good_environment(tmp_path), "RECOURSE_ORIGINS": "http://recourse.test"}
    done = manage(environment, "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 1
    assert "recourse.W002" in done.stderr


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"EMAIL_URL": ""}, "recourse.W004"),
        ({"EMAIL_URL": "consolemail://"}, "recourse.W005"),
        ({"RECOURSE_MAIL_FROM": "Help <help@recourse.test>"}, "recourse.E007"),
        ({"RECOURSE_MAIL_NAME": "Notices\nBcc: all@recourse.test"}, "recourse.E008"),
    ],
)
def test_row_8_the_deployment_check_sees_mail_that_goes_wrong(
    change: dict[str, str], fault: str, tmp_path: Path
) -> None:
    done = manage({**good_environment(tmp_path), **change}, "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 1
    assert fault in done.stderr


def test_production_without_a_mail_server_sends_none(tmp_path: Path) -> None:
    environment = good_environment(tmp_path)
    assert settings_in(environment, "MAIL_ON", "MAIL_FROM") == {"MAIL_ON": True, "MAIL_FROM": "notices@recourse.test"}
    for url in ("", "dummymail://"):
        assert settings_in({**environment, "EMAIL_URL": url}, "MAIL_ON") == {"MAIL_ON": False}


SECRETS = ["RECOURSE_SECRET_KEY", "RECOURSE_INDEX_KEY", "RECOURSE_CODE_PEPPER", "RECOURSE_FIELD_KEYS"]


@pytest.mark.parametrize("name", [*SECRETS, "DATABASE_URL", "BROKER_URL", "RECOURSE_ORIGINS"])
def test_row_52_production_does_not_start_without(name: str, tmp_path: Path) -> None:
    environment = good_environment(tmp_path)
    del environment[name]
    done = manage(environment, "check")
    assert done.returncode == 4
    assert name in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", SECRETS)
@pytest.mark.parametrize(
    "value",
    [
        "changeme",
        "change-me-" * 6,
        "x" * 64,
        "django-insecure-" + "q7Vx0cP2mZr9LkTb5NhY3sWf8JdGe6Aa",
        "k1:" + "A" * 43 + "=",
    ],
)
def test_row_52_production_does_not_start_with_a_placeholder(name: str, value: str, tmp_path: Path) -> None:
    if value.startswith("k1:") and name != "RECOURSE_FIELD_KEYS":
        value = "A" * 47
    done = manage({**good_environment(tmp_path), name: value}, "check")
    assert done.returncode == 4
    assert name in done.stderr
    assert value not in done.stderr


def test_row_52_no_key_is_made_in_production(tmp_path: Path) -> None:
    environment = good_environment(tmp_path)
    assert manage(environment, "check").returncode == 0
    assert not (tmp_path / "state" / "keys").exists()


def test_secrets_can_come_from_files(tmp_path: Path) -> None:
    environment = good_environment(tmp_path)
    secret = environment.pop("RECOURSE_SECRET_KEY")
    (tmp_path / "secret").write_text(secret + "\n")
    environment["RECOURSE_SECRET_KEY_FILE"] = str(tmp_path / "secret")
    assert settings_in(environment, "SECRET_KEY") == {"SECRET_KEY": secret}


def test_rows_17_18_cookies_and_hsts_follow_the_origin(tmp_path: Path) -> None:
    names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SECURE_HSTS_SECONDS")
    public = settings_in(
        good_environment(tmp_path), *names, "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SESSION_COOKIE_HTTPONLY"
    )
    assert public == {
        "SESSION_COOKIE_NAME": "__Host-session",
        "CSRF_COOKIE_NAME": "__Host-csrf",
        "SESSION_COOKIE_SECURE": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
        "SESSION_COOKIE_HTTPONLY": True,
    }
    local = settings_in(clean_environment(tmp_path / "local"), *names)
    assert local["SESSION_COOKIE_NAME"] == "recourse_session"
    assert local["SECURE_HSTS_SECONDS"] == 0


def test_row_24_only_the_configured_hosts_are_served(tmp_path: Path) -> None:
    assert settings_in(good_environment(tmp_path), "ALLOWED_HOSTS") == {"ALLOWED_HOSTS": ["recourse.test"]}


def test_row_10_sessions_cache_and_jobs_are_json(tmp_path: Path) -> None:
    found = settings_in(
        good_environment(tmp_path), "SESSION_SERIALIZER", "CACHES", "CELERY_TASK_SERIALIZER", "CELERY_ACCEPT_CONTENT"
    )
    assert "JSON" in str(found["SESSION_SERIALIZER"])
    assert "JSONSerializer" in str(found["CACHES"])
    assert (found["CELERY_TASK_SERIALIZER"], found["CELERY_ACCEPT_CONTENT"]) == ("json", ["json"])


def test_files_go_to_the_named_bucket(tmp_path: Path) -> None:
    environment = {**good_environment(tmp_path), "RECOURSE_S3_BUCKET": "vault"}
    storages = settings_in(environment, "STORAGES")["STORAGES"]
    assert isinstance(storages, dict)
    for kind in ("evidence", "documents"):
        assert storages[kind]["OPTIONS"]["bucket_name"] == "vault"
        assert storages[kind]["OPTIONS"]["location"] == kind
