"""A new code for somebody who lost theirs: two people, a day, announced, stoppable, and never seen by staff."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.db.utils import IntegrityError

from incidents.core.desk_vocabulary import StaffRole
from incidents.core.errors import NotAllowed, NotFound, TooMany
from incidents.models import Case, CodeReissue, Event, User
from incidents.services import cases, codes, reissue
from incidents.services.reissue import Ground
from tests.factories.desk import actor_of, person, victim_of, waiting

pytestmark = pytest.mark.django_db
HERE = "192.0.2.1"


@pytest.fixture
def case() -> Case:
    found = waiting()
    cases.issue_code(by=victim_of(found), case=found)
    return found


@pytest.fixture
def asker(db: None) -> User:
    del db
    return person(StaffRole.SUPPORT)


@pytest.fixture
def second(db: None) -> User:
    del db
    return person(StaffRole.SUPERVISOR)


def granted(case: Case, asker: User, second: User) -> tuple[str, str]:
    _, one = reissue.ask(by=actor_of(asker), case=case, ground=Ground.VIDEO)
    _, two = reissue.approve(by=actor_of(second), case=case)
    return one, two


def a_day_later() -> None:
    CodeReissue.objects.update(not_before=F("not_before") - reissue.WAIT)


def fetch(case: Case, one: str, two: str, address: str = HERE) -> tuple[Case, str]:
    return reissue.pick_up(by=victim_of(case), reference=case.reference, first=one, second=two, address=address)


def test_after_a_day_the_person_fetches_the_code_and_the_old_one_is_dead(case: Case, asker: User, second: User) -> None:
    old = cases.issue_code(by=victim_of(case), case=case)
    one, two = granted(case, asker, second)
    with pytest.raises(NotAllowed, match="reissue_too_early"):
        fetch(case, one, two)
    assert codes.open_with_code(by=victim_of(case), reference=case.reference, code=old, address=HERE) == case
    a_day_later()
    found, new = fetch(case, one.lower().replace("-", " "), two)
    assert found == case
    assert codes.open_with_code(by=victim_of(case), reference=case.reference, code=new, address=HERE) == case
    with pytest.raises(NotFound):
        codes.open_with_code(by=victim_of(case), reference=case.reference, code=old, address=HERE)
    with pytest.raises(NotFound):
        fetch(case, one, two)


def test_whoever_asked_does_not_approve(case: Case, second: User) -> None:
    reissue.ask(by=actor_of(second), case=case, ground=Ground.IN_PERSON)
    with pytest.raises(NotAllowed, match="needs_another_person"):
        reissue.approve(by=actor_of(second), case=case)
    with pytest.raises(IntegrityError):
        CodeReissue.objects.update(approved_by=second)


def test_neither_of_the_two_can_fetch_it_alone(case: Case, asker: User, second: User) -> None:
    _, one = reissue.ask(by=actor_of(asker), case=case, ground=Ground.POLICE)
    with pytest.raises(NotFound):
        fetch(case, one, "")
    _, two = reissue.approve(by=actor_of(second), case=case)
    a_day_later()
    for wrong in ((one, ""), ("", two), (two, one), (one, one), (two, two)):
        with pytest.raises(NotFound):
            fetch(case, *wrong)
    assert fetch(case, one, two)


def test_the_words_of_one_case_open_no_other(case: Case, asker: User, second: User) -> None:
    one, two = granted(case, asker, second)
    a_day_later()
    with pytest.raises(NotFound):
        fetch(waiting(), one, two)
    with pytest.raises(NotFound):
        reissue.pick_up(by=victim_of(case), reference="RC-0000-0000", first=one, second=two, address=HERE)


@pytest.mark.parametrize("who", ["victim", "staff"])
def test_it_can_be_stopped_until_it_is_fetched(case: Case, asker: User, second: User, who: str) -> None:
    one, two = granted(case, asker, second)
    a_day_later()
    reissue.stop(by=victim_of(case) if who == "victim" else actor_of(asker), case=case)
    with pytest.raises(NotFound):
        fetch(case, one, two)
    with pytest.raises(NotFound):
        reissue.stop(by=victim_of(case), case=case)
    assert reissue.running(case) is None


def test_switched_off_it_stays_off_and_stops_what_runs(case: Case, asker: User, second: User) -> None:
    one, two = granted(case, asker, second)
    a_day_later()
    reissue.switch_off(by=victim_of(case), case=case)
    with pytest.raises(NotFound):
        fetch(case, one, two)
    with pytest.raises(NotAllowed, match="reissue_off"):
        reissue.ask(by=actor_of(asker), case=case, ground=Ground.IN_PERSON)


def test_one_at_a_time_and_only_where_there_is_a_code(case: Case, asker: User) -> None:
    reissue.ask(by=actor_of(asker), case=case, ground=Ground.LAWYER)
    with pytest.raises(NotAllowed, match="reissue_runs"):
        reissue.ask(by=actor_of(asker), case=case, ground=Ground.LAWYER)
    with pytest.raises(NotAllowed, match="no_code_yet"):
        reissue.ask(by=actor_of(asker), case=waiting(), ground=Ground.LAWYER)


def test_after_a_week_it_has_run_out(case: Case, asker: User, second: User) -> None:
    one, two = granted(case, asker, second)
    CodeReissue.objects.update(not_before=F("not_before") - reissue.WAIT - reissue.HOLDS - timedelta(seconds=1))
    with pytest.raises(NotFound):
        fetch(case, one, two)
    assert reissue.ask(by=actor_of(asker), case=case, ground=Ground.VIDEO)


def test_tries_are_limited_by_address_and_nobody_is_locked_out_by_others(case: Case, asker: User, second: User) -> None:
    one, two = granted(case, asker, second)
    a_day_later()
    for _ in range(reissue.TRIES):
        with pytest.raises(NotFound):
            fetch(case, two, two, address="198.51.100.7")
    with pytest.raises(TooMany):
        fetch(case, one, two, address="198.51.100.7")
    assert fetch(case, one, two)


def test_words_and_codes_are_in_no_column_and_no_event(case: Case, asker: User, second: User) -> None:
    one, two = granted(case, asker, second)
    a_day_later()
    _, new = fetch(case, one, two)
    lines = Event.objects.filter(case_id=case.id, kind__startswith="reissue_").order_by("number")
    assert [line.kind for line in lines] == ["reissue_asked", "reissue_approved", "reissue_done"]
    assert lines[0].details["ground"] == "video"
    kept = str([*Event.objects.values(), *CodeReissue.objects.values(), *Case.objects.values()])
    for secret in (one, two, new):
        assert secret not in kept
        assert secret.replace("-", "") not in kept
