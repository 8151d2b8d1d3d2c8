"""Writes a trained, calibrated network as a float ONNX file."""

from __future__ import annotations

from pathlib import Path

import onnx
import torch
from torch import nn

from roomtone_training.architectures.layers import Heads, pool
from roomtone_training.calibration import Calibration
from roomtone_training.dataset import FACE_SIZE

INPUT = "face"
OUTPUTS = ("probabilities", "fer2013", "ferplus")
OPSET = 13


class Deployed(nn.Module):
    """A network as the kiosk runs it: faces [n, 1, 48, 48] (0..1) → three distributions [n, 7].

    Temperatures and blend are folded into the weights of three linear heads, so calibration costs nothing.
    """

    def __init__(self, network: nn.Module, calibration: Calibration):
        super().__init__()
        self.standardise, self.trunk = network.standardise, network.trunk
        fer2013, ferplus = _split(network.heads)
        share, temperature = calibration.blend_weight, calibration.blend_temperature
        blend = _combine(fer2013, share / temperature, ferplus, (1 - share) / temperature)
        self.probabilities = blend
        self.fer2013 = _combine(fer2013, 1 / calibration.fer2013_temperature, ferplus, 0.0)
        self.ferplus = _combine(fer2013, 0.0, ferplus, 1 / calibration.ferplus_temperature)

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


def _split(heads: Heads) -> tuple[nn.Linear, nn.Linear]:
    """The FER2013 and the FER+ half of the 14 scores."""
    return _linear(heads.scores.weight[:7], heads.scores.bias[:7]), _linear(heads.scores.weight[7:], heads.scores.bias[7:])


def _combine(first: nn.Linear, first_factor: float, second: nn.Linear, second_factor: float) -> nn.Linear:
    return _linear(
        first_factor * first.weight + second_factor * second.weight,
        first_factor * first.bias + second_factor * second.bias,
    )


def _linear(weight: torch.Tensor, bias: torch.Tensor) -> nn.Linear:
    layer = nn.Linear(weight.shape[1], weight.shape[0])
    layer.weight, layer.bias = (nn.Parameter(value.detach().clone()) for value in (weight, bias))
    return layer
