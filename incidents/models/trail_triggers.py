"""The triggers that forbid changing or deleting a line of the audit trail, on both databases."""

from typing import Any

SQLITE = [
    """CREATE TRIGGER incidents_event_no_{verb_lower} BEFORE {verb} ON incidents_event
    BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END"""
]

POSTGRESQL = [
    """CREATE OR REPLACE FUNCTION incidents_event_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$""",
    """CREATE TRIGGER incidents_event_no_{verb_lower} BEFORE {verb} ON incidents_event
    FOR EACH ROW EXECUTE FUNCTION incidents_event_append_only()""",
]


def create(apps: Any, schema_editor: Any) -> None:
    """Put the triggers on the table; for RunPython."""
    statements = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE
    for verb in ("UPDATE", "DELETE"):
        for statement in statements:
            schema_editor.execute(statement.format(verb=verb, verb_lower=verb.lower()))
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            """CREATE TRIGGER incidents_event_no_truncate BEFORE TRUNCATE ON incidents_event
            FOR EACH STATEMENT EXECUTE FUNCTION incidents_event_append_only()"""
        )


def drop(apps: Any, schema_editor: Any) -> None:
    """Take the triggers off again."""
    on = " ON incidents_event" if schema_editor.connection.vendor == "postgresql" else ""
    for verb in ("update", "delete", *(["truncate"] if on else [])):
        schema_editor.execute(f"DROP TRIGGER incidents_event_no_{verb}{on}")
