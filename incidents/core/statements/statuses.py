"""What became of a row: done, failed, or not yet decided, by the words exchanges use."""

import re
from functools import lru_cache

from incidents.core.statements.format import Act

_FAILED = re.compile(
    r"fail|cancel|reject|expired|refus|denied|revert|return|invalid|unsuccess|abgebrochen|fehlgeschlagen|annul|dropped"
    r"|^no$|^error|^ko$|отмен|取消|失敗|失败|実패|실패"
)
_PENDING = re.compile(
    r"pending|process|wait|unconfirmed|progress|await|submitted|initiated|queued|on hold|^open|^new$|^active$|review"
    r"|ausstehend|en attente|pendiente"
)
_DONE = re.compile(r"complet|success|credited|confirm|done|finish|executed|filled|paid|settled|^ok$|^deal$|^true$")

_UNDONE = re.compile(r"uncomplet|incomplet|unsuccess|unconfirm|unfilled")


def is_done(status: str) -> bool:
    """Whether a status says that it was done.

    >>> is_done("Completed"), is_done("uncompleted"), is_done("")
    (True, False, False)
    """
    word = status.casefold()
    return bool(_DONE.search(word)) and not _UNDONE.search(word)


@lru_cache(maxsize=1024)
def outcome(status: str) -> Act | None:
    """Why a row with this status is not read; None where it is: done, or a word that nobody knows.

    >>> outcome("Completed"), outcome("Withdrawal Failed"), outcome("PENDING"), outcome("Partially Filled")
    (None, <Act.FAILED: 'failed'>, <Act.PENDING: 'pending'>, None)
    """
    word = status.strip().casefold()
    if not word or is_done(word):
        return None
    if _FAILED.search(word):
        return Act.FAILED
    return Act.PENDING if _PENDING.search(word) else None
