"""The process that looks into files, doing what the name of a file says: what hostile files would make it do."""

import os
from collections.abc import Sequence
from pathlib import Path

from incidents.core.exhibits import examiner
from incidents.core.exhibits.examination import Examined


def examine(data: bytes, media_type: str, name: str, known: Sequence[str]) -> Examined:
    """Fill the memory, take the processor, crash, end, write; or nothing of it."""
    if name == "memory":
        held = bytearray(examiner.MEMORY)
        return Examined(media_type, where=str(len(held)))
    while name == "processor":
        pass
    if name == "crash":
        os.abort()
    if name == "end":
        os._exit(0)
    if name == "write":
        try:
            Path("var-of-a-test").write_bytes(data)
        except OSError:
            return Examined(media_type, where="not written")
        finally:
            Path("var-of-a-test").unlink(missing_ok=True)
    return Examined(media_type)


if __name__ == "__main__":
    examiner.examine = examine
    examiner.SECONDS = 1
    examiner.main()
