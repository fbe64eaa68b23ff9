"""An ONNX graph that counts in whole numbers of eight bits: tables, products, two-way recurrent layers.

A value is a byte b that stands for (b - 128) × unit. What a recurrent layer says lies between -1 and 1, so
its unit is fixed, and the answer for a window does not depend on what else is in the batch. Weights have
seven bits, for processors without instructions of their own for products of bytes add two in sixteen bits.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from kg.training.tagger import Shape

Weights = NDArray[np.float32]
Layer = tuple[Weights, Weights, Weights]
"""Weights of a two-way GRU layer in ONNX's order and layout: inward, onward, bias."""

UNIT = 1 / 127
"""What a step of a byte is worth in what a recurrent layer says."""
ZERO = 128
"""The byte of nothing."""
_MOST = 63  # of a weight
_OPSET = 18
_IR_VERSION = 9


class Graph:
    """Collects the nodes and weights of a graph whose inputs are length × windows."""

    def __init__(self) -> None:
        """Begin with the constants that all parts use."""
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self.units: dict[str, float] = {}  # of tables and of the rows of weights
        self._body: list[onnx.NodeProto] | None = None
        for name, value in (("unit", np.float32(UNIT)), ("one", np.float32(1)), ("zero", np.uint8(ZERO))):
            self.constant(name, value)
        for name, number in (("rows", 0), ("columns", 1), ("all", -1), ("far", 2**31 - 1)):
            self.constant(name, np.array([number]))

    def add(self, operation: str, inputs: list[str], *outputs: str, **attributes: Any) -> str:
        """Add a node and return its first output; within `step` it becomes part of the step."""
        node = helper.make_node(operation, inputs, outputs, name=outputs[0], **attributes)
        (self.nodes if self._body is None else self._body).append(node)
        return outputs[0]

    def constant(self, name: str, value: Any) -> str:
        """Add a constant and return its name."""
        self.weights.append(numpy_helper.from_array(np.asarray(value), name))
        return name

    def look_up(self, name: str, table: Weights, numbers: str) -> str:
        """Add the rows of a table, in bytes; the table's unit is noted under its name."""
        if name not in self.units:
            self.units[name] = float(np.abs(table).max()) / 127
            self.constant(f"{name}.table", (np.round(table / self.units[name]) + ZERO).astype(np.uint8))
        return self.add("Gather", [f"{name}.table", numbers], f"{name}.{numbers}")

    def weight(self, name: str, weight: Weights) -> None:
        """Add a weight of so many rows a value, in whole numbers with a scale for each column."""
        scale = np.maximum(np.abs(weight).max(0) / _MOST, 1e-12)
        self.constant(name, np.round(weight / scale).astype(np.int8))
        self.constant(f"{name}.scale", scale.astype(np.float32))

    def product(self, rows: str, weight: str, bias: Weights, output: str) -> str:
        """Add the product of bytes and a weight, plus a bias, in real numbers."""
        self.constant(f"{weight}.plus", bias.astype(np.float32))
        inputs = [rows, weight, "one", f"{weight}.scale", "zero", "", f"{weight}.plus"]
        return self.add("MatMulIntegerToFloat", inputs, output, domain="com.microsoft")

    def shape_of(self, numbers: str, lengths: str) -> None:
        """Add what the layers need to know of the shape: windows, and each place as seen from the end."""
        self.add("Shape", [numbers], "shape")
        self.add("Split", ["shape"], "length", "windows", num_outputs=2)
        self.constant("none", np.array(0))
        self.constant("next", np.array(1))
        for name in ("length", "windows"):
            self.add("Squeeze", [name], f"{name}.count")
            self.add("Range", ["none", f"{name}.count", "next"], f"{name}.each")
        self.add("Unsqueeze", ["length.each", "columns"], "place")
        self.add("Cast", [lengths], "ends", to=TensorProto.INT64)
        self.add("Sub", ["ends", "next"], "lasts")
        self.add("Sub", ["lasts", "place"], "turned")
        self.add("Less", ["place", "ends"], "inside")
        self.add("Where", ["inside", "turned", "place"], "mirrored")
        self.add("Mul", ["mirrored", "windows"], "mirrored.row")
        self.add("Add", ["mirrored.row", "windows.each"], "mirrored.at")
        self.add("Reshape", ["mirrored.at", "all"], "mirror")

    def two_way(self, name: str, rows: str, *layers: tuple[str, Layer]) -> list[str]:
        """Add two-way recurrent layers that read the same rows, and run step by step together.

        Return the bytes that each says, (length × windows) rows. Inward weights are those of a byte.
        """
        reads, size = layers[0][1][0].shape[-1], layers[0][1][1].shape[-1]
        self.constant(f"{name}.reads", np.array([reads]))
        self.constant(f"{name}.size", np.array([size]))
        self.add("Concat", ["shape", f"{name}.reads"], f"{name}.read.shape", axis=0)
        mirrored = self.add("Gather", [rows, "mirror"], f"{name}.mirrored")
        sources = [
            self.add("Reshape", [source, f"{name}.read.shape"], f"{name}.read.{way}")
            for way, source in enumerate((rows, mirrored))
        ]
        ways = [self._way(name, layer, way, weights) for layer, weights in layers for way in range(2)]
        self._run(name, sources, ways, (reads, size))
        return [self._join(layer) for layer, _ in layers]

    def _way(self, name: str, layer: str, way: int, weights: Layer) -> "_Way":
        """Add the weights of one way of a layer, those of the gates and of the new state apart."""
        inward, onward, bias = (each[way] for each in weights)
        gates = 2 * len(inward) // 3
        inside, outside = bias[: len(inward)].copy(), bias[len(inward) :].copy()
        inside[:gates] += outside[:gates]
        outside[:gates] = 0
        part = f"{layer}.{way}"
        for kind, cut in (("gates", slice(gates)), ("new", slice(gates, None))):
            self.weight(f"{part}.in.{kind}", inward[cut].T)
            self.weight(f"{part}.on.{kind}", onward[cut].T * np.float32(UNIT))
        return _Way(part, f"{name}.now.{way}", gates, inside, outside)

    def _join(self, layer: str) -> str:
        """Add both ways of a layer side by side, the second one turned back."""
        self.add("Concat", ["all", self._size_of(layer)], f"{layer}.flat", axis=0)
        for way in range(2):
            self.add("Reshape", [f"{layer}.{way}.said", f"{layer}.flat"], f"{layer}.{way}.rows")
        self.add("Gather", [f"{layer}.1.rows", "mirror"], f"{layer}.1.turned")
        return self.add("Concat", [f"{layer}.0.rows", f"{layer}.1.turned"], layer, axis=1)

    def _size_of(self, layer: str) -> str:
        self.add("Shape", [f"{layer}.0.said"], f"{layer}.shape", start=2)
        return f"{layer}.shape"

    def _run(self, name: str, sources: list[str], ways: list["_Way"], sizes: tuple[int, int]) -> None:
        """Add the steps of some ways at once; each says bytes, length × windows × size.

        All products are made within the step, of bytes: what comes in as real numbers for all steps is too
        much for the processor's own memory. A step notes what the one before it said, which spares it a node.
        """
        self.add("Concat", ["windows", f"{name}.size"], f"{name}.start.shape", axis=0)
        self.add("ConstantOfShape", [f"{name}.start.shape"], f"{name}.start")
        outputs = [f"{way.part}.{kind}" for kind in ("state", "late") for way in ways]
        inputs = [f"{name}.start"] * len(ways) + sources
        body = self._step(name, ways, sizes)
        self.add("Scan", inputs, *outputs, body=body, num_scan_inputs=len(sources))
        for part in (way.part for way in ways):
            self.add("QuantizeLinear", [f"{part}.state", "unit", "zero"], f"{part}.last")
            self.add("Unsqueeze", [f"{part}.last", "rows"], f"{part}.end")
            self.add("Slice", [f"{part}.late", "columns", "far", "rows"], f"{part}.early")
            self.add("Concat", [f"{part}.early", f"{part}.end"], f"{part}.said", axis=0)

    def _step(self, name: str, ways: list["_Way"], sizes: tuple[int, int]) -> onnx.GraphProto:
        """Return one step of each way."""
        self._body = []
        for way in ways:
            self._step_of(way)
        nodes, self._body = self._body, None
        reads, size = sizes
        inputs = [_value(f"{way.part}.old", TensorProto.FLOAT, size) for way in ways]
        inputs += [_value(read, TensorProto.UINT8, reads) for read in dict.fromkeys(w.reads for w in ways)]
        outputs = [_value(f"{way.part}.now", TensorProto.FLOAT, size) for way in ways]
        outputs += [_value(f"{way.part}.before", TensorProto.UINT8, size) for way in ways]
        return helper.make_graph(nodes, f"{name}.step", inputs, outputs)

    def _step_of(self, way: "_Way") -> None:
        """Add a step of one way: update and reset gates, the new state, and what is between old and new."""
        part, old = way.part, f"{way.part}.old"
        said = self.add("QuantizeLinear", [old, "unit", "zero"], f"{part}.before")
        for kind, cut in (("gates", slice(way.gates)), ("new", slice(way.gates, None))):
            self.product(way.reads, f"{part}.in.{kind}", way.inside[cut], f"{part}.came.{kind}")
            self.product(said, f"{part}.on.{kind}", way.outside[cut], f"{part}.kept.{kind}")
        self.add("Add", [f"{part}.kept.gates", f"{part}.came.gates"], f"{part}.gates.sum")
        self.add("Sigmoid", [f"{part}.gates.sum"], f"{part}.gates")
        self.add("Split", [f"{part}.gates"], f"{part}.update", f"{part}.reset", axis=1, num_outputs=2)
        self.add("Mul", [f"{part}.reset", f"{part}.kept.new"], f"{part}.recalled")
        self.add("Add", [f"{part}.recalled", f"{part}.came.new"], f"{part}.new.sum")
        self.add("Tanh", [f"{part}.new.sum"], f"{part}.new")
        self.add("Sub", [old, f"{part}.new"], f"{part}.apart")
        self.add("Mul", [f"{part}.update", f"{part}.apart"], f"{part}.stay")
        self.add("Add", [f"{part}.new", f"{part}.stay"], f"{part}.now")

    def build(self, inputs: list[onnx.ValueInfoProto], outputs: list[onnx.ValueInfoProto]) -> onnx.ModelProto:
        """Return the graph as a model, the units among its properties."""
        built = helper.make_graph(self.nodes, "kg_network", inputs, outputs, self.weights)
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid("com.microsoft", 1)]
        model = helper.make_model(built, opset_imports=opsets)
        helper.set_model_props(model, {name: repr(unit) for name, unit in sorted(self.units.items())})
        model.ir_version = _IR_VERSION
        return model


@dataclass(frozen=True, slots=True)
class _Way:
    """One way of a recurrent layer: its name, what a step of it reads, and its biases."""

    part: str
    reads: str
    gates: int  # columns of the weights of both gates; those of the new state follow
    inside: Weights  # added to what comes in
    outside: Weights  # added to what is kept


def _value(name: str, kind: int, size: int) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, kind, [None, size])


def joined_units(shape: Shape, units: Mapping[str, float]) -> Weights:
    """Return the unit of each value that the last layer reads: layer below, letter, pairs, mark."""
    widths = (2 * shape.base, shape.base, 2 * shape.pair, shape.mark)
    steps = (UNIT, units["letters"], units["pairs"], units["marked"])
    return np.repeat(np.array(steps, np.float32), widths)
