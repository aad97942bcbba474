"""What no code of the portal does: rows 3, 7 and 50, read from its syntax."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.contrib.sessions.backends.base import VALID_KEY_CHARS

from incidents.core import access_code

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [path for top in ("portal", "incidents") for path in (ROOT / top).rglob("*.py")]
STARTS = {"run", "Popen", "call", "check_call", "check_output"}
SHELLS = {"os.system", "os.popen", "subprocess.getoutput", "subprocess.getstatusoutput", "eval", "exec"}
BITS = 128


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Every call in the sources: where, what is called, and the call."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                yield f"{path.relative_to(ROOT)}:{node.lineno}", ast.unparse(node.func), node


def test_row_3_no_shell_ever() -> None:
    found = list(calls())
    assert [where for where, name, _ in found if name in SHELLS] == []
    assert [where for where, _, call in found if any(word.arg == "shell" for word in call.keywords)] == []
    texts = (ast.Constant, ast.JoinedStr, ast.BinOp)
    started = [(where, call) for where, name, call in found if name.split(".")[-1] in STARTS and "subprocess" in name]
    assert [where for where, call in started if call.args and isinstance(call.args[0], texts)] == []


def test_row_7_no_text_becomes_a_template() -> None:
    names = {"Template", "engines.from_string", "Engine.from_string"}
    assert [where for where, name, _ in calls() if name in names or name.endswith(".from_string")] == []


def test_row_50_chance_comes_from_the_system_alone() -> None:
    imported = [
        str(path.relative_to(ROOT))
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if (isinstance(node, ast.Import) and any(name.name == "random" for name in node.names))
        or (isinstance(node, ast.ImportFrom) and node.module == "random")
    ]
    assert imported == []


def test_row_50_what_opens_something_has_128_bits() -> None:
    def bits(choices: int, length: int) -> float:
        return length * (choices.bit_length() - 1)

    assert bits(len(access_code.ALPHABET), access_code.SECRET_LENGTH) >= BITS
    assert bits(len(VALID_KEY_CHARS), 32) >= BITS
    lengths = [
        (where, call.args[0].value if call.args and isinstance(call.args[0], ast.Constant) else 32)
        for where, name, call in calls()
        if where.startswith("incidents/") and name.startswith("secrets.token_")
    ]
    assert [(where, length) for where, length in lengths if not isinstance(length, int) or length * 8 < BITS] == []
