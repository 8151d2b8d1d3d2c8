"""A small Xception (Chollet 2017) that is first trained on pairs, as each half of a Siamese network."""

from __future__ import annotations

import torch
import torch.nn.functional as functional
from torch import nn

from roomtone_training.architectures.layers import Dense, Network, Pool, convolution

EMBEDDING = 128


def _separable(inputs: int, outputs: int) -> nn.Sequential:
    """Each channel by itself, then all of them at each position.

    The first normalisation is ours. It was to help 8 bits and did not (models/README.md); the shipped file has it.
    """
    return nn.Sequential(
        nn.Conv2d(inputs, inputs, 3, padding=1, groups=inputs, bias=False),
        nn.BatchNorm2d(inputs),
        nn.Conv2d(inputs, outputs, 1, bias=False),
        nn.BatchNorm2d(outputs),
    )


class _Block(nn.Module):
    """Two separable convolutions and a pool around a projected shortcut; halves the sides."""

    def __init__(self, inputs: int, outputs: int):
        super().__init__()
        self.layers = nn.Sequential(
            _separable(inputs, outputs), nn.ReLU(), _separable(outputs, outputs), nn.MaxPool2d(3, 2, padding=1)
        )
        self.shortcut = convolution(inputs, outputs, 1, 2, activation=False)

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        return functional.relu(self.layers(features) + self.shortcut(features))


def network() -> Network:
    """0.8 million weights; a face becomes 128 numbers, which pairs bring together or apart and the classifier reads."""
    trunk = nn.Sequential(
        convolution(1, 32, stride=2),
        convolution(32, 64),
        _Block(64, 128),
        _Block(128, 256),
        _Block(256, 512),
        Pool(),
        Dense(512, EMBEDDING),
    )
    return Network(trunk, EMBEDDING)
