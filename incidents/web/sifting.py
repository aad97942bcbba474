"""What was posted without its secrets: every audience's forms take them out before anything else sees them.

A value with a key or a phrase in it is dropped as a whole. A card number or an IBAN is masked where it stands: the
story around it is nobody's secret.
"""

from django.http import HttpRequest, QueryDict

from incidents.core import secret_scan
from incidents.core.errors import SecretFound
from incidents.core.secret_scan import Finding
from incidents.web.error_messages import sentence


def sift(posted: QueryDict) -> tuple[QueryDict, dict[str, list[Finding]]]:
    """What was posted without its secrets, and what was found, by field."""
    rest, found = posted.copy(), {}
    for name in posted:
        if name == "csrfmiddlewaretoken":
            continue
        asked_for = ("iban",) if "iban" in name else ()
        findings = [finding for value in posted.getlist(name) for finding in secret_scan.scan(value, asked_for)]
        if findings:
            found[name] = findings
            numbers_alone = all(finding.kind in secret_scan.NUMBERS for finding in findings)
            rest[name] = secret_scan.redact(str(posted[name])) if numbers_alone else ""
    return rest, found


def harmless(request: HttpRequest) -> tuple[QueryDict | None, str]:
    """What was posted without its secrets, nothing for a page that is only asked for; the sentence if one was in it."""
    if request.method != "POST":
        return None, ""
    rest, found = sift(request.POST)
    return rest, sentence(SecretFound()) if found else ""
