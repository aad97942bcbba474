"""The shape of the house as tests: sizes, places, states, fields, what the web process loads."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps

from incidents.core import workflow
from incidents.core.vocabulary import CaseState
from incidents.models.retention import ERASED, KEPT
from incidents.web.states import LABELS

ROOT = Path(__file__).resolve().parents[2]
MODULES = [
    path for top in ("portal", "incidents") for path in (ROOT / top).rglob("*.py") if "migrations" not in path.parts
]
LONGEST = 250
VAGUE = re.compile(r"(^|_)(utils?|helpers?|common|manager|misc)(_|\.py$)")


def test_no_module_is_longer_than_250_lines() -> None:
    long = {str(p.relative_to(ROOT)): n for p in MODULES if (n := len(p.read_text().splitlines())) > LONGEST}
    assert long == {}


def test_names_say_what_is_inside() -> None:
    assert [str(path) for path in MODULES if VAGUE.search(path.name)] == []


def test_every_state_has_an_owner_a_label_and_its_transitions() -> None:
    assert set(workflow.OWNERS) == set(workflow.TRANSITIONS) == set(LABELS) == set(CaseState)


def test_the_diagram_in_the_docs_is_drawn_from_the_table() -> None:
    assert workflow.diagram() in (ROOT / "docs" / "architecture.md").read_text()


@pytest.mark.parametrize("model", list(apps.get_app_config("incidents").get_models()), ids=lambda model: model.__name__)
def test_every_field_is_declared_kept_or_erased(model: type) -> None:
    names = {field.name for field in model._meta.concrete_fields}  # type: ignore[attr-defined]
    kept, erased = KEPT[model.__name__], ERASED[model.__name__]
    assert kept | erased == names
    assert kept & erased == set()


def test_the_web_process_never_loads_the_layout_engine() -> None:
    code = (
        "import os, sys, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'tests.settings'; django.setup();"
        "import portal.wsgi, portal.urls; print(sorted({'weasyprint', 'pydyf', 'fontTools'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_nothing_reads_outside_the_checkout() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split(
        "\n"
    )
    sources = [ROOT / name for name in tracked if name.endswith((".py", ".html", ".toml", ".yml", "Makefile"))]
    parent = re.compile(r"\.\./shared|/work" + "/")
    assert [str(path) for path in sources if path.is_file() and parent.search(path.read_text(errors="replace"))] == []
