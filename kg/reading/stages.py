"""The stages of reading a page, and who is told of them."""

from collections.abc import Callable
from typing import Literal

Stage = Literal["read", "split", "load", "recognize", "name", "posts"]
"""Of reading a page; `load`, of the model, is no page's doing and no page's time."""
Enter = Callable[[Stage], None]
"""Told which stage of reading a page begins."""
