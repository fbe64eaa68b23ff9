"""Where the tests find what is not in the repository."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real pages beside the repository; tests that need it skip where it is absent."""
    if not (SHARED / "seeds").is_dir():
        pytest.skip("the real pages (../shared) are not on this machine")
    return SHARED
