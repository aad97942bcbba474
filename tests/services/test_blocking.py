"""The block list: what it stops, for whom, and how somebody gets off it."""

import pytest

from incidents.core.desk_vocabulary import BlockKind, DisputeRole, StaffRole
from incidents.core.errors import BadInput, NotAllowed, NotFound, TooMany
from incidents.core.vocabulary import OPERATOR, OUTSIDER, Actor, ActorKind, DocumentKind
from incidents.models import Block, Case, Document, Event, Submission
from incidents.services import blocking, cases, disputes, papers
from tests.factories import ADDRESSES, transfer
from tests.factories.letters import case_with_letters, letter, submitted
from tests.factories.staff import member

pytestmark = pytest.mark.django_db
DEPOSIT = ADDRESSES["deposit"][1]


def block(kind: BlockKind, value: str) -> Block:
    return blocking.add(by=OPERATOR, user=None, kind=kind, value=value, reason="three letters withdrawn")


def letters_of(case: Case) -> set[tuple[str, str]]:
    newest = Submission.objects.filter(case=case).latest("version")
    return {(row.letter, row.institution) for row in papers.of(newest) if row.kind == DocumentKind.LETTER}


@pytest.mark.parametrize(
    ("kind", "listed", "met"),
    [
        (BlockKind.EMAIL, "Max@Example.org", " max+again@example.ORG "),
        (BlockKind.PHONE, "+49 (30) 1234", "0049301234"),
        (BlockKind.ADDRESS, DEPOSIT, DEPOSIT.upper().replace("0X", "0x")),
        (BlockKind.TXID, "0x" + "AB" * 32, "ab" * 32),
    ],
)
def test_an_entry_is_met_in_any_spelling_and_never_in_clear(kind: BlockKind, listed: str, met: str) -> None:
    entry = block(kind, listed)
    with pytest.raises(NotAllowed) as caught:
        blocking.check(kind=kind, value=met)
    assert caught.value.params["appeal"] == blocking.code_of(entry)
    assert listed.lower() not in str(Block.objects.values().get()).lower()
    assert listed.lower() not in str(list(Event.objects.values_list("details"))).lower()


def test_nothing_else_is_blocked_by_it() -> None:
    block(BlockKind.EMAIL, "max@example.org")
    for value in ("maxi@example.org", "max@example.com", "", None):
        blocking.check(kind=BlockKind.EMAIL, value=value)
    blocking.check(kind=BlockKind.PHONE, value="max@example.org")


def test_what_is_none_cannot_be_listed_nor_listed_twice() -> None:
    with pytest.raises(BadInput):
        block(BlockKind.EMAIL, "not an address")
    block(BlockKind.TXID, "aa" * 32)
    with pytest.raises(NotAllowed):
        block(BlockKind.TXID, "0x" + "AA" * 32)


@pytest.mark.parametrize(
    ("kind", "value", "victim"),
    [
        (BlockKind.EMAIL, "max@example.org", {"email": "max@example.org"}),
        (BlockKind.PHONE, "+49301234", {"phone": "+49 30 1234"}),
    ],
)
def test_a_blocked_reporter_gets_papers_for_the_police_and_no_letter(
    kind: BlockKind, value: str, victim: dict[str, str]
) -> None:
    block(kind, value)
    case = case_with_letters(victim={"legal_name": "Max", **victim})
    assert letters_of(case) == set()
    kinds = set(Document.objects.filter(case=case).values_list("kind", flat=True))
    assert {DocumentKind.DOSSIER, DocumentKind.FIRST_REPORT} <= kinds
    assert set(Document.objects.filter(case=case).values_list("folder", flat=True)) == {"police", "you"}


def test_no_letter_speaks_of_a_blocked_address_or_transaction() -> None:
    block(BlockKind.ADDRESS, DEPOSIT)
    case = case_with_letters()
    assert letters_of(case) == {("L1", "bitfinex")}
    block(BlockKind.TXID, "b2" * 32)
    more = case_with_letters()
    assert letters_of(more) == set()


def test_an_entry_that_is_lifted_stops_nothing_any_more() -> None:
    entry = block(BlockKind.ADDRESS, DEPOSIT)
    case = case_with_letters()
    newest = cases.latest(case)
    assert newest is not None
    user = member(StaffRole.SUPERVISOR)
    by = Actor(ActorKind.STAFF, user.id)
    blocking.lift(by=by, user=user, entry=entry.id)
    with pytest.raises(NotAllowed):
        blocking.lift(by=by, user=user, entry=entry.id)
    assert cases.changed_since(case, newest)
    submitted(case)
    assert letters_of(case) == {("L1", "coinbase"), ("L1", "bitfinex")}
    block(BlockKind.ADDRESS, DEPOSIT)


def test_a_letter_that_was_withdrawn_is_not_made_again_by_changing_a_word() -> None:
    case = case_with_letters()
    objection = disputes.object_to(
        by=OUTSIDER, letter=letter(case), role=DisputeRole.HELD, name="", contact="", text="mine", address="1"
    )
    for role in (StaffRole.SUPERVISOR, StaffRole.CASE_WORKER):
        user = member(role)
        disputes.vote(
            by=Actor(ActorKind.STAFF, user.id), user=user, dispute=objection.id, upholds=True, reason="seen the deed"
        )
    case.refresh_from_db()
    cases.update(by=OPERATOR, case=case, members={"victim.email": "other@example.org"})
    submitted(case)
    assert letters_of(case) == {("L1", "bitfinex")}


def test_an_appeal_by_code_is_kept_and_a_wrong_code_told() -> None:
    entry = block(BlockKind.EMAIL, "max@example.org")
    code = blocking.code_of(entry)
    for text in ("It was my brother", "He has moved out"):
        blocking.appeal(by=OUTSIDER, code=f" {code.lower().replace('-', ' ')} ", text=text, address="192.0.2.1")
    entry = Block.objects.get()
    assert entry.appeal == "It was my brother\n\nHe has moved out"
    assert entry.appealed_at
    with pytest.raises(NotFound):
        blocking.appeal(by=OUTSIDER, code="0000-0000-0000", text="x", address="192.0.2.1")
    assert "brother" not in str(list(Event.objects.values_list("details")))


def test_row_15_appeals_are_limited() -> None:
    code = blocking.code_of(block(BlockKind.EMAIL, "max@example.org"))
    for number in range(3):
        blocking.appeal(by=OUTSIDER, code=code, text="x", address=f"192.0.2.{number}")
    with pytest.raises(TooMany):
        blocking.appeal(by=OUTSIDER, code=code, text="x", address="192.0.2.9")


def test_codes_of_entries_differ() -> None:
    codes = {blocking.code_of(block(BlockKind.TXID, f"{number:064x}")) for number in range(1, 50)}
    assert len(codes) == 49
    assert all(len(code) == 14 for code in codes)


def test_a_case_with_rows_meets_no_block_by_chance() -> None:
    block(BlockKind.ADDRESS, ADDRESSES["unknown"][1])
    case = case_with_letters(movements=[transfer("deposit", txid="0x" + "a1" * 32)])
    assert letters_of(case) == {("L1", "coinbase")}
