"""What the next version would change, for every page on which something is saved."""

from collections.abc import Iterable

from django.utils.translation import gettext

from incidents.core.record import CaseRecord, parse_json
from incidents.documents.changed import Changed, Need
from incidents.models import Case
from incidents.services import cases
from incidents.web.victim.changes import changes


def following_version(case: Case, record: CaseRecord) -> dict[str, object]:
    """For the panel "make version n": its number, and what differs from the newest version, in words."""
    newest = cases.latest(case)
    if newest is None:
        return {}
    made = CaseRecord.model_validate(parse_json(newest.record))
    return {"following": case.version + 1, "changes": changes(made, record)}


def to_tell(needs: Iterable[Changed]) -> list[str]:
    """What each company needs then, in words; those that need nothing are left out."""
    said = [sentence % {"name": item.name} for item in needs if (sentence := _sentence(item))]
    return list(dict.fromkeys(said))


def _sentence(item: Changed) -> str:
    if item.need is Need.WITHDRAWAL:
        return gettext("%(name)s: tell them that you take the letter back.")
    if item.need is Need.UPDATE:
        return gettext("%(name)s: three lines for your open ticket are enough (update.txt).")
    if item.need is Need.LETTER and item.told_at:
        return gettext("%(name)s: send the new letter.")
    if item.need is Need.LETTER and item.made_again:
        return gettext("%(name)s: the letter is made again. You have not sent it yet.")
    return ""
