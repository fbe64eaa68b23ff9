"""A shipped model as a PyTorch network again, so that it can learn further."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor, nn

from kg.errors import ModelError
from kg.recognize.network import COMPONENT, Network
from kg.recognize.network_files import FILES
from kg.recognize.network_input import Encoder
from kg.training.graph import UNIT, ZERO, joined_units
from kg.training.tagger import IMPOSSIBLE, Shape, Tagger

Weights = NDArray[np.float32]
Bytes = NDArray[Any]


def find_network(model: Path) -> Path:
    """Return the folder of the network in a model: the model itself or its kg_network folder."""
    for folder in (model, model / COMPONENT):
        if (folder / FILES[0]).is_file():
            return folder
    raise ModelError("{model}: holds no network.onnx; give the folder of a model made by kg", model=model)


def read_tagger(model: Path, dropout: float) -> tuple[Encoder, Tagger]:
    """Return what a model reads of a text and its network; all conventions are the guide's."""
    folder = find_network(model)
    network = Network(folder)
    stored = onnx.load_from_string(network.files["network.onnx"])
    weights = {w.name: numpy_helper.to_array(w) for w in stored.graph.initializer}
    units = {entry.key: float(entry.value) for entry in stored.metadata_props}
    if not units or "top.0.on.new" not in weights:
        raise ModelError("{folder}: made by an earlier kg; retrain with `kg train`", folder=folder)
    tagger = Tagger(_shape(weights), dropout)
    with torch.no_grad():
        _fill(tagger, weights, units)
        steps = torch.from_numpy(network.steps)
        tagger.steps.copy_(steps.masked_fill(steps <= IMPOSSIBLE / 2, 0.0))
    return network.encoder, tagger


def _shape(weights: Mapping[str, Bytes]) -> Shape:
    letters, pairs = weights["letters.table"].shape, weights["pairs.table"].shape
    top, mark = len(weights["top.0.on.new"]), weights["marked.table"].shape[-1]
    return Shape(letters[0], pairs[0], letters[1], pairs[1], top, mark)


def _fill(tagger: Tagger, weights: Mapping[str, Bytes], units: Mapping[str, float]) -> None:
    tables = {"letters": tagger.characters, "pairs": tagger.pairs, "marked": tagger.marks}
    for name, table in tables.items():
        table.weight.copy_(_tensor((weights[f"{name}.table"].astype(np.float32) - ZERO) * units[name]))
    tagger.domains.weight.zero_()
    below, letters = (np.array(unit, np.float32) for unit in (UNIT, units["letters"]))
    read = {"first": letters, "second": below, "top": joined_units(tagger.shape, units)}
    for name, layer in (("first", tagger.first), ("second", tagger.second), ("top", tagger.top)):
        both = [[_joined(weights, f"{name}.{way}.{part}").T for way in range(2)] for part in ("in", "on")]
        inward, onward = np.stack(both[0]) / read[name], np.stack(both[1]) / below
        plus = [[_plus(weights, f"{name}.{way}.{part}") for part in ("in", "on")] for way in range(2)]
        missing = layer.input_size - inward.shape[2]
        bias = np.stack([np.concatenate(pair) for pair in plus])
        fill_layer(layer, np.pad(inward, ((0, 0), (0, 0), (0, missing))), onward, bias)
    tagger.out.weight.copy_(_tensor(_floats(weights, "out").T / below))
    tagger.out.bias.copy_(_tensor(weights["out.plus"]))


def _joined(weights: Mapping[str, Bytes], name: str) -> Weights:
    """Return the weights of gates and new state side by side."""
    return np.concatenate([_floats(weights, f"{name}.{kind}") for kind in ("gates", "new")], axis=1)


def _plus(weights: Mapping[str, Bytes], name: str) -> Weights:
    """Return the biases of gates and new state one after the other."""
    return np.concatenate([weights[f"{name}.{kind}.plus"] for kind in ("gates", "new")])


def _floats(weights: Mapping[str, Bytes], name: str) -> Weights:
    floats: Weights = weights[name].astype(np.float32) * weights[f"{name}.scale"]
    return floats


def fill_layer(layer: nn.GRU, inward: Weights, onward: Weights, bias: Weights) -> None:
    """Copy the weights of a two-way layer from ONNX's gate order (update, reset, new) to PyTorch's."""
    size = layer.hidden_size
    order = np.r_[size : 2 * size, 0:size, 2 * size : 3 * size]
    for way, suffix in enumerate(("", "_reverse")):
        getattr(layer, f"weight_ih_l0{suffix}").copy_(_tensor(inward[way][order]))
        getattr(layer, f"weight_hh_l0{suffix}").copy_(_tensor(onward[way][order]))
        getattr(layer, f"bias_ih_l0{suffix}").copy_(_tensor(bias[way][: 3 * size][order]))
        getattr(layer, f"bias_hh_l0{suffix}").copy_(_tensor(bias[way][3 * size :][order]))


def _tensor(array: Weights) -> Tensor:
    return torch.from_numpy(np.array(array))
