"""What was posted without its secrets: every audience's forms take them out before anything else sees them."""

from django.http import QueryDict

from incidents.core import secret_scan
from incidents.core.secret_scan import Finding


def sift(posted: QueryDict) -> tuple[QueryDict, dict[str, list[Finding]]]:
    """What was posted without every value that holds a secret, and what was found, by field."""
    rest, found = posted.copy(), {}
    for name in posted:
        if name == "csrfmiddlewaretoken":
            continue
        findings = [finding for value in posted.getlist(name) for finding in secret_scan.scan(value)]
        if findings:
            found[name] = findings
            rest[name] = ""
    return rest, found
