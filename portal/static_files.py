"""Static files as browsers get them: collected under the state, compressed, named by their content.

The work is done once for each set of sources; a start that finds nothing changed skips it.
"""

from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from portal.state import locked, private_folder

# Faces for paper are read from the checkout when a document is made, and htmx comes from our own folder: browsers
# never ask for these.
NOT_SERVED = ["*.ttf", "*.otf", "*.ttc", "*.md", "django_htmx"]
STAMP = ".made-from"


def sources_mark() -> str:
    """A fingerprint of what would be collected: names, sizes and times of change.

    >>> len(sources_mark())
    64
    """
    mark = sha256()
    for finder in get_finders():
        for name, storage in finder.list(NOT_SERVED):
            seen = Path(storage.path(name)).stat()
            mark.update(f"{name}\0{seen.st_size}\0{seen.st_mtime_ns}\n".encode())
    return mark.hexdigest()


def collect_static() -> bool:
    """Collect when the sources changed; one process at a time. Gives back whether there was work."""
    stamp = private_folder(settings.STATIC_ROOT) / STAMP
    with locked(settings.RECOURSE_RUNTIME_DIR / "static.lock"):
        mark = sources_mark()
        if stamp.exists() and stamp.read_text(encoding="ascii") == mark:
            return False
        call_command(
            "collectstatic", interactive=False, verbosity=0, skip_checks=True, clear=True, ignore_patterns=NOT_SERVED
        )
        stamp.write_text(mark, encoding="ascii")
        return True
