"""Which page of a list an address asks for."""

from django.http import HttpRequest

MOST = 99_999


def page_number(request: HttpRequest, name: str) -> int:
    """The page under this name, from 0; what is no number is the first."""
    said = request.GET.get(name, "")
    return min(int(said), MOST) if said.isascii() and said.isdecimal() and len(said) < 9 else 0
