"""The portal's settings with a made-up language beside English; its catalogue lies where the journey put it."""

import os

from portal.settings import *  # noqa: F403
from tests.journeys.pseudo import LANGUAGE

LOCALE_PATHS = [os.environ.get("RECOURSE_PSEUDO_LOCALE", "")]
LANGUAGES = [("en", "English"), (LANGUAGE, "Longer")]
