"""``identify`` and ``scan_secrets``: lines in, JSON lines out, no database."""

import io
import json

import pytest
from django.core.management import call_command

HASH = "4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b"
WIF = "KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn"


def run(command: str, text: str, monkeypatch: pytest.MonkeyPatch) -> tuple[list[dict[str, object]], str]:
    out = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    call_command(command, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()], out.getvalue()


def test_identify_answers_each_line_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    answers, _ = run("identify", f"{HASH}\n\n  https://tronscan.org/#/transaction/{HASH}\r\nhello\n", monkeypatch)
    assert [answer["kind"] for answer in answers] == ["txid", "unknown", "txid", "unknown"]
    assert answers[0]["input"] == HASH
    assert answers[2]["networks"] == ["tron"]
    assert answers[2]["canonical"] == HASH
    for answer in answers:
        assert set(answer) >= {"input", "kind", "networks", "canonical", "valid", "notes"}


def test_no_command_prints_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    for command in ("identify", "scan_secrets"):
        answers, printed = run(command, f"{WIF}\n", monkeypatch)
        assert len(answers) == 1
        assert "Kw\u2026 (52)" in printed
        assert WIF[2:8] not in printed


def test_scan_secrets_is_silent_where_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("scan_secrets", f"tx {HASH}\n", monkeypatch) == ([], "")
