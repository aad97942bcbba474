"""A process for one dangerous thing: bounded before it reads a byte of it, and ended with whoever started it."""

import ctypes
import os
import resource
import signal

_END_WITH_PARENT = 1
"""prctl(2): PR_SET_PDEATHSIG."""


def bound(*, parent: int, memory: int, seconds: int) -> None:
    """Limit this process to so many bytes of address space and seconds of the processor; no cores are dumped.

    It is the child of ``parent``, and ends where that one is gone already.
    """
    ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
