"""Exit 0 when this Python has every package of a lock in the locked version, else 1."""

import re
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)")


def main() -> int:
    pins = [found.groups() for line in Path(sys.argv[1]).read_text().splitlines() if (found := PIN.match(line))]
    for name, wanted in pins:
        try:
            if version(name) != wanted:
                return 1
        except PackageNotFoundError:
            return 1
    return 0 if pins else 1


if __name__ == "__main__":
    sys.exit(main())
