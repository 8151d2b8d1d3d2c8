"""ResNet50 (He et al. 2016) for seven expressions."""

from __future__ import annotations

import torch
import torch.nn.functional as functional
from torch import nn

from roomtone_training.architectures.layers import Coloured, Network, convolution

_STAGES = ((64, 3, 1), (128, 4, 2), (256, 6, 2), (512, 3, 2))
"""Inner channels, number of blocks, stride of the first."""
_EXPANSION = 4


class _Bottleneck(nn.Module):
    """1×1, 3×3 and 1×1 convolutions around a shortcut, projected where shapes differ."""

    def __init__(self, inputs: int, inner: int, stride: int):
        super().__init__()
        outputs = inner * _EXPANSION
        self.layers = nn.Sequential(
            convolution(inputs, inner, 1), convolution(inner, inner, stride=stride), convolution(inner, outputs, 1, activation=False)
        )
        same = inputs == outputs and stride == 1
        self.shortcut = nn.Identity() if same else convolution(inputs, outputs, 1, stride, activation=False)

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        return functional.relu(self.layers(features) + self.shortcut(features))


def network() -> Network:
    """23.5 million weights; three channels."""
    layers: list[nn.Module] = [convolution(3, 64, kernel=7, stride=2), nn.MaxPool2d(3, 2, padding=1)]
    inputs = 64
    for inner, count, stride in _STAGES:
        for number in range(count):
            layers.append(_Bottleneck(inputs, inner, stride if number == 0 else 1))
            inputs = inner * _EXPANSION
    return Network(nn.Sequential(*layers), inputs, standardise=Coloured(), spread=nn.init.kaiming_normal_)
