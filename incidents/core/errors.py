"""One tree of errors. An error carries a code and parameters, never a sentence: words belong to the edges."""

from typing import ClassVar


class RecourseError(Exception):
    """Something the caller can be told about, by code.

    >>> error = BadInput("amount_not_a_number", path="movements.0.amount")
    >>> error.code, error.params["path"]
    ('amount_not_a_number', 'movements.0.amount')
    """

    default_code: ClassVar[str] = "unexpected"

    def __init__(self, code: str | None = None, **params: object) -> None:
        self.code = code or self.default_code
        self.params = params
        super().__init__(self.code)


class BadInput(RecourseError):
    """What came in cannot be read as what it should be."""

    default_code = "bad_input"


class SecretFound(BadInput):
    """The input holds something that must never be stored (a seed phrase, a private key)."""

    default_code = "secret_found"


class UnknownFormat(RecourseError):
    """A file whose format nobody knows."""

    default_code = "unknown_format"


class NotFound(RecourseError):
    """No such thing, or none that this person may know of: the two look alike on purpose."""

    default_code = "not_found"


class NotAllowed(RecourseError):
    """This actor may not do this to this thing in its present state."""

    default_code = "not_allowed"


class Stale(RecourseError):
    """Somebody else changed the row in the meantime."""

    default_code = "changed_elsewhere"


class TooMany(RecourseError):
    """A limit on size, number or frequency was reached."""

    default_code = "too_many"


class Unavailable(RecourseError):
    """A part of the portal is away for now (the file store): the same may work in a few minutes."""

    default_code = "unavailable"


class RenderFailed(RecourseError):
    """A document could not be made: the code says why (crash, time, memory)."""

    default_code = "render_failed"


class NotSent(RecourseError):
    """A mail did not reach the mail server: the code says whether trying again is of use."""

    default_code = "mail_server_away"


class KeyMissing(RecourseError):
    """A value was encrypted with a key that is not in the ring, or was tampered with."""

    default_code = "key_missing"
