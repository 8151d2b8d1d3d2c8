"""Building blocks that quantize well: plain convolutions, ReLU, residual sums, late squeeze-excite."""

from __future__ import annotations

from typing import Callable

import torch
import torch.nn.functional as functional
from torch import nn

EXPRESSIONS = 7
BOTH_HEADS = ("fer2013", "ferplus")
FER2013_ONLY = ("fer2013",)


def convolution(
    inputs: int, outputs: int, kernel: int = 3, stride: int = 1, activation: bool = True, padding: int | None = None
) -> nn.Sequential:
    """Convolution, batch normalisation and, unless told otherwise, ReLU; padded so that a stride of 1 keeps the size."""
    layers: list[nn.Module] = [
        nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2 if padding is None else padding, bias=False),
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


class Pool(nn.Module):
    """`pool` as a layer."""

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        return pool(features)


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


class Dense(nn.Conv2d):
    """A fully connected layer, [n, c, side, side] → [n, outputs, 1, 1].

    It is exported as a convolution that covers the whole picture, which is the same sum, so that the 8-bit file has it
    in 8 bits; it is trained as a product of matrices, because such a convolution's gradient takes seven times as long.
    A recipe's `dense_l2` is for these layers.
    """

    def __init__(self, inputs: int, outputs: int, side: int = 1):
        super().__init__(inputs, outputs, side)

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        if torch.onnx.is_in_onnx_export():
            return super().forward(features)
        # Rows in the order of channels-last memory, in which neither picture nor weights have to be copied.
        flat, weights = (tensor.permute(0, 2, 3, 1).flatten(1) for tensor in (features, self.weight))
        return functional.linear(flat, weights, self.bias)[:, :, None, None]


class Grey(nn.Module):
    """Takes faces as they are, 0..1 in one channel."""

    def forward(self, faces: torch.Tensor) -> torch.Tensor:
        return channels_last(faces)


class Coloured(nn.Module):
    """Repeats the grey in three channels and centres it, for networks that were made for colour pictures."""

    MEAN, DEVIATION = 0.5, 0.25

    def forward(self, faces: torch.Tensor) -> torch.Tensor:
        centred = (faces - self.MEAN) / self.DEVIATION
        return torch.cat([centred, centred, centred], dim=1).contiguous(memory_format=torch.channels_last)


class Heads(nn.Module):
    """Pools the trunk and scores each label set in `names`: [n, c, h, w] → [n, 7 × names]."""

    def __init__(self, channels: int, dropout: float, names: tuple[str, ...] = BOTH_HEADS):
        super().__init__()
        self.names = names
        self.dropout = nn.Dropout(dropout)
        self.scores = nn.Linear(channels, len(names) * EXPRESSIONS)

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        return self.scores(self.dropout(pool(features).flatten(1)))


class Network(nn.Module):
    """A network with one head, for FER2013's labels, as the systems of others have it.

    `spread` draws the first weights of its convolutions and linear layers (Glorot's rule is Keras' own); biases begin
    at 0.
    """

    def __init__(
        self, trunk: nn.Module, channels: int, dropout: float = 0.0, standardise: nn.Module | None = None,
        spread: Callable[[torch.Tensor], torch.Tensor] = nn.init.xavier_uniform_,
    ):
        super().__init__()
        self.standardise = standardise or Grey()
        self.trunk = trunk
        self.heads = Heads(channels, dropout, FER2013_ONLY)
        for layer in self.modules():
            if isinstance(layer, (nn.Conv2d, nn.Linear)):
                spread(layer.weight)
                if layer.bias is not None:
                    nn.init.zeros_(layer.bias)

    def forward(self, faces: torch.Tensor) -> torch.Tensor:
        return self.heads(self.trunk(self.standardise(faces)))
