"""Checks exported files: form, size, work, and that they compute what the network computes."""

from __future__ import annotations

import json
import math
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import onnx
from onnx import TensorProto, numpy_helper

from roomtone_training import labels
from roomtone_training.export import INPUT, OPSET
from roomtone_training.onnx_runner import OnnxRunner, as_input


@dataclass(frozen=True)
class Limits:
    """What a model may weigh and cost."""

    int8_bytes: float = math.inf
    mega_flops: float = math.inf
    eight_bit_activations: bool = True


KIOSK_LIMITS = Limits(int8_bytes=1_000_000, mega_flops=60)
"""What the kiosk's own model keeps to."""


LEAST_AGREEMENT = 0.98
"""Share of faces on which the built program must name what the trained network names."""


def verify(
    float_file: Path, int8_file: Path, expected: dict[str, np.ndarray], faces: np.ndarray, outputs: tuple[str, ...], limits: Limits
) -> dict[str, float]:
    """Raises AssertionError where a file breaks the contract; returns what was measured.

    `expected`: by output, the trained network's own probabilities float [n, 7] of these 8-bit faces [n, 48, 48].
    """
    for file in (float_file, int8_file):
        _check_form(onnx.load(str(file)), outputs)
    check_quantized_types(onnx.load(str(int8_file)), limits.eight_bit_activations)
    size = int8_file.stat().st_size
    assert size <= limits.int8_bytes, f"{int8_file} has {size} bytes"
    work = mega_flops(onnx.load(str(float_file)))
    assert work <= limits.mega_flops, f"{work:.1f} MFLOPs a face"
    exact = OnnxRunner.load(float_file).run_pictures(faces)
    rounded = OnnxRunner.load(int8_file).run_pictures(faces)
    for name in outputs:
        assert np.allclose(rounded[name].sum(axis=1), 1, atol=1e-4), f"{name} does not sum to 1"
    gap = max(float(np.abs(exact[name] - probabilities).max()) for name, probabilities in expected.items())
    assert gap < 1e-3, f"the exported float file differs from the network by {gap}"
    return {
        "int8Bytes": size,
        "fp32Bytes": float_file.stat().st_size,
        "megaFlops": work,
        "parameters": parameters(onnx.load(str(float_file))),
        "floatExportGap": gap,
        **{f"agreement_{name}": agreement(exact[name], rounded[name]) for name in outputs},
    }


def app_agreement(app: Path, model: str, faces: np.ndarray, expected: np.ndarray) -> float:
    """Share 0..1 of 8-bit faces [n, 48, 48] of which the built program names the same expression as `expected` [n, 7].

    `app` is its launcher, whose models' folder must hold the int8 file. Raises AssertionError below `LEAST_AGREEMENT`.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pictures = [str(folder / f"{number}.png") for number in range(len(faces))]
        for picture, face in zip(pictures, faces):
            cv2.imwrite(picture, face)
        settings = folder / "settings.yaml"
        settings.write_text("emotion:\n  precision: int8\n  margin: 0\n")
        command = [str(app), "classify", "--crop", "--json", "--model", model, "--config", str(settings), *pictures]
        said = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    named = [labels.EXPRESSIONS.index(picture["faces"][0]["expression"]) for picture in said]
    share = float((np.array(named) == expected.argmax(axis=1)).mean())
    assert share >= LEAST_AGREEMENT, f"{app} names the same expression as the network on {share:.1%} of the faces"
    return share


def agreement(first: np.ndarray, second: np.ndarray) -> float:
    """Share 0..1 of rows where two sets of probabilities [n, 7] have the same top expression."""
    return float((first.argmax(axis=1) == second.argmax(axis=1)).mean())


def check_quantized_types(model: onnx.ModelProto, activations: bool = True) -> None:
    """Every convolution but those that give an output reads an s8 weight with one scale an output channel.

    With `activations` it also reads a u8 activation.
    """
    results = {output.name for output in model.graph.output}
    producer = {node.output[0]: node for node in model.graph.node}
    constants = {tensor.name: tensor for tensor in model.graph.initializer}
    convolutions = [node for node in model.graph.node if node.op_type == "Conv" and node.output[0] not in results]
    assert convolutions, "no convolution"
    for node in convolutions:
        activation, weight = (producer.get(name) for name in node.input[:2])
        rounded = [weight, activation] if activations else [weight]
        assert all(reader is not None and reader.op_type == "DequantizeLinear" for reader in rounded), f"{node.name} is float"
        if activations:
            assert constants[activation.input[2]].data_type == TensorProto.UINT8, f"{node.name}: activation is not u8"
        assert constants[weight.input[0]].data_type == TensorProto.INT8, f"{node.name}: weight is not s8"
        channels = constants[weight.input[0]].dims[0]
        assert list(constants[weight.input[1]].dims) == [channels], f"{node.name}: weight is not per channel"


def mega_flops(model: onnx.ModelProto, height: int = 48, width: int = 48) -> float:
    """Work for one picture, 2 × multiply-accumulates of convolutions and linear layers, in millions."""
    weights = {tensor.name: tensor.dims for tensor in model.graph.initializer}
    shapes: dict[str, tuple[int, ...]] = {}
    OnnxRunner(model).run(as_input(np.zeros((1, height, width), np.uint8)), lambda name, value: shapes.__setitem__(name, tuple(value.shape)))
    total = 0
    for node in model.graph.node:
        if node.op_type in ("Conv", "Gemm"):
            positions = int(np.prod(shapes[node.output[0]][2:]))
            total += int(np.prod(weights[node.input[1]])) * positions
    return 2 * total / 1e6


def parameters(model: onnx.ModelProto) -> int:
    """Numbers in the weights and biases of a float file."""
    return sum(int(np.prod(tensor.dims)) for tensor in model.graph.initializer if tensor.data_type == TensorProto.FLOAT)


def _check_form(model: onnx.ModelProto, outputs: tuple[str, ...]) -> None:
    onnx.checker.check_model(model)
    assert model.opset_import[0].version == OPSET
    assert [value.name for value in model.graph.input] == [INPUT]
    assert tuple(value.name for value in model.graph.output) == outputs
    dimensions = model.graph.input[0].type.tensor_type.shape.dim
    assert dimensions[0].dim_param == "batch" and [d.dim_value for d in dimensions[1:]] == [1, 48, 48]
    assert not any(node.op_type == "BatchNormalization" for node in model.graph.node)
    assert all(np.isfinite(numpy_helper.to_array(tensor)).all() for tensor in model.graph.initializer)
