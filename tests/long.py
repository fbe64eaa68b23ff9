"""Tests that take minutes and run when they are asked for."""

import os

import pytest

LONG = pytest.mark.skipif(
    os.environ.get("KG_LONG_TESTS") != "1", reason="takes minutes; KG_LONG_TESTS=1 runs it"
)
