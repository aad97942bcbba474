"""Every PDF of the example case, of the odd cases and of a case of 1,000 rows must pass PDF/A-3a and PDF/UA-1.

The validator is tested first: it must refuse every damaged copy of a good file. ``make conformance`` runs this.
"""

import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django  # noqa: E402

django.setup()

from mutants import mutants  # noqa: E402

from incidents.core.vocabulary import DocumentKind  # noqa: E402
from incidents.documents.make import is_paged, make  # noqa: E402
from incidents.documents.plan import plan  # noqa: E402
from tests.documents.odd import ODD, withdrawals  # noqa: E402
from tests.documents.papers import MADE  # noqa: E402
from tests.documents.whole import WHOLE  # noqa: E402
from tests.factories import example_json, record_of  # noqa: E402

CHECK = Path(__file__).parent / "check"
CODED = replace(MADE, code="7KQM-2XPD-9TRA", portal_origin="https://help.example.org")
THOUSAND = {"kind": "malware", "movements": withdrawals(1000)}
CASES = {"example": example_json(), "whole": WHOLE, **ODD, "thousand": THOUSAND}


def write_all(folder: Path) -> list[Path]:
    """The PDFs of all cases."""
    written = []
    for name, members in CASES.items():
        record = record_of(**members)
        for paper in plan(record, letters_released=True):
            if is_paged(paper):
                path = folder / name / paper.path
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(make(record, paper, CODED))
                written.append(path)
    return written


def verdicts(files: list[Path]) -> dict[Path, bool]:
    """Each file's verdict: both profiles pass."""
    done = subprocess.run([CHECK, "3a,ua1", *files], capture_output=True, text=True, check=False)
    passed = {
        path: done.stdout.count(f"  {path}  ") == 2 and f"FAIL  3a  {path}  " not in done.stdout for path in files
    }
    for path in files:
        passed[path] = passed[path] and f"FAIL  ua1  {path}  " not in done.stdout
    if not all(passed.values()):
        print(done.stdout[-4000:], done.stderr[-2000:])
    return passed


def refused_damage(good: bytes, folder: Path) -> list[str]:
    """The damages that the validator lets pass: none is expected."""
    files = {}
    for name, content in mutants(good):
        files[name] = folder / f"mutant_{name}.pdf"
        files[name].write_bytes(content)
    done = subprocess.run([CHECK, "3a,ua1", *files.values()], capture_output=True, text=True, check=False)
    return [
        name
        for name, path in files.items()
        if f"FAIL  3a  {path}" not in done.stdout and f"FAIL  ua1  {path}" not in done.stdout
    ]


def main() -> int:
    """0 when the validator is awake and everything passes."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        record = record_of(**CASES["example"])
        dossier = next(paper for paper in plan(record) if paper.kind == DocumentKind.DOSSIER)
        missed = refused_damage(make(record, dossier, CODED), folder)
        print(f"damaged files let pass: {missed or 'none'}")
        files = write_all(folder)
        results = verdicts(files)
        failed = [str(path.relative_to(folder)) for path, good in results.items() if not good]
        print(
            f"PDF/A-3a and PDF/UA-1: {len(files) - len(failed)} of {len(files)} files pass; failed: {failed or 'none'}"
        )
        return 1 if missed or failed else 0


if __name__ == "__main__":
    sys.exit(main())
