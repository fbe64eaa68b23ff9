"""The graph in whole numbers, against PyTorch's layers in real ones."""

import pytest

for package in ("torch", "onnx"):
    pytest.importorskip(package, reason='training needs `pip install "kg[train]"`')

from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
import torch
from onnx import TensorProto, helper, numpy_helper

from kg.config import OWN_MODEL
from kg.errors import ModelError
from kg.recognize.network import COMPONENT
from kg.recognize.network_files import FILES, seal_files
from kg.training.export import build_onnx
from kg.training.graph import UNIT, ZERO, Graph, joined_units
from kg.training.restore import read_tagger
from kg.training.tagger import Shape

SHAPE = Shape(characters=50, buckets=64, base=16, pair=4, top=24, mark=3)


def _layer(size: int, reads: int) -> tuple[torch.nn.GRU, tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Return a layer and its weights in ONNX's order of the gates."""
    layer = torch.nn.GRU(reads, size, bidirectional=True)
    order = np.r_[size : 2 * size, 0:size, 2 * size : 3 * size]

    def both(kind: str) -> list[np.ndarray]:
        return [getattr(layer, f"{kind}_l0{way}").detach().numpy()[order] for way in ("", "_reverse")]

    biases = [np.concatenate(pair) for pair in zip(both("bias_ih"), both("bias_hh"), strict=True)]
    return layer, (np.stack(both("weight_ih")), np.stack(both("weight_hh")), np.stack(biases))


@pytest.mark.parametrize("lengths", [[7], [9, 5, 1], [4, 4]])
def test_layers_say_what_layers_of_real_numbers_say(lengths: list[int]) -> None:
    torch.manual_seed(1)
    length, windows, reads = max(lengths), len(lengths), 12
    layers = {"near": _layer(8, reads), "other": _layer(8, reads)}
    graph = Graph()
    graph.shape_of("numbers", "lengths")
    weights = [(name, (w[0] * np.float32(UNIT), *w[1:])) for name, (_, w) in layers.items()]
    said = graph.two_way("both", "bytes", *weights)
    numbers = helper.make_tensor_value_info("numbers", TensorProto.INT32, ["length", "windows"])
    ends = helper.make_tensor_value_info("lengths", TensorProto.INT32, ["windows"])
    rows = helper.make_tensor_value_info("bytes", TensorProto.UINT8, ["rows", reads])
    outputs = [helper.make_tensor_value_info(name, TensorProto.UINT8, ["rows", 16]) for name in said]
    session = ort.InferenceSession(graph.build([numbers, ends, rows], outputs).SerializeToString())
    read = np.random.default_rng(2).integers(40, 216, (length, windows, reads), dtype=np.uint8)
    found = session.run(
        said,
        {
            "numbers": np.zeros((length, windows), np.int32),
            "lengths": np.array(lengths, np.int32),
            "bytes": read.reshape(-1, reads),
        },
    )
    real = torch.from_numpy((read.astype(np.float32) - ZERO) * np.float32(UNIT))
    for answer, (layer, _) in zip(found, layers.values(), strict=True):
        values = (answer.reshape(length, windows, 16).astype(np.float32) - ZERO) * UNIT
        for window, end in enumerate(lengths):
            expected = layer(real[:end, window : window + 1])[0].detach().numpy()
            assert np.abs(values[:end, window : window + 1] - expected).max() < 0.05


def test_weights_have_seven_bits_and_a_scale_for_each_column() -> None:
    graph = Graph()
    weight = np.array([[1.0, -0.02], [0.5, 0.04]], np.float32)
    graph.weight("w", weight)
    kept = {w.name: numpy_helper.to_array(w) for w in graph.weights}
    assert kept["w"].dtype == np.int8
    assert np.abs(kept["w"]).max(0).tolist() == [63, 63]
    assert kept["w"] * kept["w.scale"] == pytest.approx(weight, abs=0.01)


def test_what_the_last_layer_reads_has_its_units() -> None:
    units = joined_units(SHAPE, {"letters": 0.5, "pairs": 0.25, "marked": 2.0})
    assert len(units) == 3 * SHAPE.base + 2 * SHAPE.pair + SHAPE.mark
    assert sorted(set(units.tolist())) == [np.float32(UNIT), 0.25, 0.5, 2.0]


def test_no_constant_is_left_unused() -> None:
    _, tagger = read_tagger(OWN_MODEL, dropout=0.0)
    graph = build_onnx(tagger.eval()).graph
    bodies = [a.g for node in graph.node for a in node.attribute if a.HasField("g")]
    used = {name for part in (graph, *bodies) for node in part.node for name in node.input}
    assert {weight.name for weight in graph.initializer} <= used


def test_a_model_of_real_numbers_is_refused(tmp_path: Path) -> None:
    for name in FILES:
        (tmp_path / name).write_bytes((OWN_MODEL / COMPONENT / name).read_bytes())
    model = onnx.load(str(tmp_path / FILES[0]))
    del model.metadata_props[:]
    onnx.save(model, str(tmp_path / FILES[0]))
    seal_files(tmp_path)
    with pytest.raises(ModelError, match="made by an earlier kg"):
        read_tagger(tmp_path, dropout=0.0)
