"""Writes a trained, calibrated network as a float ONNX file."""

from __future__ import annotations

from pathlib import Path

import onnx
import torch
from torch import nn

from roomtone_training.architectures.layers import Heads, pool
from roomtone_training.calibration import Calibration, HeadCalibration
from roomtone_training.dataset import FACE_SIZE
from roomtone_training.labels import EXPRESSIONS

INPUT = "face"
PROBABILITIES = "probabilities"
OPSET = 13


def outputs(heads: tuple[str, ...]) -> tuple[str, ...]:
    """The outputs of a file: what speaks for the kiosk, then each head where there are several."""
    return (PROBABILITIES, *heads) if len(heads) > 1 else (PROBABILITIES,)


class Deployed(nn.Module):
    """A network as the kiosk runs it: faces [n, 1, 48, 48] (0..1) → one distribution [n, 7] for each of its `outputs`.

    Calibration and blend are folded into the weights of linear heads, so they cost nothing.
    """

    def __init__(self, network: nn.Module, calibration: Calibration):
        super().__init__()
        self.standardise, self.trunk = network.standardise, network.trunk
        self.probabilities = _output(network.heads, calibration.spoken, (calibration.blend_weight, 1 - calibration.blend_weight))
        if len(network.heads.names) > 1:
            self.fer2013 = _output(network.heads, calibration.fer2013, (1, 0))
            self.ferplus = _output(network.heads, calibration.ferplus, (0, 1))
        self._heads = [getattr(self, name) for name in outputs(network.heads.names)]

    def forward(self, faces: torch.Tensor) -> tuple[torch.Tensor, ...]:
        features = pool(self.trunk(self.standardise(faces))).flatten(1)
        return tuple(torch.softmax(head(features), dim=1) for head in self._heads)


def write_float(network: nn.Module, calibration: Calibration, file: Path) -> None:
    """Exports float32 weights; batch normalisation is folded into the convolutions by the exporter."""
    file.parent.mkdir(parents=True, exist_ok=True)
    names = list(outputs(network.heads.names))
    torch.onnx.export(
        Deployed(network, calibration).eval(),
        torch.zeros(1, 1, FACE_SIZE, FACE_SIZE),
        str(file),
        opset_version=OPSET,
        input_names=[INPUT],
        output_names=names,
        dynamic_axes={name: {0: "batch"} for name in (INPUT, *names)},
    )
    tidy(file)


def tidy(file: Path) -> None:
    """Takes the exporter's habits out of an exported file, and checks it."""
    model = onnx.load(str(file))
    _inline_shared_constants(model.graph)
    model.producer_name, model.producer_version, model.doc_string = "roomtone-training", "", ""
    onnx.checker.check_model(model)
    onnx.save(model, str(file))


def _inline_shared_constants(graph: onnx.GraphProto) -> None:
    """Replaces Identity of a constant, the exporter's way to store equal weights once, by the constant itself."""
    constants = {tensor.name for tensor in graph.initializer}
    shared = [node for node in graph.node if node.op_type == "Identity" and node.input[0] in constants]
    original = {node.output[0]: node.input[0] for node in shared}
    for node in shared:
        graph.node.remove(node)
    for node in graph.node:
        node.input[:] = [original.get(name, name) for name in node.input]


def _output(heads: Heads, calibration: HeadCalibration, shares: tuple[float, ...]) -> nn.Linear:
    """One layer that gives calibrated scores [n, 7] of a weighted sum of the heads' scores."""
    size = len(EXPRESSIONS)
    weights, biases = (tensor.detach().split(size) for tensor in (heads.scores.weight, heads.scores.bias))
    layer = nn.Linear(heads.scores.in_features, size)
    layer.weight = nn.Parameter(sum(share * weight for share, weight in zip(shares, weights)) / calibration.temperature)
    mixed_bias = sum(share * bias for share, bias in zip(shares, biases)) / calibration.temperature
    layer.bias = nn.Parameter(mixed_bias + torch.tensor(calibration.offsets))
    return layer
