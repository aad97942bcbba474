"""The most memory that a process of its own held, from its first instruction to its end."""

import subprocess
import sys

_WATCH = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""A child's most memory begins with that of the process that starts it: so a small one does."""


def peak(*arguments: str) -> float:
    """Megabytes of Python with these arguments. Raises CalledProcessError where it fails."""
    watched = [sys.executable, "-c", _WATCH, sys.executable, *arguments]
    return int(subprocess.run(watched, check=True, stdout=subprocess.PIPE).stdout) / 1024
