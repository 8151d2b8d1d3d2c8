"""Turns a shipped 8-bit ONNX file into a TensorFlow Lite file of the same numbers.

What is u8 there with a zero point is s8 here with the zero point 128 lower: the same values. Weights and biases are taken
over bit by bit, channels move to the last place. All operators with 8 bits come first and form one piece, because the
compiler of the Edge TPU cuts a file at the first operator that it can't map; what is float in the ONNX file follows.

A float step before the first convolution, which brings a face to mean 0, would leave nothing to map. It is taken out of
the file: the manifest says `standardise`, and the program does it while it fills the input.

One thing can differ: a sigmoid's output has steps of 1/256 here, always. `quantization` makes ONNX files of the same steps;
`with_same_steps` gives them to an older file.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import onnx
from onnx import helper, numpy_helper

from roomtone_training import tflite_file
from roomtone_training.tflite_file import Activation, Operator, Padding, Quantization, TfliteFile

_STANDARDISING = ["ReduceMean", "Sub", "Mul", "ReduceMean", "Sqrt", "Constant", "Add", "Div"]
_SIGMOID_OUTPUT = Quantization.of(1 / 256, -128)


class Unsupported(Exception):
    """A network has something that this exporter does not write; the message says what."""


@dataclass(frozen=True)
class Converted:
    """A file's bytes and what must be done to its input: `standardise` is added to the deviation, 0 is nothing at all."""

    content: bytes
    standardise: float


def has_same_steps(model: onnx.ModelProto) -> bool:
    """Whether every sigmoid's 8-bit output has the steps that this format has."""
    constants = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    steps = [(float(constants[scale]), int(constants[zero])) for scale, zero in _sigmoid_steps(model.graph)]
    return all(step == (1 / 256, 0) for step in steps)


def with_same_steps(model: onnx.ModelProto) -> onnx.ModelProto:
    """The same 8-bit ONNX file with steps of 1/256 after each sigmoid: another model, to be measured again."""
    changed = onnx.ModelProto()
    changed.CopyFrom(model)
    values = {}
    for scale, zero in _sigmoid_steps(model.graph):
        values[scale], values[zero] = np.float32(1 / 256), np.uint8(0)
    for tensor in changed.graph.initializer:
        if tensor.name in values:
            tensor.CopyFrom(numpy_helper.from_array(np.asarray(values[tensor.name]), tensor.name))
    onnx.checker.check_model(changed)
    return changed


def _sigmoid_steps(graph: onnx.GraphProto) -> list[tuple[str, str]]:
    """The names of scale and zero point of each sigmoid's 8-bit output."""
    sigmoids = {node.output[0] for node in graph.node if node.op_type == "Sigmoid"}
    return [tuple(node.input[1:]) for node in graph.node if node.op_type == "QuantizeLinear" and node.input[0] in sigmoids]


def convert(model: onnx.ModelProto, height: int, width: int) -> Converted:
    """The 8-bit ONNX file `model` for grey pictures of this size, one at a time."""
    return _Converter(model, height, width).convert()


class _Converter:
    """Works on one file once. A value goes by the name that its float tensor has in the ONNX file."""

    def __init__(self, model: onnx.ModelProto, height: int, width: int):
        self._graph = model.graph
        self._size = height, width
        self._constants = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
        for node in model.graph.node:
            if node.op_type == "Constant":
                self._constants[node.output[0]] = numpy_helper.to_array(_attributes(node)["value"])
        self._file = TfliteFile("Roomtone, int8")
        self._quantization: dict[str, Quantization] = {}
        self._weights: dict[str, tuple[np.ndarray, Quantization]] = {}
        self._real_name: dict[str, str] = {}
        self._int8: dict[str, int] = {}
        self._float: dict[str, int] = {}
        self._shared: dict[str, int] = {}

    def convert(self) -> Converted:
        self._read_quantization()
        nodes = [node for node in self._graph.node if node.op_type not in ("QuantizeLinear", "DequantizeLinear", "Constant")]
        start, standardise, body = self._start(nodes)
        self._int8[start] = source = self._file.tensor(
            self._graph.input[0].name, (1, *self._size, 1), np.int8, self._quantization[start]
        )
        integer, real = self._parts(body)
        for node, output, activation in integer:
            self._integer(node, output, activation)
        for node, output, activation in real:
            self._real(node, output, activation)
        outputs = [self._in_onnx_order(output.name) for output in self._graph.output]
        return Converted(self._file.write([source], outputs), standardise)

    def _read_quantization(self) -> None:
        """Which values have 8 bits, and the constants behind each DequantizeLinear."""
        origin = {}
        for node in self._graph.node:
            if node.op_type == "QuantizeLinear":
                scale, zero = (self._constants[name] for name in node.input[1:])
                self._quantization[node.input[0]] = Quantization.of(float(scale), int(zero) - 128)
                origin[node.output[0]] = node.input[0]
            elif node.op_type == "DequantizeLinear" and node.input[0] in self._constants:
                value, scale = self._constants[node.input[0]], self._constants[node.input[1]]
                zero = np.zeros(len(scale), np.int64)
                self._weights[node.output[0]] = value, Quantization(scale.astype(np.float32), zero)
            elif node.op_type == "DequantizeLinear":
                self._real_name[node.output[0]] = origin[node.input[0]]

    def _start(self, nodes: list[onnx.NodeProto]) -> tuple[str, float, list[onnx.NodeProto]]:
        """The first 8-bit value, what is added to a face's deviation before it, and the operators after it."""
        given = self._graph.input[0].name
        if given in self._quantization:
            return given, 0.0, nodes
        before = [node.op_type for node in self._graph.node[: len(_STANDARDISING)]]
        if before != _STANDARDISING:
            raise Unsupported(f"float operators before the first 8-bit one: {before}")
        count = len(_STANDARDISING) - 1
        added = next(self._constants[name] for name in nodes[count - 2].input if name in self._constants)
        return nodes[count - 1].output[0], float(added), nodes[count:]

    def _parts(self, nodes: list[onnx.NodeProto]) -> tuple[list, list]:
        """The operators with an 8-bit output and the others, each as (node, name of the output, what is fused into it)."""
        readers = defaultdict(list)
        for node in self._graph.node:
            for name in node.input:
                readers[name].append(node)
        integer, real = [], []
        for node in nodes:
            output, activation = node.output[0], Activation.NONE
            if node.op_type == "Relu":
                continue
            if len(readers[output]) == 1 and readers[output][0].op_type == "Relu":
                output, activation = readers[output][0].output[0], Activation.RELU
            (integer if output in self._quantization else real).append((node, output, activation))
        return integer, real

    # What has 8 bits.

    def _integer(self, node: onnx.NodeProto, output: str, activation: Activation) -> None:
        quantization = self._quantization[output]
        inputs = [self._int8_input(name) for name in node.input if self._real_name.get(name, name) in self._int8]
        if node.op_type == "Conv":
            weight, weight_scale = self._weights[node.input[1]]
            bias = self._weights[node.input[2]] if len(node.input) > 2 else None
            self._int8[output] = self._convolution(node, inputs[0], output, (weight, weight_scale), bias, activation, quantization)
        elif node.op_type == "Add":
            self._int8[output] = self._same_shape(output, inputs, quantization)
            self._file.operator(Operator.ADD, 2, inputs, self._int8[output], tflite_file.addition(activation))
        elif node.op_type == "Mul":
            self._int8[output] = self._same_shape(output, inputs, quantization)
            self._file.operator(Operator.MUL, 2, inputs, self._int8[output], tflite_file.MULTIPLICATION)
        elif node.op_type == "Sigmoid":
            # The kernels take no other steps than these for its output.
            self._int8[output] = self._same_shape(output, inputs, _SIGMOID_OUTPUT)
            self._file.operator(Operator.LOGISTIC, 2, inputs, self._int8[output])
        elif node.op_type == "GlobalAveragePool":
            channels = self._file.shape(inputs[0])[3]
            self._int8[output] = self._file.tensor(output, (1, 1, 1, channels), np.int8, quantization)
            self._file.operator(Operator.MEAN, 2, [inputs[0], self._spatial_axes()], self._int8[output], tflite_file.mean(True))
        elif node.op_type == "MaxPool":
            self._int8[output] = self._max_pool(node, inputs[0], output, quantization)
        elif node.op_type == "Resize":
            self._int8[output] = self._enlarged(node, inputs[0], output, quantization)
        else:
            raise Unsupported(f"{node.op_type} with 8 bits")

    def _int8_input(self, name: str) -> int:
        return self._int8[self._real_name.get(name, name)]

    def _same_shape(self, name: str, inputs: list[int], quantization: Quantization) -> int:
        shape = np.broadcast_shapes(*(self._file.shape(number) for number in inputs))
        return self._file.tensor(name, shape, np.int8, quantization)

    def _max_pool(self, node: onnx.NodeProto, source: int, output: str, quantization: Quantization) -> int:
        attributes = _attributes(node)
        if any(attributes.get("pads", [0])) or attributes.get("ceil_mode"):
            raise Unsupported("MaxPool with padding")
        window, stride = tuple(attributes["kernel_shape"]), tuple(attributes["strides"])
        _, height, width, channels = self._file.shape(source)
        shape = (1, (height - window[0]) // stride[0] + 1, (width - window[1]) // stride[1] + 1, channels)
        number = self._file.tensor(output, shape, np.int8, quantization)
        self._file.operator(Operator.MAX_POOL_2D, 2, [source], number, tflite_file.pooling(Padding.VALID, stride, window))
        return number

    def _enlarged(self, node: onnx.NodeProto, source: int, output: str, quantization: Quantization) -> int:
        attributes = _attributes(node)
        kind = attributes["mode"], attributes["coordinate_transformation_mode"], attributes["nearest_mode"]
        if kind != (b"nearest", b"asymmetric", b"floor"):
            raise Unsupported(f"Resize by {kind}")
        rows, columns = self._constants[node.input[2]][2:]
        _, height, width, channels = self._file.shape(source)
        size = np.array([height * rows, width * columns], np.int32)
        number = self._file.tensor(output, (1, *map(int, size), channels), np.int8, quantization)
        inputs = [source, self._file.constant(f"{output}_size", size)]
        self._file.operator(Operator.RESIZE_NEAREST_NEIGHBOR, 2, inputs, number, tflite_file.NEAREST)
        return number

    # What stays float.

    def _real(self, node: onnx.NodeProto, output: str, activation: Activation) -> None:
        if activation is not Activation.NONE:
            raise Unsupported("a float ReLU")
        source = self._float_input(node.input[0])
        if node.op_type == "GlobalAveragePool":
            self._float[output] = self._file.tensor(output, (1, self._file.shape(source)[3]), np.float32)
            self._file.operator(Operator.MEAN, 1, [source, self._spatial_axes()], self._float[output], tflite_file.mean(False))
        elif node.op_type == "Flatten":
            size = int(np.prod(self._file.shape(source)))
            if max(self._file.shape(source)) != size:
                raise Unsupported("Flatten of more than one place")
            self._float[output] = source
        elif node.op_type == "Gemm":
            weight, bias = self._constants[node.input[1]], self._constants[node.input[2]]
            if not _attributes(node).get("transB"):
                weight = weight.T
            self._float[output] = self._file.tensor(output, (1, len(weight)), np.float32)
            constants = [self._file.constant(node.input[1], weight), self._file.constant(node.input[2], bias)]
            self._file.operator(
                Operator.FULLY_CONNECTED, 1, [source, *constants], self._float[output], tflite_file.FULLY_CONNECTED
            )
        elif node.op_type == "Softmax":
            self._float[output] = self._file.tensor(output, self._file.shape(source), np.float32)
            self._file.operator(Operator.SOFTMAX, 1, [source], self._float[output], tflite_file.softmax())
        elif node.op_type == "Conv":
            weight = self._constants[node.input[1]], None
            bias = (self._constants[node.input[2]], None) if len(node.input) > 2 else None
            self._float[output] = self._convolution(node, source, output, weight, bias, activation, None)
        else:
            raise Unsupported(f"{node.op_type} in float")

    def _float_input(self, name: str) -> int:
        real = self._real_name.get(name, name)
        if real not in self._float:
            source = self._int8[real]
            self._float[real] = self._file.tensor(f"{real}_float", self._file.shape(source), np.float32)
            self._file.operator(Operator.DEQUANTIZE, 2, [source], self._float[real], tflite_file.DEQUANTIZE)
        return self._float[real]

    def _in_onnx_order(self, name: str) -> int:
        """An output with its channels before its rows, as the ONNX file has it."""
        number = self._float[name]
        shape = self._file.shape(number)
        if len(shape) != 4:
            return number
        batch, height, width, channels = shape
        turned = self._file.tensor(name, (batch, channels, height, width), np.float32)
        order = self._constant_once("channels first", np.array([0, 3, 1, 2], np.int32))
        self._file.operator(Operator.TRANSPOSE, 1, [number, order], turned, tflite_file.TRANSPOSE)
        return turned

    # What both have.

    def _convolution(
        self,
        node: onnx.NodeProto,
        source: int,
        output: str,
        weight: tuple[np.ndarray, Quantization | None],
        bias: tuple[np.ndarray, Quantization | None] | None,
        activation: Activation,
        quantization: Quantization | None,
    ) -> int:
        attributes = _attributes(node)
        if any(step != 1 for step in attributes.get("dilations", [1])):
            raise Unsupported("a convolution with gaps")
        values, weight_quantization = weight
        channels = self._file.shape(source)[3]
        groups = attributes.get("group", 1)
        stride = tuple(attributes["strides"])
        kernel = values.shape[2:]
        type = np.float32 if quantization is None else np.int8
        source, padding = self._padded(source, output, attributes.get("pads", [0, 0, 0, 0]), stride, kernel, type)
        _, height, width, _ = self._file.shape(source)
        rows, columns = (
            -(-side // step) if padding is Padding.SAME else (side - size) // step + 1
            for side, step, size in zip((height, width), stride, kernel)
        )
        if groups == 1:
            operator, placed, axis = Operator.CONV_2D, values.transpose(0, 2, 3, 1), 0
            options = tflite_file.convolution(padding, stride, activation)
        elif groups == channels:
            operator, placed, axis = Operator.DEPTHWISE_CONV_2D, values.transpose(1, 2, 3, 0), 3
            options = tflite_file.depthwise(padding, stride, len(values) // channels, activation)
        else:
            raise Unsupported(f"a convolution of {channels} channels in {groups} groups")
        if weight_quantization is not None:
            weight_quantization = Quantization(weight_quantization.scale, weight_quantization.zero_point, axis)
        if bias is None:
            bias = _no_bias(len(values), weight_quantization, self._scale(source) if quantization else None)
        name = output if quantization is not None else f"{output}_channels_last"
        number = self._file.tensor(name, (1, rows, columns, len(values)), type, quantization)
        constants = [
            self._file.constant(f"{output}_weight", placed, weight_quantization),
            self._file.constant(f"{output}_bias", *bias),
        ]
        self._file.operator(operator, 1 if quantization is None else 3, [source, *constants], number, options)
        return number

    def _padded(self, source: int, name: str, pads, stride, kernel, type) -> tuple[int, Padding]:
        """The input of a convolution, and the padding that it still needs.

        The format's own SAME puts the odd row below and right where a stride leaves one; ONNX says for each side.
        """
        top, left, bottom, right = pads
        if not any(pads):
            return source, Padding.VALID
        if stride == (1, 1) and (top, left) == (bottom, right) and kernel == (2 * top + 1, 2 * left + 1):
            return source, Padding.SAME
        batch, height, width, channels = self._file.shape(source)
        shape = (batch, height + top + bottom, width + left + right, channels)
        padded = self._file.tensor(f"{name}_padded", shape, type, self._file.quantization(source))
        sides = self._constant_once(f"padding {list(pads)}", np.array([[0, 0], [top, bottom], [left, right], [0, 0]], np.int32))
        self._file.operator(Operator.PAD, 1 if type is np.float32 else 2, [source, sides], padded, tflite_file.PAD)
        return padded, Padding.VALID

    def _scale(self, tensor: int) -> np.float32:
        return self._file.quantization(tensor).scale[0]

    def _spatial_axes(self) -> int:
        return self._constant_once("rows and columns", np.array([1, 2], np.int32))

    def _constant_once(self, name: str, value: np.ndarray) -> int:
        if name not in self._shared:
            self._shared[name] = self._file.constant(name, value)
        return self._shared[name]


def _no_bias(count: int, weight: Quantization | None, scale: np.float32 | None) -> tuple[np.ndarray, Quantization | None]:
    if weight is None:
        return np.zeros(count, np.float32), None
    return np.zeros(count, np.int32), Quantization(weight.scale * scale, np.zeros(count, np.int64))


def _attributes(node: onnx.NodeProto) -> dict:
    return {attribute.name: helper.get_attribute_value(attribute) for attribute in node.attribute}
