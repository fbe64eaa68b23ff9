"""A shipped model as a PyTorch network again, so that it can learn further."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor, nn

from kg.errors import ModelError
from kg.recognize.network import COMPONENT, FILES, Network
from kg.recognize.network_input import Encoder
from kg.training.tagger import IMPOSSIBLE, Shape, Tagger

Weights = NDArray[np.float32]


def find_network(model: Path) -> Path:
    """Return the folder of the network in a model: the model itself or its kg_network folder."""
    for folder in (model, model / COMPONENT):
        if (folder / FILES[0]).is_file():
            return folder
    raise ModelError(f"{model}: holds no network.onnx; give the folder of a model made by kg")


def read_tagger(model: Path, dropout: float) -> tuple[Encoder, Tagger]:
    """Return what a model reads of a text and its network; all conventions are the guide's."""
    folder = find_network(model)
    network = Network(folder)
    graph = onnx.load_from_string(network.files["network.onnx"]).graph
    weights = {w.name.removesuffix(".half"): _floats(w) for w in graph.initializer}
    encoder = Encoder.read(folder)
    tagger = Tagger(_shape(weights), dropout)
    with torch.no_grad():
        _fill(tagger, weights)
        steps = torch.from_numpy(network.steps)
        tagger.steps.copy_(steps.masked_fill(steps <= IMPOSSIBLE / 2, 0.0))
    return encoder, tagger


def _floats(weight: onnx.TensorProto) -> Weights:
    return numpy_helper.to_array(weight).astype(np.float32)


def _shape(weights: Mapping[str, Weights]) -> Shape:
    letters, pairs = weights["letters.table"].shape, weights["pairs"].shape
    top, mark = weights["top.on"].shape[-1], weights["marked.table"].shape[-1]
    return Shape(letters[0], pairs[0], letters[1], pairs[1], top, mark)


def _fill(tagger: Tagger, weights: Mapping[str, Weights]) -> None:
    tagger.characters.weight.copy_(_tensor(weights["letters.table"]))
    tagger.pairs.weight.copy_(_tensor(weights["pairs"]))
    tagger.marks.weight.copy_(_tensor(weights["marked.table"]))
    tagger.domains.weight.zero_()
    for name, layer in (("first", tagger.first), ("second", tagger.second), ("top", tagger.top)):
        inward, onward, bias = (weights[f"{name}.{part}"] for part in ("in", "on", "bias"))
        missing = layer.input_size - inward.shape[2]
        fill_layer(layer, np.pad(inward, ((0, 0), (0, 0), (0, missing))), onward, bias)
    tagger.out.weight.copy_(_tensor(weights["out.by"].T))
    tagger.out.bias.copy_(_tensor(weights["out.plus"]))


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
    return torch.from_numpy(np.ascontiguousarray(array))
