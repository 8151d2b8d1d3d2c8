"""Building blocks that quantize well: plain convolutions, ReLU, residual sums, late squeeze-excite."""

from __future__ import annotations

import torch
import torch.nn.functional as functional
from torch import nn

HEADS = 2
EXPRESSIONS = 7


def convolution(inputs: int, outputs: int, kernel: int = 3, stride: int = 1, activation: bool = True) -> nn.Sequential:
    """Convolution, batch normalisation and, unless told otherwise, ReLU."""
    layers: list[nn.Module] = [
        nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False),
        nn.BatchNorm2d(outputs),
    ]
    if activation:
        layers.append(nn.ReLU())
    return nn.Sequential(*layers)


def pool(features: torch.Tensor) -> torch.Tensor:
    """Mean over the picture, [n, c, h, w] → [n, c, 1, 1].

    `avg_pool2d` rather than `adaptive_avg_pool2d`: its gradient is a dense tensor, and a strided one makes the
    sums of a backward pass several times slower on a CPU. In an exported graph it is a GlobalAveragePool, which
    ONNX Runtime has in 8 bits.
    """
    if torch.onnx.is_in_onnx_export():
        return functional.adaptive_avg_pool2d(features, 1)
    return functional.avg_pool2d(features, features.shape[-1])


def channels_last(faces: torch.Tensor) -> torch.Tensor:
    """One-channel faces [n, 1, h, w] with strides that say "channels last".

    With one channel both layouts have the same bytes, torch then takes the other one, and every layer that meets
    it pays for the mixture: without this a training step takes half as long again.
    """
    if torch.onnx.is_in_onnx_export():
        return faces
    height, width = faces.shape[2:]
    return faces.contiguous().as_strided(faces.shape, (height * width, 1, width, 1))


class Standardise(nn.Module):
    """Gives each face mean 0 and standard deviation about 1, so that a dim room looks like a bright one."""

    SMALLEST_DEVIATION = 0.03

    def forward(self, faces: torch.Tensor) -> torch.Tensor:
        centred = faces - faces.mean(dim=(2, 3), keepdim=True)
        deviation = (centred * centred).mean(dim=(2, 3), keepdim=True).sqrt()
        return channels_last(centred / (deviation + self.SMALLEST_DEVIATION))


class SqueezeExcite(nn.Module):
    """Weighs channels by what the whole picture holds (Hu et al. 2018, "Squeeze-and-Excitation Networks")."""

    def __init__(self, channels: int, reduction: int = 8):
        super().__init__()
        self.squeeze = nn.Conv2d(channels, channels // reduction, 1)
        self.excite = nn.Conv2d(channels // reduction, channels, 1)

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        return features * torch.sigmoid(self.excite(functional.relu(self.squeeze(pool(features)))))


class Residual(nn.Module):
    """Two 3×3 convolutions around a shortcut (He et al. 2016), the shortcut projected where shapes differ."""

    def __init__(self, inputs: int, outputs: int, stride: int = 1, squeeze_excite: bool = False):
        super().__init__()
        self.first = convolution(inputs, outputs, stride=stride)
        self.second = convolution(outputs, outputs, activation=False)
        self.weigh = SqueezeExcite(outputs) if squeeze_excite else nn.Identity()
        same = inputs == outputs and stride == 1
        self.shortcut = nn.Identity() if same else convolution(inputs, outputs, 1, stride, activation=False)

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        return functional.relu(self.weigh(self.second(self.first(features))) + self.shortcut(features))


class Heads(nn.Module):
    """Pools the trunk and scores both label sets: [n, c, h, w] → [n, 14]."""

    def __init__(self, channels: int, dropout: float):
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        self.scores = nn.Linear(channels, HEADS * EXPRESSIONS)

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        return self.scores(self.dropout(pool(features).flatten(1)))
