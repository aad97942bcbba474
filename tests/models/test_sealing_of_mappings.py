"""What was kept in clear before is sealed when the portal is brought up to date, and reads as before."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from incidents.models import Evidence, Statement
from incidents.services import clock
from tests.factories.cases import draft

BEFORE = [("incidents", "0005_statements")]


@pytest.mark.django_db(transaction=True)
def test_a_mapping_in_clear_is_sealed_for_its_row() -> None:
    case, now = draft(), clock.now()
    evidence = Evidence.objects.create(case=case, position=1, file="orders.csv", received_at=now)
    statement = Statement.objects.create(case=case, evidence=evidence, created_at=now, next_at=now)
    said = {"titles": ["When", "How much"], "columns": {"When": "at"}}
    try:
        old = MigrationExecutor(connection).migrate(BEFORE).apps.get_model("incidents", "Statement")
        old.objects.filter(id=statement.id).update(mapping=said)
    finally:
        newest = MigrationExecutor(connection)
        newest.migrate(newest.loader.graph.leaf_nodes())
    assert Statement.objects.get(id=statement.id).mapping == said
    with connection.cursor() as cursor:
        cursor.execute("SELECT mapping FROM incidents_statement")
        assert "How much" not in cursor.fetchone()[0]
