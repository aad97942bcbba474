"""The process that looks into files, doing what the name of a file says: what hostile files would make it do."""

import errno
import os
import socket
import subprocess
from collections.abc import Sequence
from pathlib import Path

from incidents.core.exhibits import examiner
from incidents.core.exhibits.examination import Examined


def examine(data: bytes, media_type: str, name: str, known: Sequence[str] = ()) -> Examined:
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
    return Examined(media_type, where=outside(name))


def outside(name: str) -> str:
    """What comes of reaching out of the process: the kind of error, or nothing."""
    try:
        if name == "read":
            Path("manage.py").read_bytes()
        elif name == "connect":
            socket.create_connection(("127.0.0.1", 9), timeout=1)
        elif name == "run":
            subprocess.run(["/bin/true"], check=True)
    except OSError as error:
        return "OSError" if error.errno == errno.EMFILE else repr(error)
    return ""


if __name__ == "__main__":
    examiner.examine = examine
    examiner.SECONDS = 1
    examiner.main()
