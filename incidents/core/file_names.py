"""Names of files that people gave: shown, sent along and written into archives without doing harm."""

import unicodedata
from pathlib import PurePosixPath

LONGEST = 120


def clean_name(name: str) -> str:
    r"""A file name that no browser or disk takes for something else.

    >>> clean_name("../../a\u202egnp.exe\r\n"), clean_name("..")
    ('agnp.exe', 'file')
    """
    bare = "".join(ch for ch in name if unicodedata.category(ch)[0] != "C").replace("\\", "/")
    return PurePosixPath(bare).name[-LONGEST:].strip(". ") or "file"
