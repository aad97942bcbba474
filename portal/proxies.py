"""Whose request is it? Forwarded headers count only when a trusted proxy wrote them.

Without this, anyone could choose the address that limits are counted by, or pretend to speak https.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from portal.headers import Answer

FORWARDED = (
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_X_FORWARDED_SSL",
    "HTTP_X_REAL_IP",
    "HTTP_FORWARDED",
)
Networks = list[IPv4Network | IPv6Network]


def address(text: str) -> IPv4Address | IPv6Address | None:
    """An IP address, or nothing when the text is none.

    >>> address(" 192.0.2.7 "), address("unknown")
    (IPv4Address('192.0.2.7'), None)
    """
    try:
        return ip_address(text.strip())
    except ValueError:
        return None


def is_trusted(text: str, networks: Networks) -> bool:
    """Does this address belong to one of the proxies?"""
    found = address(text)
    return found is not None and any(found in network for network in networks)


def client_of(peer: str, forwarded_for: str, networks: Networks) -> str:
    """The nearest address that is no trusted proxy, read from the right: the left can be made up.

    >>> inner = [ip_network("10.0.0.0/8")]
    >>> client_of("10.0.0.1", "6.6.6.6, 192.0.2.7, 10.0.0.2", inner)
    '192.0.2.7'
    >>> client_of("198.51.100.9", "6.6.6.6", inner)
    '198.51.100.9'
    """
    client = peer
    hops = [hop.strip() for hop in forwarded_for.split(",") if hop.strip()]
    while hops and is_trusted(client, networks):
        nearest = hops.pop()
        if address(nearest) is None:
            break
        client = nearest
    return client


class TrustedProxyMiddleware:
    """Sets REMOTE_ADDR to the client's own address and drops forwarded headers of strangers."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.networks: Networks = [ip_network(given, strict=False) for given in settings.TRUSTED_PROXIES]

    def __call__(self, request: HttpRequest) -> HttpResponse:
        peer = str(request.META.get("REMOTE_ADDR", ""))
        if is_trusted(peer, self.networks):
            forwarded_for = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
            request.META["REMOTE_ADDR"] = client_of(peer, forwarded_for, self.networks)
        else:
            for name in FORWARDED:
                request.META.pop(name, None)
        return self.get_response(request)
