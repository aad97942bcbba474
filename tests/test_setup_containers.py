"""The Dockerfile and the compose file, as far as they can be judged without an engine."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
NAMED = {
    "RECOURSE_ORIGINS": "https://recourse.test",
    "RECOURSE_OPERATOR_NAME": "A help desk",
    "RECOURSE_OPERATOR_CONTACT": "desk@recourse.test",
}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    return loaded


def test_the_dockerfile_has_no_lint() -> None:
    linter = Path(sys.executable).parent / "hadolint"
    done = subprocess.run(
        [linter, "--failure-threshold", "style", "Dockerfile"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


def test_the_compose_file_is_accepted_by_debians_docker_compose() -> None:
    environment = {"PATH": os.environ["PATH"], **NAMED}
    done = subprocess.run(["docker-compose", "config", "-q"], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", sorted(NAMED))
def test_compose_asks_for_what_only_the_operator_knows(name: str) -> None:
    environment = {"PATH": os.environ["PATH"], **{key: value for key, value in NAMED.items() if key != name}}
    done = subprocess.run(["docker-compose", "config", "-q"], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode != 0
    assert name in done.stderr


def test_the_image_runs_as_nobody_special_and_is_looked_after() -> None:
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    assert "USER 10001:10001" in lines
    assert any(line.startswith("HEALTHCHECK") for line in lines)
    assert sum(line.startswith("FROM") for line in lines) == 2


def test_no_state_or_secret_enters_the_image() -> None:
    rules = (ROOT / ".dockerignore").read_text().splitlines()
    assert "*" in rules
    kept = {rule[1:] for rule in rules if rule.startswith("!")}
    assert not kept & {"var", "secrets", ".git", ".env"}
    copied = [line.split()[1:-1] for line in (ROOT / "Dockerfile").read_text().splitlines() if line.startswith("COPY ")]
    sources = {name.rstrip("/") for names in copied for name in names if not name.startswith(("--", "/opt"))}
    assert sources <= kept


def test_every_lasting_service_has_a_health_check_and_restarts(compose: dict[str, Any]) -> None:
    lasting = {name: service for name, service in compose["services"].items() if service["restart"] != "no"}
    assert set(lasting) == {"web", "worker", "beat", "database", "broker", "objects"}
    assert [name for name, service in lasting.items() if "test" not in service["healthcheck"]] == []


def test_secrets_come_from_files_only(compose: dict[str, Any], tmp_path: Path) -> None:
    subprocess.run([sys.executable, "scripts/make-secrets", str(tmp_path / "secrets")], cwd=ROOT, check=True)
    made = {path.name for path in (tmp_path / "secrets").iterdir()}
    assert made == {Path(secret["file"]).name for secret in compose["secrets"].values()}
    used = {name for service in compose["services"].values() for name in service.get("secrets", [])}
    assert used == set(compose["secrets"])
    for service in compose["services"].values():
        for name, value in service.get("environment", {}).items():
            if any(word in name for word in ("SECRET", "PASSWORD", "KEY", "PEPPER", "_URL")):
                assert name.endswith("_FILE"), name
                assert str(value).startswith("/run/secrets/")


def test_the_portal_starts_from_exactly_these_files(compose: dict[str, Any], tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    subprocess.run([sys.executable, "scripts/make-secrets", str(folder)], cwd=ROOT, check=True, capture_output=True)
    given = {
        name: str(value).replace("/run/secrets", str(folder))
        for name, value in compose["services"]["web"]["environment"].items()
    }
    environment = {
        "PATH": os.environ["PATH"],
        "RECOURSE_PRODUCTION": "yes",
        "RECOURSE_STATE": str(tmp_path / "state"),
        **given,
        **NAMED,
        "RECOURSE_TRUSTED_PROXIES": "172.16.0.0/12",
        "RECOURSE_MAIL_FROM": "recourse@recourse.test",
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_only_the_web_port_is_published_and_only_to_this_host(compose: dict[str, Any]) -> None:
    published = {name: service["ports"] for name, service in compose["services"].items() if "ports" in service}
    assert published == {"web": ["127.0.0.1:8000:8000"]}
    assert compose["networks"]["inside"]["internal"] is True
