"""Training of the shipped network, and of a user's own from it (`train`). Needs `pip install "kg[train]"`."""

from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ModelError

if TYPE_CHECKING:
    from kg.training.adapt import Adapted


def train(pages: Path, gold: Path, base: Path, out: Path, seed: int = 1) -> "Adapted":
    """Return the scores before and after the model in `base` learned from annotated pages; write it to `out`.

    `pages` holds STEM.txt, `gold` STEM.jsonl with start, end, label and optional. ModelError where
    PyTorch or ONNX is missing or `base` is no model, InputError where the pages can't be used.
    """
    try:
        from kg.training.adapt import train as adapt  # noqa: PLC0415 -- PyTorch and ONNX are an optional extra
    except ModuleNotFoundError as error:
        raise ModelError(
            'kg train needs the package {name}: pip install "kg[train]"', name=error.name
        ) from None
    return adapt(pages, gold, base, out, seed)
