"""Writes TensorFlow Lite files by their published schema (tensorflow/lite/schema/schema.fbs, version 3).

Debian's flatbuffers package lays out the bytes; the numbers of fields, types, operators and option tables below are the
schema's. Only what this package's networks need is here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

import flatbuffers
import numpy as np

_SCHEMA_VERSION = 3
_IDENTIFIER = b"TFL3"
_BUFFER_ALIGNMENT = 16
_TYPES = {np.dtype(np.float32): 0, np.dtype(np.int32): 2, np.dtype(np.int8): 9}


class Operator(IntEnum):
    """The schema's BuiltinOperator."""

    ADD = 0
    CONV_2D = 3
    DEPTHWISE_CONV_2D = 4
    DEQUANTIZE = 6
    FULLY_CONNECTED = 9
    LOGISTIC = 14
    MAX_POOL_2D = 17
    MUL = 18
    SOFTMAX = 25
    PAD = 34
    TRANSPOSE = 39
    MEAN = 40
    RESIZE_NEAREST_NEIGHBOR = 97


class Padding(IntEnum):
    SAME = 0
    VALID = 1


class Activation(IntEnum):
    NONE = 0
    RELU = 1


@dataclass(frozen=True)
class Quantization:
    """What makes a value of an integer: scale × (integer − zero point), for each place along `axis` or for all."""

    scale: np.ndarray
    zero_point: np.ndarray
    axis: int = 0

    @staticmethod
    def of(scale: float, zero_point: int) -> "Quantization":
        return Quantization(np.array([scale], np.float32), np.array([zero_point], np.int64))


@dataclass(frozen=True)
class Options:
    """An operator's option table: its number in the BuiltinOptions union and its fields as (slot, kind, value)."""

    table: int
    fields: tuple[tuple[int, str, float], ...] = ()


def convolution(padding: Padding, stride: tuple[int, int], activation: Activation) -> Options:
    """Conv2DOptions; `stride` is (rows, columns)."""
    return Options(1, ((0, "Int8", padding), (1, "Int32", stride[1]), (2, "Int32", stride[0]), (3, "Int8", activation)))


def depthwise(padding: Padding, stride: tuple[int, int], multiplier: int, activation: Activation) -> Options:
    """DepthwiseConv2DOptions; `multiplier` is how many channels come of each."""
    return Options(
        2,
        ((0, "Int8", padding), (1, "Int32", stride[1]), (2, "Int32", stride[0]), (3, "Int32", multiplier), (4, "Int8", activation)),
    )


def pooling(padding: Padding, stride: tuple[int, int], window: tuple[int, int]) -> Options:
    """Pool2DOptions; stride and window are (rows, columns)."""
    return Options(
        5,
        ((0, "Int8", padding), (1, "Int32", stride[1]), (2, "Int32", stride[0]), (3, "Int32", window[1]), (4, "Int32", window[0])),
    )


def softmax() -> Options:
    """SoftmaxOptions with the plain exponent."""
    return Options(9, ((0, "Float32", 1.0),))


def addition(activation: Activation) -> Options:
    """AddOptions."""
    return Options(11, ((0, "Int8", activation),))


def mean(keep_dimensions: bool) -> Options:
    """ReducerOptions."""
    return Options(27, ((0, "Bool", keep_dimensions),))


FULLY_CONNECTED = Options(8)
MULTIPLICATION = Options(21)
PAD = Options(22)
TRANSPOSE = Options(26)
DEQUANTIZE = Options(38)
NEAREST = Options(74)


@dataclass
class _Tensor:
    name: str
    shape: tuple[int, ...]
    type: int
    quantization: Quantization | None
    buffer: int


@dataclass
class TfliteFile:
    """One network, built tensor by tensor and operator by operator, in the order in which it runs."""

    description: str
    _tensors: list[_Tensor] = field(default_factory=list)
    _buffers: list[bytes] = field(default_factory=lambda: [b""])
    _codes: list[tuple[Operator, int]] = field(default_factory=list)
    _operators: list[tuple[int, list[int], list[int], Options | None]] = field(default_factory=list)

    def tensor(self, name: str, shape: tuple[int, ...], type: type, quantization: Quantization | None = None) -> int:
        """A tensor that is computed; returns its number."""
        return self._add(_Tensor(name, shape, _TYPES[np.dtype(type)], quantization, 0))

    def constant(self, name: str, value: np.ndarray, quantization: Quantization | None = None) -> int:
        """A tensor whose values are in the file; returns its number."""
        self._buffers.append(np.ascontiguousarray(value).astype(value.dtype.newbyteorder("<")).tobytes())
        return self._add(_Tensor(name, value.shape, _TYPES[value.dtype], quantization, len(self._buffers) - 1))

    def _add(self, tensor: _Tensor) -> int:
        self._tensors.append(tensor)
        return len(self._tensors) - 1

    def shape(self, tensor: int) -> tuple[int, ...]:
        return self._tensors[tensor].shape

    def quantization(self, tensor: int) -> Quantization | None:
        return self._tensors[tensor].quantization

    def operator(self, operator: Operator, version: int, inputs: list[int], output: int, options: Options | None = None) -> None:
        """An operator; `version` is the first of the schema that knows its types."""
        if (operator, version) not in self._codes:
            self._codes.append((operator, version))
        self._operators.append((self._codes.index((operator, version)), inputs, [output], options))

    def write(self, inputs: list[int], outputs: list[int]) -> bytes:
        """The file's bytes, with the numbers of the tensors that go in and come out."""
        builder = flatbuffers.Builder(sum(map(len, self._buffers)) + (64 << 10))
        codes = _tables(builder, [self._code(builder, code) for code in self._codes])
        tensors = _tables(builder, [self._tensor(builder, tensor) for tensor in self._tensors])
        operators = _tables(builder, [self._operator(builder, operator) for operator in self._operators])
        ins, outs = _numbers(builder, inputs), _numbers(builder, outputs)
        graph = _table(builder, {0: tensors, 1: ins, 2: outs, 3: operators})
        graphs = _tables(builder, [graph])
        buffers = _tables(builder, [self._buffer(builder, data) for data in self._buffers])
        description = builder.CreateString(self.description)
        builder.StartObject(5)
        builder.PrependUint32Slot(0, _SCHEMA_VERSION, 0)
        for slot, offset in ((1, codes), (2, graphs), (3, description), (4, buffers)):
            builder.PrependUOffsetTRelativeSlot(slot, offset, 0)
        builder.Finish(builder.EndObject(), file_identifier=_IDENTIFIER)
        return bytes(builder.Output())

    @staticmethod
    def _code(builder: flatbuffers.Builder, code: tuple[Operator, int]) -> int:
        operator, version = code
        builder.StartObject(4)
        # Twice: readers from before schema 3a look at the first, later ones at the larger of both.
        builder.PrependInt8Slot(0, operator, 0)
        builder.PrependInt32Slot(2, version, 1)
        builder.PrependInt32Slot(3, operator, 0)
        return builder.EndObject()

    @staticmethod
    def _tensor(builder: flatbuffers.Builder, tensor: _Tensor) -> int:
        shape = _numbers(builder, tensor.shape)
        name = builder.CreateString(tensor.name)
        quantization = 0
        if tensor.quantization is not None:
            scale = builder.CreateNumpyVector(tensor.quantization.scale)
            zero = builder.CreateNumpyVector(tensor.quantization.zero_point)
            builder.StartObject(7)
            builder.PrependUOffsetTRelativeSlot(2, scale, 0)
            builder.PrependUOffsetTRelativeSlot(3, zero, 0)
            builder.PrependInt32Slot(6, tensor.quantization.axis, 0)
            quantization = builder.EndObject()
        builder.StartObject(5)
        builder.PrependUOffsetTRelativeSlot(0, shape, 0)
        builder.PrependInt8Slot(1, tensor.type, 0)
        builder.PrependUint32Slot(2, tensor.buffer, 0)
        builder.PrependUOffsetTRelativeSlot(3, name, 0)
        builder.PrependUOffsetTRelativeSlot(4, quantization, 0)
        return builder.EndObject()

    @staticmethod
    def _operator(builder: flatbuffers.Builder, operator: tuple[int, list[int], list[int], Options | None]) -> int:
        code, inputs, outputs, options = operator
        ins, outs = _numbers(builder, inputs), _numbers(builder, outputs)
        table = 0
        if options is not None:
            builder.StartObject(1 + max((slot for slot, _, _ in options.fields), default=-1))
            for slot, kind, value in options.fields:
                getattr(builder, f"Prepend{kind}Slot")(slot, value, 0)
            table = builder.EndObject()
        builder.StartObject(5)
        builder.PrependUint32Slot(0, code, 0)
        builder.PrependUOffsetTRelativeSlot(1, ins, 0)
        builder.PrependUOffsetTRelativeSlot(2, outs, 0)
        builder.PrependUint8Slot(3, 0 if options is None else options.table, 0)
        builder.PrependUOffsetTRelativeSlot(4, table, 0)
        return builder.EndObject()

    @staticmethod
    def _buffer(builder: flatbuffers.Builder, data: bytes) -> int:
        vector = 0
        if data:
            builder.StartVector(1, len(data), _BUFFER_ALIGNMENT)
            builder.head -= len(data)
            builder.Bytes[builder.Head() : builder.Head() + len(data)] = data
            vector = builder.EndVector()
        return _table(builder, {0: vector})


def _table(builder: flatbuffers.Builder, offsets: dict[int, int]) -> int:
    builder.StartObject(1 + max(offsets))
    for slot, offset in offsets.items():
        builder.PrependUOffsetTRelativeSlot(slot, offset, 0)
    return builder.EndObject()


def _tables(builder: flatbuffers.Builder, offsets: list[int]) -> int:
    builder.StartVector(4, len(offsets), 4)
    for offset in reversed(offsets):
        builder.PrependUOffsetTRelative(offset)
    return builder.EndVector()


def _numbers(builder: flatbuffers.Builder, values) -> int:
    return builder.CreateNumpyVector(np.array(values, np.int32))
