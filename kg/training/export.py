"""A trained network as a spaCy pipeline on disk: ONNX for the weights, JSON for the rest."""

import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import spacy
import torch
from onnx import TensorProto, helper
from torch import Tensor, nn

from kg.recognize.network import COMPONENT, NetworkRecognizer, settings_of
from kg.recognize.network_files import seal_files
from kg.recognize.network_input import Encoder
from kg.training.graph import UNIT, Graph, Layer, Weights, joined_units
from kg.training.lac_start import read_weights, read_word_tags
from kg.training.tagger import Tagger

_AXES = ("length", "windows")
_META = {
    "name": "kg",
    "version": "1.0.0",
    "license": "MIT",
    "author": "kg",
    "description": "Names and titles in Chinese newspapers: PER LOC ORG TITLE",
}
_INPUTS = ("chars", "left", "right", "marks")
_LENGTHS = "lengths"  # of the windows


def _gates(layer: nn.GRU) -> Layer:
    """Return the weights of a layer in ONNX's gate order (update, reset, new)."""
    size = layer.hidden_size
    order = np.r_[size : 2 * size, 0:size, 2 * size : 3 * size]

    def both(kind: str) -> list[Weights]:
        return [getattr(layer, f"{kind}_l0{way}").detach().numpy()[order] for way in ("", "_reverse")]

    inside, outside = both("bias_ih"), both("bias_hh")
    bias = np.stack([np.concatenate(pair) for pair in zip(inside, outside, strict=True)])
    return np.stack(both("weight_ih")), np.stack(both("weight_hh")), bias


def build_onnx(tagger: Tagger) -> onnx.ModelProto:
    """Return the network for run time; the convention is the guide's.

    Inputs are length × windows, and the length of each window.
    """
    graph, lac = Graph(), read_weights()
    graph.shape_of("chars", _LENGTHS)
    for name in _INPUTS:
        graph.add("Reshape", [name, "all"], f"{name}.row")
    letters = graph.look_up("letters", _weights(tagger.characters.weight), "chars.row")
    inward, onward, bias = _gates(tagger.first)
    (first,) = graph.two_way("lower", letters, ("first", (inward * graph.units["letters"], onward, bias)))
    (base, words) = graph.two_way(
        "middle", first, ("second", _of_layer(_gates(tagger.second))), ("lac", _of_layer(lac.second))
    )
    pairs = _weights(tagger.pairs.weight)
    around = [graph.look_up("pairs", pairs, f"{side}.row") for side in ("left", "right")]
    marks = graph.look_up("marked", _weights(tagger.marks.weight), "marks.row")
    joined = graph.add("Concat", [base, letters, *around, marks], "joined", axis=1)
    (top,) = graph.two_way("upper", joined, ("top", _top(tagger, graph.units)))
    out, plus = _weights(tagger.out.weight.T), _weights(tagger.out.bias)
    shapes = (
        _add_scores(graph, "out", top, out, plus, "emissions"),
        _add_scores(graph, "words.by", words, lac.out, lac.bias, "words"),
    )
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT32, list(_AXES)) for n in _INPUTS]
    inputs.append(helper.make_tensor_value_info(_LENGTHS, TensorProto.INT32, ["windows"]))
    return graph.build(inputs, list(shapes))


def _add_scores(
    graph: Graph, name: str, rows: str, weight: Weights, bias: Weights, output: str
) -> onnx.ValueInfoProto:
    """Add the scores of tags, an output of the graph."""
    graph.weight(name, weight * np.float32(UNIT))
    graph.constant(f"{output}.tags", np.array([len(bias)]))
    graph.add("Concat", ["shape", f"{output}.tags"], f"{output}.shape", axis=0)
    flat = graph.product(rows, name, bias, f"{output}.flat")
    graph.add("Reshape", [flat, f"{output}.shape"], output)
    return helper.make_tensor_value_info(output, TensorProto.FLOAT, [*_AXES, f"{output}.tags"])


def _of_layer(layer: Layer) -> Layer:
    """Return a layer whose inward weights are those of what another layer says."""
    inward, onward, bias = layer
    return inward * np.float32(UNIT), onward, bias


def _top(tagger: Tagger, units: dict[str, float]) -> Layer:
    """Return the last layer with the guide's convention in its bias."""
    inward, onward, bias = _gates(tagger.top)
    shape = tagger.shape
    width = inward.shape[2] - shape.domain
    guide = tagger.domains.weight[0].detach().numpy()
    bias[:, : inward.shape[1]] += inward[:, :, width:] @ guide
    return inward[:, :, :width] * joined_units(shape, units), onward, bias


def _weights(value: Tensor) -> Weights:
    found: Weights = value.detach().numpy()
    return found


def write_network(tagger: Tagger, encoder: Encoder, folder: Path) -> None:
    """Write the files that kg.recognize.network.Network loads."""
    folder.mkdir(parents=True, exist_ok=True)
    steps = tagger.step_scores().detach().numpy()
    (folder / "network.onnx").write_bytes(build_onnx(tagger).SerializeToString(deterministic=True))
    settings = json.dumps(settings_of(steps, *read_word_tags()), ensure_ascii=False, sort_keys=True)
    (folder / "settings.json").write_text(settings + "\n", "utf-8", newline="\n")
    encoder.write(folder)
    seal_files(folder)


def write_pipeline(tagger: Tagger, encoder: Encoder, folder: Path, **facts: Any) -> None:
    """Write a pipeline that spacy.load() opens; `facts` go into its meta.json."""
    nlp = spacy.blank("zh", meta={**_META, **facts})
    component = nlp.add_pipe(COMPONENT)
    assert isinstance(component, NetworkRecognizer)
    with tempfile.TemporaryDirectory() as holding:
        write_network(tagger, encoder, Path(holding))
        component.from_disk(holding)
    nlp.to_disk(folder)


def save_weights(tagger: Tagger, path: Path) -> None:
    """Write the weights for training on, in half precision."""
    torch.save({name: value.half() for name, value in tagger.state_dict().items()}, path)
