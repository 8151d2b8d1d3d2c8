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
OUTPUTS = ("probabilities", "fer2013", "ferplus")
OPSET = 13


class Deployed(nn.Module):
    """A network as the kiosk runs it: faces [n, 1, 48, 48] (0..1) → three distributions [n, 7].

    Calibration and blend are folded into the weights of three linear heads, so they cost nothing.
    """

    def __init__(self, network: nn.Module, calibration: Calibration):
        super().__init__()
        self.standardise, self.trunk = network.standardise, network.trunk
        share = calibration.blend_weight
        self.probabilities = _output(network.heads, calibration.blend, share, 1 - share)
        self.fer2013 = _output(network.heads, calibration.fer2013, 1, 0)
        self.ferplus = _output(network.heads, calibration.ferplus, 0, 1)

    def forward(self, faces: torch.Tensor) -> tuple[torch.Tensor, ...]:
        features = pool(self.trunk(self.standardise(faces))).flatten(1)
        return tuple(torch.softmax(head(features), dim=1) for head in (self.probabilities, self.fer2013, self.ferplus))


def write_float(network: nn.Module, calibration: Calibration, file: Path) -> None:
    """Exports float32 weights; batch normalisation is folded into the convolutions by the exporter."""
    file.parent.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(
        Deployed(network, calibration).eval(),
        torch.zeros(1, 1, FACE_SIZE, FACE_SIZE),
        str(file),
        opset_version=OPSET,
        input_names=[INPUT],
        output_names=list(OUTPUTS),
        dynamic_axes={name: {0: "batch"} for name in (INPUT, *OUTPUTS)},
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


def _output(heads: Heads, calibration: HeadCalibration, fer2013_share: float, ferplus_share: float) -> nn.Linear:
    """One layer that gives calibrated scores [n, 7] of a weighted sum of both halves of the 14 scores."""
    weight, bias = heads.scores.weight.detach(), heads.scores.bias.detach()
    layer = nn.Linear(weight.shape[1], len(EXPRESSIONS))
    mixed_weight = (fer2013_share * weight[:7] + ferplus_share * weight[7:]) / calibration.temperature
    mixed_bias = (fer2013_share * bias[:7] + ferplus_share * bias[7:]) / calibration.temperature
    layer.weight = nn.Parameter(mixed_weight)
    layer.bias = nn.Parameter(mixed_bias + torch.tensor(calibration.offsets))
    return layer
