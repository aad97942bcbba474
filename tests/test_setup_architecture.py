"""What the contracts in pyproject.toml cannot say themselves."""

import ast
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def imported_by(path: Path) -> set[str]:
    """Every module that a file names in an import."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_every_audience_is_named_in_the_contract_that_keeps_them_apart() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    named = next(contract["modules"] for contract in contracts if contract["name"] == "Audiences are strangers")
    there = {f"incidents.web.{path.parent.name}" for path in (ROOT / "incidents" / "web").glob("*/__init__.py")}
    assert set(named) == there


def test_documents_do_not_reach_for_the_database() -> None:
    reaching = {
        str(path.relative_to(ROOT)): names
        for path in (ROOT / "incidents" / "documents").rglob("*.py")
        if (names := {name for name in imported_by(path) if name.startswith("django.db")})
    }
    assert reaching == {}
