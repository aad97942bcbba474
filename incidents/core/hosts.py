"""Hosts and the sites they belong to."""


def is_within(host: str, *sites: str) -> bool:
    """Whether a host is one of these sites, or under one of them.

    >>> is_within("api.kraken.com", "kraken.com"), is_within("kraken.com.evil.example", "kraken.com")
    (True, False)
    """
    return any(host == site or host.endswith(f".{site}") for site in sites)
