"""Runs the ONNX files that this package writes, operator by operator, with torch.

For calibrating activation ranges and checking exported files where no ONNX Runtime for Python can be had. It knows
only the operators of those files; QuantizeLinear and DequantizeLinear round as ONNX Runtime does (half to even), so
an 8-bit file is emulated to within float rounding.
"""

from __future__ import annotations

from pathlib import Path
from typing import Callable

import numpy as np
import onnx
import torch
import torch.nn.functional as functional
from onnx import numpy_helper

_INTEGER_RANGE = {torch.uint8: (0, 255), torch.int8: (-128, 127)}


class OnnxRunner:
    """One loaded file; `run` keeps no state, so one runner may serve several threads."""

    def __init__(self, model: onnx.ModelProto):
        self._nodes = list(model.graph.node)
        self._constants = {
            tensor.name: torch.from_numpy(numpy_helper.to_array(tensor).copy()) for tensor in model.graph.initializer
        }
        self._input = model.graph.input[0].name
        self._outputs = [output.name for output in model.graph.output]

    @staticmethod
    def load(file: Path) -> "OnnxRunner":
        return OnnxRunner(onnx.load(str(file)))

    @torch.no_grad()
    def run(self, pictures: np.ndarray, observe: Callable[[str, torch.Tensor], None] | None = None) -> dict[str, np.ndarray]:
        """Outputs by name for pictures float32 [n, 1, h, w]; `observe(name, value)` sees every tensor on the way."""
        values: dict[str, torch.Tensor] = dict(self._constants)
        values[self._input] = torch.from_numpy(pictures)
        if observe is not None:
            observe(self._input, values[self._input])
        for node in self._nodes:
            inputs = [values[name] if name else None for name in node.input]
            result = _OPERATORS[node.op_type](inputs, _attributes(node))
            values[node.output[0]] = result
            if observe is not None:
                observe(node.output[0], result)
        return {name: values[name].numpy() for name in self._outputs}

    def run_pictures(self, faces: np.ndarray, batch: int = 256) -> dict[str, np.ndarray]:
        """Outputs by name for 8-bit faces [n, 48, 48], in batches."""
        parts = [self.run(as_input(faces[start : start + batch])) for start in range(0, len(faces), batch)]
        return {name: np.concatenate([part[name] for part in parts]) for name in self._outputs}


def as_input(pictures: np.ndarray) -> np.ndarray:
    """8-bit pictures [n, h, w] as a network's input, float32 [n, 1, h, w] in 0..1."""
    return pictures[:, None].astype(np.float32) / 255


def _attributes(node: onnx.NodeProto) -> dict:
    return {attribute.name: onnx.helper.get_attribute_value(attribute) for attribute in node.attribute}


def _convolve(inputs, attributes):
    kernel_pads = attributes.get("pads", [0, 0, 0, 0])
    bias = inputs[2] if len(inputs) > 2 else None
    return functional.conv2d(
        inputs[0], inputs[1], bias, tuple(attributes["strides"]), tuple(kernel_pads[:2]), groups=attributes.get("group", 1)
    )


def _gemm(inputs, attributes):
    weight = inputs[1].t() if attributes.get("transB") else inputs[1]
    return inputs[0] @ weight + inputs[2]


def _along(parameter: torch.Tensor, like: torch.Tensor, attributes) -> torch.Tensor:
    """A per-channel scale or zero point, shaped to broadcast along its axis."""
    if parameter.dim() == 0:
        return parameter
    shape = [1] * like.dim()
    shape[attributes.get("axis", 1)] = -1
    return parameter.view(shape)


def _quantize(inputs, attributes):
    value, scale, zero = inputs
    low, high = _INTEGER_RANGE[zero.dtype]
    steps = torch.round(value / _along(scale, value, attributes)) + _along(zero, value, attributes).float()
    return steps.clamp(low, high).to(zero.dtype)


def _dequantize(inputs, attributes):
    value, scale = inputs[:2]
    zero = _along(inputs[2], value, attributes).float() if len(inputs) > 2 else 0.0
    return (value.float() - zero) * _along(scale, value, attributes)


_OPERATORS = {
    "Add": lambda inputs, _: inputs[0] + inputs[1],
    "Concat": lambda inputs, attributes: torch.cat(inputs, dim=attributes["axis"]),
    "Constant": lambda _, attributes: torch.from_numpy(numpy_helper.to_array(attributes["value"]).copy()),
    "Conv": _convolve,
    "DequantizeLinear": _dequantize,
    "Div": lambda inputs, _: inputs[0] / inputs[1],
    "Flatten": lambda inputs, _: inputs[0].flatten(1),
    "Gemm": _gemm,
    "GlobalAveragePool": lambda inputs, _: inputs[0].mean(dim=(2, 3), keepdim=True),
    "MaxPool": lambda inputs, attributes: functional.max_pool2d(
        inputs[0], tuple(attributes["kernel_shape"]), tuple(attributes["strides"]), tuple(attributes["pads"][:2])
    ),
    "Mul": lambda inputs, _: inputs[0] * inputs[1],
    "QuantizeLinear": _quantize,
    "ReduceMean": lambda inputs, attributes: inputs[0].mean(dim=tuple(attributes["axes"]), keepdim=bool(attributes["keepdims"])),
    "Relu": lambda inputs, _: inputs[0].relu(),
    "Resize": lambda inputs, _: functional.interpolate(inputs[0], scale_factor=inputs[2][2:].tolist(), mode="nearest"),
    "Sigmoid": lambda inputs, _: inputs[0].sigmoid(),
    "Softmax": lambda inputs, attributes: inputs[0].softmax(dim=attributes["axis"]),
    "Sqrt": lambda inputs, _: inputs[0].sqrt(),
    "Sub": lambda inputs, _: inputs[0] - inputs[1],
}
