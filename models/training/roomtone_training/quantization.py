"""Writes the 8-bit file: QuantizeLinear/DequantizeLinear pairs around every operator of the trunk.

Activations are u8 with one scale and zero point a tensor, weights s8 with one scale an output channel and zero
point 0, biases s32. From that form ONNX Runtime makes integer convolutions, sums, products and pools. (s8
activations were slower than float on x86.) What comes before the first convolution and after the last pool stays
float: it is a thousandth of the work and holds what precision matters most for.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from roomtone_training.onnx_runner import OnnxRunner, as_input

_SAMPLED_VALUES = 4096
"""Values kept of each tensor and calibration batch."""
_SHRINKING = np.linspace(0.3, 1.0, 57)


_KEEPS_VALUES = ("Resize", "MaxPool")
"""Operators that only pick values, so that their output has the range of their input."""


@dataclass(frozen=True)
class Range:
    """The float interval that the 256 steps of one activation cover; it always holds 0."""

    low: float
    high: float

    @property
    def scale(self) -> np.float32:
        return np.float32(max(self.high - self.low, 1e-6) / 255)

    @property
    def zero_point(self) -> np.uint8:
        return np.uint8(np.clip(round(-self.low / float(self.scale)), 0, 255))


SIGMOID = Range(0, 255 / 256)
"""Steps of 1/256, the only ones that TensorFlow Lite's sigmoid has: so both formats compute the same."""


def quantize(model: onnx.ModelProto, calibration_pictures: np.ndarray, batch: int = 128) -> onnx.ModelProto:
    """The 8-bit twin of a float model, ranges taken from 8-bit pictures [n, h, w], so many at a time."""
    quantized_nodes = _nodes_to_quantize(model.graph)
    activations = _activations(model.graph, quantized_nodes)
    ranges = measure_ranges(model, activations, calibration_pictures, batch)
    for node in quantized_nodes:
        if node.op_type == "Sigmoid":
            ranges[node.output[0]] = SIGMOID
        elif node.op_type in _KEEPS_VALUES:
            ranges[node.output[0]] = ranges[node.input[0]]
    return _Rewriter(model, quantized_nodes, ranges).rewrite()


def quantize_weights(model: onnx.ModelProto) -> onnx.ModelProto:
    """A float model with s8 weights in its trunk. Activations stay float: for networks that 8 bits of them cost too many answers."""
    return _Rewriter(model, _nodes_to_quantize(model.graph), {}).rewrite()


def measure_ranges(model: onnx.ModelProto, names: set[str], pictures: np.ndarray, batch: int) -> dict[str, Range]:
    """The range of each named tensor with the least squared rounding error on these pictures."""
    generator = torch.Generator().manual_seed(0)
    samples: dict[str, list[np.ndarray]] = defaultdict(list)

    def observe(name: str, value: torch.Tensor) -> None:
        if name in names:
            flat = value.flatten()
            chosen = torch.randint(len(flat), (_SAMPLED_VALUES,), generator=generator)
            samples[name].append(torch.cat([flat[chosen], flat.min()[None], flat.max()[None]]).numpy())

    runner = OnnxRunner(model)
    for start in range(0, len(pictures), batch):
        runner.run(as_input(pictures[start : start + batch]), observe)
    return {name: best_range(np.concatenate(values)) for name, values in samples.items()}


def best_range(values: np.ndarray) -> Range:
    """Shrinks the observed extremes step by step and keeps what rounds with the least squared error."""
    low, high = min(float(values.min()), 0.0), max(float(values.max()), 0.0)
    candidates = [Range(low * share, high * share) for share in _SHRINKING]
    return min(candidates, key=lambda candidate: _rounding_error(values, candidate))


def _rounding_error(values: np.ndarray, candidate: Range) -> float:
    zero = float(candidate.zero_point)
    steps = np.clip(np.round(values / candidate.scale) + zero, 0, 255)
    return float(np.square((steps - zero) * candidate.scale - values).mean())


def quantize_weight(weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights float32 [out, in, h, w] as s8 of the same shape and float32 scales [out], symmetric around 0.

    Of several scales a channel takes the one with the least squared rounding error.
    """
    flat = weight.reshape(len(weight), -1)
    largest = np.maximum(np.abs(flat).max(axis=1), 1e-8)
    best_error = np.full(len(weight), np.inf)
    best_scale = largest / 127
    for share in np.linspace(0.7, 1.0, 31):
        scale = share * largest / 127
        error = np.square(np.clip(np.round(flat / scale[:, None]), -127, 127) * scale[:, None] - flat).sum(axis=1)
        best_scale = np.where(error < best_error, scale, best_scale)
        best_error = np.minimum(error, best_error)
    scale = best_scale.astype(np.float32)
    steps = np.clip(np.round(flat / scale[:, None]), -127, 127).astype(np.int8)
    return steps.reshape(weight.shape), scale


def _nodes_to_quantize(graph: onnx.GraphProto) -> list[onnx.NodeProto]:
    """Operators of the trunk: from the first convolution on, and only pools that feed a convolution.

    A convolution that gives one of the graph's outputs stays float.
    """
    constants = {tensor.name for tensor in graph.initializer}
    results = {output.name for output in graph.output}
    consumers = _consumers(graph)
    chosen, started = [], False
    for node in graph.node:
        started = started or node.op_type == "Conv"
        on_activations = not any(name in constants for name in node.input)
        if node.op_type == "Conv" and node.output[0] not in results:
            chosen.append(node)
        elif started and on_activations and node.op_type in ("Add", "Mul", "Sigmoid", *_KEEPS_VALUES):
            chosen.append(node)
        elif node.op_type == "GlobalAveragePool" and all(user.op_type == "Conv" for user in consumers[node.output[0]]):
            chosen.append(node)
    return chosen


def _activations(graph: onnx.GraphProto, nodes: list[onnx.NodeProto]) -> set[str]:
    """Names of the tensors that become u8: inputs and outputs of the chosen nodes, outputs after their ReLU."""
    constants = {tensor.name for tensor in graph.initializer}
    consumers = _consumers(graph)
    names = set()
    for node in nodes:
        read = node.input[:1] if node.op_type == "Resize" else node.input
        names.update(name for name in read if name not in constants)
        users = consumers[node.output[0]]
        fused = len(users) == 1 and users[0].op_type == "Relu"
        names.add(users[0].output[0] if fused else node.output[0])
    return names


def _consumers(graph: onnx.GraphProto) -> dict[str, list[onnx.NodeProto]]:
    consumers: dict[str, list[onnx.NodeProto]] = defaultdict(list)
    for node in graph.node:
        for name in node.input:
            consumers[name].append(node)
    return consumers


class _Rewriter:
    """Builds the 8-bit graph once; not to be used twice."""

    def __init__(self, model: onnx.ModelProto, quantized_nodes: list[onnx.NodeProto], ranges: dict[str, Range]):
        self._model = model
        self._convolutions = {node.name for node in quantized_nodes if node.op_type == "Conv"}
        self._ranges = ranges
        self._float = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[TensorProto] = []
        self._read_as: dict[str, str] = {}

    def rewrite(self) -> onnx.ModelProto:
        graph = self._model.graph
        for name in (tensor.name for tensor in graph.input if tensor.name in self._ranges):
            self._pair(name)
        for node in graph.node:
            copied = helper.make_node(node.op_type, [], list(node.output), node.name)
            copied.attribute.extend(node.attribute)
            copied.input.extend(self._read_as.get(name, name) for name in node.input)
            if node.name in self._convolutions:
                self._quantize_weights(node, copied)
            self._nodes.append(copied)
            if node.output[0] in self._ranges:
                self._pair(node.output[0])
        used = {name for node in self._nodes for name in node.input}
        kept = [tensor for tensor in graph.initializer if tensor.name in used]
        rewritten = helper.make_graph(self._nodes, graph.name, graph.input, graph.output, kept + self._constants)
        model = helper.make_model(rewritten, opset_imports=self._model.opset_import, producer_name="roomtone-training")
        model.ir_version = self._model.ir_version
        onnx.checker.check_model(model)
        return model

    def _pair(self, name: str) -> None:
        """Quantizes and dequantizes one activation; later readers take the dequantized one."""
        measured = self._ranges[name]
        scale = self._constant(f"{name}_scale", measured.scale)
        zero = self._constant(f"{name}_zero", measured.zero_point)
        self._nodes.append(helper.make_node("QuantizeLinear", [name, scale, zero], [f"{name}_u8"], f"{name}_quantize"))
        self._nodes.append(
            helper.make_node("DequantizeLinear", [f"{name}_u8", scale, zero], [f"{name}_read"], f"{name}_dequantize")
        )
        self._read_as[name] = f"{name}_read"

    def _quantize_weights(self, node: onnx.NodeProto, copied: onnx.NodeProto) -> None:
        """Replaces a convolution's weight by s8. Its bias, if any, becomes s32 where its input is 8 bits.

        The bias' scale is the activation's times the weight's.
        """
        weight, scale = quantize_weight(self._float[node.input[1]])
        copied.input[1] = self._dequantized(f"{node.name}_weight", weight, scale, np.zeros(len(scale), np.int8))
        if len(node.input) < 3 or node.input[0] not in self._ranges:
            return
        bias_scale = (scale * self._ranges[node.input[0]].scale).astype(np.float32)
        bias = np.round(self._float[node.input[2]].astype(np.float64) / bias_scale)
        limits = np.iinfo(np.int32)
        copied.input[2] = self._dequantized(
            f"{node.name}_bias", np.clip(bias, limits.min, limits.max).astype(np.int32), bias_scale, np.zeros(len(scale), np.int32)
        )

    def _dequantized(self, name: str, value: np.ndarray, scale: np.ndarray, zero: np.ndarray) -> str:
        inputs = [
            self._constant(f"{name}_quantized", value),
            self._constant(f"{name}_scale", scale),
            self._constant(f"{name}_zero", zero),
        ]
        self._nodes.append(helper.make_node("DequantizeLinear", inputs, [f"{name}_read"], f"{name}_dequantize", axis=0))
        return f"{name}_read"

    def _constant(self, name: str, value: np.ndarray | np.generic) -> str:
        self._constants.append(numpy_helper.from_array(np.asarray(value), name))
        return name
