"""The models that recognize characters: PP-OCRv6, as they lie in the package rapidocr."""

import hashlib
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from kg.errors import ModelError

_FIND = (
    "PP-OCRv6_det_small.onnx",
    "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f",
)
_READ = (
    "PP-OCRv6_rec_small.onnx",
    "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884",
)


class Models(NamedTuple):
    """What finds lines of print, what reads one, and the characters that it knows, the first for none."""

    finder: Any
    reader: Any
    characters: tuple[str, ...]


def is_installed() -> bool:
    """Tell whether the packages of kg[ocr] are there, without loading them."""
    return all(find_spec(name) is not None for name in ("rapidocr", "cv2", "PIL"))


@lru_cache(maxsize=1)
def load_models() -> Models:
    """Return the models; ModelError where kg[ocr] is not installed, or holds other models than kg knows."""
    found = find_spec("rapidocr")
    if found is None or found.origin is None or not is_installed():
        raise ModelError('characters are recognized by packages that are missing; pip install "kg[ocr]"')
    folder = Path(found.origin).parent / "models"
    finder, reader = (_load(folder / name, digest) for name, digest in (_FIND, _READ))
    known = reader.get_modelmeta().custom_metadata_map["character"].splitlines()
    return Models(finder, reader, ("", *known, " "))


def as_signal(pixels: Any) -> Any:
    """Return gray pixels as networks want them: -1 for black, 1 for white."""
    return (pixels.astype(np.float32) / 255 - 0.5) / 0.5


def run_network(network: Any, plane: Any) -> Any:
    """Return what a network says of one picture, whose three colors are one plane."""
    return network.run(None, {network.get_inputs()[0].name: np.stack([plane] * 3)[None]})[0][0]


def _load(path: Path, digest: str) -> Any:
    """Return a model that is what it is meant to be, run in one thread."""
    try:
        content = path.read_bytes()
    except OSError:
        content = b""
    if hashlib.sha256(content).hexdigest() != digest:
        raise ModelError(
            '{path}: not the model that kg was tested with; pip install --force-reinstall "kg[ocr]"',
            path=path,
        )
    onnxruntime: Any = import_module("onnxruntime")  # builds that recognize nothing do without it
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
