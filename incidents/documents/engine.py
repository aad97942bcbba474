"""The templates of the papers: an engine of their own, so that web pages and papers share no setting.

What a person typed goes in as a value and is escaped; it is never read as a template.
"""

from collections.abc import Mapping
from functools import cache

from django.template import Context, Engine
from django.utils.translation import override

from incidents.documents.fonts import CHECKOUT

TEMPLATES = CHECKOUT / "templates" / "documents"


@cache
def engine() -> Engine:
    """The engine: only the folder of the papers, unknown names are visible in tests, autoescape always on."""
    return Engine(
        dirs=[str(TEMPLATES)],
        autoescape=True,
        loaders=[("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"])],
        libraries={"i18n": "django.templatetags.i18n"},
        builtins=[
            "django.templatetags.i18n",
            "incidents.documents.marks",
            "incidents.documents.row_marks",
            "incidents.documents.annex_marks",
        ],
    )


def fill(name: str, values: Mapping[str, object], language: str) -> str:
    """One template filled with values, in one language."""
    with override(language):
        return engine().get_template(name).render(Context(dict(values)))
