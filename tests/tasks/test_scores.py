"""Beat keeps the queue in order."""

import pytest
from django.conf import settings

from incidents.models import Case
from incidents.services import clock
from portal.celery import app
from tests.factories.desk import waiting

pytestmark = pytest.mark.django_db


def test_what_beat_calls_scores_what_is_due_and_may_run_twice() -> None:
    case = waiting()
    Case.objects.filter(id=case.id).update(ongoing=True, score_changes_at=clock.now())
    (name,) = [line["task"] for line in settings.CELERY_BEAT_SCHEDULE.values() if "scores" in line["task"]]
    for _ in range(2):
        app.tasks[name]()
        case.refresh_from_db()
        assert (case.score_reasons[0]["code"], case.score_changes_at) == ("ongoing", None)
