"""The detector's files: float and 8-bit ONNX without post-processing, checks, and the recording that Java's tests read."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import onnx
import torch
from torch import nn

from roomtone_training import export, quantization, synthetic, verification
from roomtone_training.faces import boxes, measuring
from roomtone_training.faces.network import CHANNELS, SIDE_MULTIPLE, STRIDES
from roomtone_training.onnx_runner import OnnxRunner, as_input

INPUT = "picture"
OUTPUTS = tuple(f"stride{stride}" for stride in STRIDES)
WIDTH, HEIGHT = 320, 240
MOST_PARAMETERS = 100_000
CONTRACT = {
    "task": "face",
    "input": {"name": INPUT, "width": WIDTH, "height": HEIGHT, "channels": 1},
    "outputs": list(OUTPUTS),
    "labels": [],
}
"""What the manifest says of it; `unsureBelow` is the score below which a box is no face."""
_CALIBRATION_BATCH = 16


def write_float(network: nn.Module, file: Path) -> None:
    """Exports float32 weights; sides and number of pictures are free."""
    file.parent.mkdir(parents=True, exist_ok=True)
    axes = {INPUT: {0: "batch", 2: "height", 3: "width"}}
    for name in OUTPUTS:
        axes[name] = {0: "batch", 2: f"{name}_rows", 3: f"{name}_columns"}
    torch.onnx.export(
        network.eval(), torch.zeros(1, 1, HEIGHT, WIDTH), str(file), opset_version=export.OPSET,
        input_names=[INPUT], output_names=list(OUTPUTS), dynamic_axes=axes,
    )
    export.tidy(file)


def write_int8(float_file: Path, int8_file: Path, pictures: np.ndarray) -> None:
    """The 8-bit twin, its ranges from training scenes uint8 [n, h, w]."""
    onnx.save(quantization.quantize(onnx.load(str(float_file)), pictures, _CALIBRATION_BATCH), str(int8_file))


def as_detector(file: Path) -> measuring.Detector:
    """An ONNX file, emulated, with decoding and suppression."""
    runner = OnnxRunner.load(file)

    def detect(picture: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        grids = runner.run(as_input(picture[None]))
        return boxes.found([grids[name][0] for name in OUTPUTS], measuring.LEAST_SCORE)

    return detect


def verify(float_file: Path, int8_file: Path, network: nn.Module, picture: np.ndarray) -> dict[str, float]:
    """Raises AssertionError where a file breaks the contract; returns what was measured. `picture` uint8 [h, w]."""
    for file in (float_file, int8_file):
        _check_form(onnx.load(str(file)))
    verification.check_quantized_types(onnx.load(str(int8_file)))
    parameters = verification.parameters(onnx.load(str(float_file)))
    assert parameters <= MOST_PARAMETERS, f"{parameters} parameters"
    with torch.no_grad():
        expected = network(torch.from_numpy(as_input(picture[None])))
    written = OnnxRunner.load(float_file).run(as_input(picture[None]))
    gap = max(float(np.abs(grid.numpy() - written[name]).max()) for name, grid in zip(OUTPUTS, expected))
    assert gap < 1e-2, f"the exported float file differs from the network by {gap}"
    return {
        "parameters": parameters,
        "megaFlops": verification.mega_flops(onnx.load(str(float_file)), HEIGHT, WIDTH),
        "int8Bytes": int8_file.stat().st_size,
        "fp32Bytes": float_file.stat().st_size,
        "floatExportGap": gap,
    }


def _check_form(model: onnx.ModelProto) -> None:
    onnx.checker.check_model(model)
    assert model.opset_import[0].version == export.OPSET
    assert [value.name for value in model.graph.input] == [INPUT]
    assert tuple(value.name for value in model.graph.output) == OUTPUTS
    assert not any(node.op_type in ("BatchNormalization", "NonMaxSuppression") for node in model.graph.node)


def synthetic_picture(height: int, width: int, face_size: int) -> np.ndarray:
    """A picture with one drawn face of nobody, uint8 [h, w], always the same."""
    random = np.random.default_rng(7)
    picture = np.full((height, width), 90, np.uint8)
    face = cv2.resize(synthetic.draw(3, random), (face_size, face_size), interpolation=cv2.INTER_AREA)
    x, y = (width - face_size) // 2, (height - face_size) // 2
    picture[y : y + face_size, x : x + face_size] = face
    return picture


def record(float_file: Path, file: Path) -> None:
    """Writes the grids of a synthetic picture and the boxes that follow from them, for Java's tests to compare with."""
    height, width = 5 * SIDE_MULTIPLE, 6 * SIDE_MULTIPLE
    grids = OnnxRunner.load(float_file).run(as_input(synthetic_picture(height, width, 48)[None]))
    least_score = float(np.quantile(1 / (1 + np.exp(-grids[OUTPUTS[0]][0, 0])), 0.5))
    found, scores, poses = boxes.found([grids[name][0] for name in OUTPUTS], least_score)
    recording = {
        "width": width, "height": height, "channels": CHANNELS, "leastScore": least_score,
        "grids": {name: [round(float(value), 5) for value in grids[name].flatten()] for name in OUTPUTS},
        "boxes": [[round(float(value), 4) for value in (*box, score, *pose)] for box, score, pose in zip(found, scores, poses)],
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(recording) + "\n")
