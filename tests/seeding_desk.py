"""Fill the desk of a running portal, in a process of its own: ``python -m tests.seeding_desk``; prints JSON.

Twenty-six cases in the queue, the example case with everything a desk sees, a second one that reports the same, and
a browser session of a supervisor. The victim's number and code of the example case are printed too.
"""

import json
import os
import sys
from datetime import timedelta
from io import BytesIO

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
COMPANIES = ("binance", "kucoin", "kraken", "okx", "coinbase", "bybit")
COUNTRIES = ("DE", "FR", "NL", "BR")
KINDS = ("phishing", "api_key_abuse", "wallet_drainer")


def main() -> None:
    """Write through the services, as people do."""
    django.setup()
    from PIL import Image

    from incidents.core.record_parts import Evidence
    from incidents.core.statements.mapping import Mapping
    from incidents.core.vocabulary import OPERATOR, CaseState
    from incidents.services import cases, clock, desk, evidence, mappings, messages, notes, reissue
    from tests.factories import example_json, transfer
    from tests.factories.cases import draft
    from tests.factories.desk import OPEN, actor_of, victim_of, waiting
    from tests.factories.staff import member, signed_in

    me, other = member("supervisor", username="rosa"), member("case_worker", username="jelena")
    for number in range(26):
        row = transfer("deposit", at=(clock.now() - timedelta(hours=2 + number)).isoformat(), txid=f"{number:064x}")
        case = waiting(
            country=COUNTRIES[number % 4],
            kind=KINDS[number % 3],
            accounts=[{"institution": COMPANIES[number % 6]}],
            ongoing=number % 9 == 0,
            movements=[row] if number % 4 == 0 else [],
        )
        if number % 5 == 0:
            desk.take(by=actor_of(other), case=case)
            desk.move(by=actor_of(other), case=case, state=CaseState.IN_PROGRESS)
    raw = {**example_json(), "consents": OPEN, "evidence": []}
    case = draft(**{name: value for name, value in raw.items() if name != "schema"})
    picture = BytesIO()
    Image.new("RGB", (600, 300), (200, 220, 240)).save(picture, "PNG")
    evidence.keep(by=OPERATOR, case=case, file=picture, said=Evidence(file="login.png", title="The false page"))
    cases.submit(by=OPERATOR, case=case)
    twin = waiting(movements=[raw["movements"][40]], narrative="The same page took my money too.")
    code = cases.issue_code(by=victim_of(case), case=case)
    desk.take(by=actor_of(me), case=case)
    asked = messages.ask(by=actor_of(me), case=case, text="Please add the list of withdrawals.", template="export")
    notes.write(by=actor_of(other), case=case, text="Their desk called back: they need the police number.")
    reissue.ask(by=actor_of(other), case=case, ground=reissue.Ground.VIDEO)
    columns = {"When (UTC)": "at", "Operation": "type", "What": "asset", "How much": "amount", "Blockchain id": "txid"}
    mapping = Mapping(
        columns, zone="Asia/Tokyo", titles=(*columns, "A title that no developer would ever have written" * 2)
    )
    proposal = mappings.remember(by=victim_of(case), mapping=mapping)
    assert proposal is not None
    said = {
        "proposal": str(proposal.id),
        "session": signed_in(me).cookies["recourse_session"].value,
        "case": str(case.id),
        "twin": str(twin.id),
        "reference": case.reference,
        "code": code,
        "check": asked.check_code,
    }
    json.dump(said, sys.stdout)


if __name__ == "__main__":
    main()
