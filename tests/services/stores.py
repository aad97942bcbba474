"""A store of one's own, for tests that damage files: whoever reads every file later finds none of theirs."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def own_store(settings: Any, tmp_path: Path) -> Path:
    """The folder of the originals, this test's alone."""
    folder = tmp_path / "evidence"
    kinds = dict(settings.STORAGES)
    kinds["evidence"] = {**kinds["evidence"], "OPTIONS": {"location": str(folder), "base_url": None}}
    settings.STORAGES = kinds
    return folder
