"""What every answer carries, and whose address a request has."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings

from portal.headers import SafeHeadersMiddleware
from portal.proxies import TrustedProxyMiddleware


def seen_by_the_portal(**headers: str) -> HttpRequest:
    """The request as views get it."""
    seen: list[HttpRequest] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(request)
        return HttpResponse()

    TrustedProxyMiddleware(view)(RequestFactory().get("/", **headers))  # type: ignore[arg-type]
    return seen[0]


@override_settings(TRUSTED_PROXIES=["10.0.0.0/8"])
def test_row_58_the_client_is_the_nearest_address_that_is_no_proxy() -> None:
    request = seen_by_the_portal(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="1.1.1.1, 192.0.2.7, 10.0.0.9")
    assert request.META["REMOTE_ADDR"] == "192.0.2.7"


@override_settings(TRUSTED_PROXIES=["10.0.0.0/8"])
def test_row_58_garbage_in_the_list_does_not_become_an_address() -> None:
    request = seen_by_the_portal(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="192.0.2.7, <script>")
    assert request.META["REMOTE_ADDR"] == "10.0.0.1"


@override_settings(TRUSTED_PROXIES=["10.0.0.0/8"])
@pytest.mark.parametrize("peer", ["192.0.2.66", "", "unix:"])
def test_row_23_strangers_cannot_forward(peer: str) -> None:
    request = seen_by_the_portal(
        REMOTE_ADDR=peer,
        HTTP_X_FORWARDED_FOR="1.1.1.1",
        HTTP_X_FORWARDED_PROTO="https",
        HTTP_X_FORWARDED_HOST="evil.test",
        HTTP_FORWARDED="for=1.1.1.1",
    )
    assert request.META["REMOTE_ADDR"] == peer
    assert not [name for name in request.META if "FORWARDED" in name]


def test_row_53_trace_is_refused() -> None:
    middleware = SafeHeadersMiddleware(lambda request: HttpResponse("body"))
    assert middleware(RequestFactory().generic("TRACE", "/")).status_code == 405


@pytest.mark.django_db
def test_rows_19_20_55_every_answer_is_guarded(client: Client) -> None:
    headers = client.get("/healthz").headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cache-Control"] == "no-store"


def test_row_24_an_unknown_host_is_refused(client: Client) -> None:
    assert client.get("/healthz", headers={"host": "evil.test"}).status_code == 400
