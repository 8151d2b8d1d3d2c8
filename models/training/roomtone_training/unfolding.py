"""Begins a training with the weights of an exported float file, in which batch normalisation is folded away.

A run's `best.pt` is not part of the project, the float file is: with this it is a start, too.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

FACES = 1024
"""Faces whose statistics the normalisations are given."""


def unfold(network: nn.Module, file: Path, faces: np.ndarray) -> None:
    """Gives a fresh network what an exported float file of the same architecture computes.

    The file's convolutions hold weights and normalisation in one. Each normalisation is set so that it changes nothing
    but adds the file's bias: its mean and variance are those of the convolution's output on `faces` (uint8 [n, 48, 48]),
    its scale and shift undo them. The heads are the calibrated ones. Raises ValueError where the file has other layers.
    """
    model = onnx.load(str(file))
    constants = {tensor.name: torch.from_numpy(numpy_helper.to_array(tensor).copy()) for tensor in model.graph.initializer}
    modules = dict(network.named_modules())
    added: dict[nn.BatchNorm2d, torch.Tensor] = {}
    convolutions = [node for node in model.graph.node if node.op_type == "Conv"]
    for node in convolutions:
        path = _module_path(node)
        weight, bias = (constants[name] for name in node.input[1:3])
        convolution = modules.get(path)
        if not isinstance(convolution, nn.Conv2d) or convolution.weight.shape != weight.shape:
            raise ValueError(f"{file}: the network has no convolution {path} with weights {tuple(weight.shape)}")
        convolution.weight.data.copy_(weight)
        if convolution.bias is not None:
            convolution.bias.data.copy_(bias)
        else:
            added[_next(modules, path)] = bias
    if len(convolutions) != sum(isinstance(module, nn.Conv2d) for module in modules.values()):
        raise ValueError(f"{file}: the network has more convolutions than the file")
    scores = network.heads.scores
    names = network.heads.names if len(network.heads.names) > 1 else ("probabilities",)
    scores.weight.data.copy_(torch.cat([constants[f"{name}.weight"] for name in names]))
    scores.bias.data.copy_(torch.cat([constants[f"{name}.bias"] for name in names]))
    _set_normalisations(network, added, faces[:FACES])


@torch.no_grad()
def _set_normalisations(network: nn.Module, added: dict[nn.BatchNorm2d, torch.Tensor], faces: np.ndarray) -> None:
    """One pass in which each normalisation is set just before it works, so that the next ones see what they will."""

    def set_from(normalisation: nn.BatchNorm2d, inputs: tuple[torch.Tensor]) -> None:
        mean, variance = inputs[0].mean(dim=(0, 2, 3)), inputs[0].var(dim=(0, 2, 3), unbiased=False)
        normalisation.running_mean.copy_(mean)
        normalisation.running_var.copy_(variance)
        normalisation.weight.copy_((variance + normalisation.eps).sqrt())
        normalisation.bias.copy_(mean + added[normalisation])

    hooks = [normalisation.register_forward_pre_hook(set_from) for normalisation in added]
    network.eval()(torch.from_numpy(faces).unsqueeze(1).float() / 255)
    for hook in hooks:
        hook.remove()


def _module_path(node: onnx.NodeProto) -> str:
    """`/trunk/trunk.2/first/first.0/Conv`, as the exporter names a node, is the module `trunk.2.first.0`."""
    return ".".join(part.rsplit(".", 1)[-1] for part in node.name.split("/")[1:-1])


def _next(modules: dict[str, nn.Module], path: str) -> nn.BatchNorm2d:
    """The normalisation that follows a convolution in its sequence."""
    sequence, place = path.rsplit(".", 1)
    following = modules.get(f"{sequence}.{int(place) + 1}")
    if not isinstance(following, nn.BatchNorm2d):
        raise ValueError(f"no batch normalisation follows {path}")
    return following
