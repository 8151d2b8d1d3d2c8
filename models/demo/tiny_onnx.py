"""Runs a small ONNX graph with torch: for nets that OpenCV's importer cannot read, where ONNX Runtime is not installed."""

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper


def pairs(pads):
    """ONNX pads (top, left, bottom, right) as torch's (left, right, top, bottom)."""
    top, left, bottom, right = pads
    return left, right, top, bottom


def convolve(x, weight, bias=None, *, pads=(0, 0, 0, 0), strides=(1, 1), dilations=(1, 1), group=1, **_):
    return F.conv2d(F.pad(x, pairs(pads)), weight, bias, tuple(strides), 0, tuple(dilations), group)


def product(a, b, c=None, *, alpha=1.0, beta=1.0, transA=0, transB=0):
    out = alpha * (a.T if transA else a) @ (b.T if transB else b)
    return out if c is None else out + beta * c


def maximum_pool(x, *, kernel_shape, strides=(1, 1), pads=(0, 0, 0, 0), **_):
    return F.max_pool2d(F.pad(x, pairs(pads), value=float("-inf")), tuple(kernel_shape), tuple(strides))


OPERATIONS = {
    "Conv": convolve,
    "Gemm": product,
    "MaxPool": maximum_pool,
    "Relu": torch.relu,
    "Sigmoid": torch.sigmoid,
    "HardSigmoid": lambda x, alpha=0.2, beta=0.5: torch.clamp(alpha * x + beta, 0, 1),
    "HardSwish": lambda x: x * torch.clamp(x / 6 + 0.5, 0, 1),
    "Sqrt": torch.sqrt,
    "Add": lambda a, b: a + b,
    "Sub": lambda a, b: a - b,
    "Mul": lambda a, b: a * b,
    "Div": lambda a, b: a / b,
    "Pow": lambda a, b: a ** b,
    "Clip": lambda x, low, high: torch.clamp(x, float(low), float(high)),
    "Concat": lambda *parts, axis: torch.cat(parts, axis),
    "Softmax": lambda x, axis=-1: torch.softmax(x, axis),
    "Flatten": lambda x, axis=1: x.flatten(axis),
    "GlobalAveragePool": lambda x: x.mean(dim=(2, 3), keepdim=True),
    "ReduceMean": lambda x, axes, keepdims=1: x.mean(dim=tuple(axes), keepdim=bool(keepdims)),
    "Identity": lambda x: x,
}


class TinyOnnx:
    """An ONNX graph with one input; `run` gives one named output. Not for speed."""

    def __init__(self, path):
        self.graph = onnx.load(str(path)).graph
        self.constants = {value.name: torch.tensor(numpy_helper.to_array(value)) for value in self.graph.initializer}
        missing = {node.op_type for node in self.graph.node} - set(OPERATIONS) - {"Constant"}
        if missing:
            raise SystemExit(f"{path}: operations not known here: {', '.join(sorted(missing))}")

    def run(self, x, output):
        """The tensor named `output` for the input `x` (float array of the graph's input shape), as an array."""
        values = dict(self.constants)
        values[self.graph.input[0].name] = torch.tensor(x)
        with torch.no_grad():
            for node in self.graph.node:
                named = {item.name: onnx.helper.get_attribute_value(item) for item in node.attribute}
                if node.op_type == "Constant":
                    values[node.output[0]] = torch.tensor(np.array(numpy_helper.to_array(named["value"])))
                else:
                    values[node.output[0]] = OPERATIONS[node.op_type](*(values[name] for name in node.input if name), **named)
                if output in node.output:
                    break
        return values[output].numpy()
