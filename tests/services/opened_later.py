"""Prints what is opened or loaded while files of every kind are looked into by a process that is warm."""

import sys
import warnings

from incidents.core.exhibits import examiner
from incidents.core.exhibits.examination import examine
from tests.core.exhibits.test_fuzz import SAMPLES

if __name__ == "__main__":
    warnings.simplefilter("ignore")
    examiner.warm_up()
    opened: list[str] = []
    sys.addaudithook(lambda event, said: opened.append(str(said[0])) if event in ("open", "import") else None)
    for kind, data in SAMPLES.items():
        examine(data, kind, "a")
    print(*opened, sep="\n")  # noqa: T201 - the answer
