"""An ONNX graph that counts in whole numbers of eight bits: tables, products, two-way recurrent layers.

A value is a byte b that stands for (b - 128) × unit. What a recurrent layer says lies between -1 and 1, so
its unit is fixed, and the answer for a window does not depend on what else is in the batch. Weights have
seven bits, for processors without instructions of their own for products of bytes add two in sixteen bits.
"""

from collections.abc import Mapping
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
        mirrored = self.add("Gather", [rows, "mirror"], f"{name}.mirrored")
        size = layers[0][1][1].shape[-1]
        self.constant(f"{name}.size", np.array([size]))
        self.constant(f"{name}.tripled", np.array([3 * size]))
        self.constant(f"{name}.parts", np.array([2 * size, size]))
        self.add("Concat", ["shape", f"{name}.tripled"], f"{name}.inward", axis=0)
        ways: list[tuple[str, Weights]] = []  # each with its onward bias
        for layer, (inward, onward, bias) in layers:
            for way, source in enumerate((rows, mirrored)):
                part = f"{layer}.{way}"
                inside, outside = bias[way, : 3 * size].copy(), bias[way, 3 * size :].copy()
                inside[: 2 * size] += outside[: 2 * size]
                outside[: 2 * size] = 0
                self.weight(f"{part}.in", inward[way].T)
                self.weight(f"{part}.on", onward[way].T * np.float32(UNIT))
                came = self.product(source, f"{part}.in", inside, f"{part}.came")
                self.add("Reshape", [came, f"{name}.inward"], f"{part}.each")
                ways.append((part, outside))
        said = self._run(name, ways)
        self.add("Split", [said], *(f"{part}.said" for part, _ in ways), axis=1, num_outputs=len(ways))
        return [self._join(layer) for layer, _ in layers]

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

    def _run(self, name: str, ways: list[tuple[str, Weights]]) -> str:
        """Add the steps of some ways at once; return the bytes they say, length × (ways · windows) × size.

        A step notes what the one before it said, which spares it a node.
        """
        self.constant(f"{name}.ways", np.array([len(ways)]))
        self.add("Mul", ["windows", f"{name}.ways"], f"{name}.count")
        self.add("Concat", [f"{name}.count", f"{name}.size"], f"{name}.start.shape", axis=0)
        self.add("ConstantOfShape", [f"{name}.start.shape"], f"{name}.start")
        body = self._step(name, ways)
        each = [f"{part}.each" for part, _ in ways]
        outputs = (f"{name}.state", f"{name}.late")
        self.add("Scan", [f"{name}.start", *each], *outputs, body=body, num_scan_inputs=len(ways))
        self.add("QuantizeLinear", [f"{name}.state", "unit", "zero"], f"{name}.last")
        self.add("Unsqueeze", [f"{name}.last", "rows"], f"{name}.end")
        self.add("Slice", [f"{name}.late", "columns", "far", "rows"], f"{name}.early")
        return self.add("Concat", [f"{name}.early", f"{name}.end"], f"{name}.said", axis=0)

    def _step(self, name: str, ways: list[tuple[str, Weights]]) -> onnx.GraphProto:
        """Return one step: update and reset gates, the new state, and between the old and the new one."""
        size, count = len(ways[0][1]) // 3, len(ways)
        old, said, came = f"{name}.old", f"{name}.before", [f"{part}.now" for part, _ in ways]
        self._body = []
        self.add("QuantizeLinear", [old, "unit", "zero"], said)
        self.add("Split", [said], *(f"{part}.old" for part, _ in ways), axis=0, num_outputs=count)
        kept = [self.product(f"{part}.old", f"{part}.on", bias, f"{part}.kept") for part, bias in ways]
        for kind, parts in (("kept", kept), ("came", came)):
            self.add("Concat", parts, f"{name}.{kind}", axis=0)
            halves = (f"{name}.{kind}.gates", f"{name}.{kind}.new")
            self.add("Split", [f"{name}.{kind}", f"{name}.parts"], *halves, axis=1)
        self.add("Add", [f"{name}.kept.gates", f"{name}.came.gates"], f"{name}.gates.sum")
        self.add("Sigmoid", [f"{name}.gates.sum"], f"{name}.gates")
        self.add("Split", [f"{name}.gates"], f"{name}.update", f"{name}.reset", axis=1, num_outputs=2)
        self.add("Mul", [f"{name}.reset", f"{name}.kept.new"], f"{name}.recalled")
        self.add("Add", [f"{name}.recalled", f"{name}.came.new"], f"{name}.new.sum")
        self.add("Tanh", [f"{name}.new.sum"], f"{name}.new")
        self.add("Sub", [old, f"{name}.new"], f"{name}.apart")
        self.add("Mul", [f"{name}.update", f"{name}.apart"], f"{name}.stay")
        new = self.add("Add", [f"{name}.new", f"{name}.stay"], f"{name}.now")
        nodes, self._body = self._body, None
        inputs = [_value(old, TensorProto.FLOAT, size)]
        inputs += [_value(part, TensorProto.FLOAT, 3 * size) for part in came]
        outputs = [_value(new, TensorProto.FLOAT, size), _value(said, TensorProto.UINT8, size)]
        return helper.make_graph(nodes, f"{name}.step", inputs, outputs)

    def build(self, inputs: list[onnx.ValueInfoProto], outputs: list[onnx.ValueInfoProto]) -> onnx.ModelProto:
        """Return the graph as a model, the units among its properties."""
        built = helper.make_graph(self.nodes, "kg_network", inputs, outputs, self.weights)
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid("com.microsoft", 1)]
        model = helper.make_model(built, opset_imports=opsets)
        helper.set_model_props(model, {name: repr(unit) for name, unit in sorted(self.units.items())})
        model.ir_version = _IR_VERSION
        return model


def _value(name: str, kind: int, size: int) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, kind, [None, size])


def joined_units(shape: Shape, units: Mapping[str, float]) -> Weights:
    """Return the unit of each value that the last layer reads: layer below, letter, pairs, mark."""
    widths = (2 * shape.base, shape.base, 2 * shape.pair, shape.mark)
    steps = (UNIT, units["letters"], units["pairs"], units["marked"])
    return np.repeat(np.array(steps, np.float32), widths)
