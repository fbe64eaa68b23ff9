"""A trained network as a spaCy pipeline on disk: ONNX for the weights, JSON for the rest."""

import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import spacy
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from kg.recognize.network import COMPONENT, NetworkRecognizer, settings_of
from kg.recognize.network_input import Encoder
from kg.training.lac_start import read_weights, read_word_tags
from kg.training.tagger import Tagger

Weights = NDArray[np.float32]

_OPSET = 17
_IR_VERSION = 9
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


class _Graph:
    """Collects the nodes and weights of an ONNX graph; big weights are kept in half precision."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def add(self, operation: str, inputs: list[str], output: str, **attributes: Any) -> str:
        self.nodes.append(helper.make_node(operation, inputs, [output], name=output, **attributes))
        return output

    def weight(self, name: str, value: Tensor | Weights) -> str:
        array = value.detach().numpy() if isinstance(value, Tensor) else value
        if array.size < 4096:
            self.weights.append(numpy_helper.from_array(array.astype(np.float32), name))
            return name
        self.weights.append(numpy_helper.from_array(array.astype(np.float16), f"{name}.half"))
        return self.add("Cast", [f"{name}.half"], name, to=TensorProto.FLOAT)

    def look_up(self, name: str, table: Tensor, numbers: str) -> str:
        return self.add("Gather", [self.weight(f"{name}.table", table), numbers], name)

    def two_way(self, name: str, source: str, inward: Weights, onward: Weights, bias: Weights) -> str:
        """Add a two-way recurrent layer; its output is length × windows × 2 sizes, 0 behind a window."""
        size = onward.shape[-1]
        parts = (("in", inward), ("on", onward), ("bias", bias))
        inputs = [source, *(self.weight(f"{name}.{part}", value) for part, value in parts), _LENGTHS]
        raw = self.add(
            "GRU", inputs, f"{name}.raw", hidden_size=size, direction="bidirectional", linear_before_reset=1
        )
        turned = self.add("Transpose", [raw], f"{name}.turned", perm=[0, 2, 1, 3])
        self.weights.append(numpy_helper.from_array(np.array([0, 0, 2 * size], np.int64), f"{name}.flat"))
        return self.add("Reshape", [turned, f"{name}.flat"], f"{name}.out")


def _gates(layer: nn.GRU) -> tuple[Weights, Weights, Weights]:
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
    graph = _Graph()
    letters = graph.look_up("letters", tagger.characters.weight, "chars")
    first = graph.two_way("first", letters, *_gates(tagger.first))
    base = graph.two_way("second", first, *_gates(tagger.second))
    pairs = graph.weight("pairs", tagger.pairs.weight)
    around = [graph.add("Gather", [pairs, side], f"pair.{side}") for side in ("left", "right")]
    marks = graph.look_up("marked", tagger.marks.weight, "marks")
    joined = graph.add("Concat", [base, letters, *around, marks], "joined", axis=2)
    inward, onward, bias = _gates(tagger.top)
    width = inward.shape[2] - tagger.shape.domain
    guide = tagger.domains.weight[0].detach().numpy()
    bias[:, : inward.shape[1]] += inward[:, :, width:] @ guide
    top = graph.two_way("top", joined, inward[:, :, :width], onward, bias)
    scores = graph.add("MatMul", [top, graph.weight("out.by", tagger.out.weight.T)], "scores")
    graph.add("Add", [scores, graph.weight("out.plus", tagger.out.bias)], "emissions")
    _add_words(graph, first)
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT32, list(_AXES)) for n in _INPUTS]
    inputs.append(helper.make_tensor_value_info(_LENGTHS, TensorProto.INT32, ["windows"]))
    shape: list[str | int | None] = ["length", "windows", tagger.out.out_features]
    words: list[str | int | None] = [*_AXES, "word_tags"]
    outputs = [helper.make_tensor_value_info("emissions", TensorProto.FLOAT, shape)]
    outputs.append(helper.make_tensor_value_info("words", TensorProto.FLOAT, words))
    built = helper.make_graph(graph.nodes, "kg_network", inputs, outputs, graph.weights)
    model = helper.make_model(built, opset_imports=[helper.make_opsetid("", _OPSET)])
    model.ir_version = _IR_VERSION
    onnx.checker.check_model(model)
    return model


def _add_words(graph: _Graph, first: str) -> None:
    """Add LAC's own second layer and its scores of words, on top of the layer that we share with it."""
    lac = read_weights()
    second = graph.two_way("lac", first, *lac.second)
    scores = graph.add("MatMul", [second, graph.weight("words.by", lac.out)], "words.scores")
    graph.add("Add", [scores, graph.weight("words.plus", lac.bias)], "words")


def write_network(tagger: Tagger, encoder: Encoder, folder: Path) -> None:
    """Write the files that kg.recognize.network.Network loads."""
    folder.mkdir(parents=True, exist_ok=True)
    steps = tagger.step_scores().detach().numpy()
    (folder / "network.onnx").write_bytes(build_onnx(tagger).SerializeToString(deterministic=True))
    settings = json.dumps(settings_of(steps, *read_word_tags()), ensure_ascii=False, sort_keys=True)
    (folder / "settings.json").write_text(settings + "\n", encoding="utf-8")
    encoder.write(folder)


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
