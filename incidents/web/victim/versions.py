"""What the next version would change, for every page on which something is saved."""

from incidents.core.record import CaseRecord, parse_json
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
