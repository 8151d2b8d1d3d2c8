"""The 7-conv CNN."""

from __future__ import annotations

from torch import nn

from roomtone_training.architectures.layers import Dense, Network, convolution


def network() -> Network:
    """4.43 million weights: the second convolution of each pair is not padded, so 2×2 positions reach the dense layer."""
    trunk = nn.Sequential(
        convolution(1, 64),
        convolution(64, 64, padding=0),
        nn.MaxPool2d(2),
        nn.Dropout(0.3),
        convolution(64, 128),
        convolution(128, 128, padding=0),
        nn.MaxPool2d(2),
        nn.Dropout(0.4),
        convolution(128, 256),
        convolution(256, 256, padding=0),
        nn.MaxPool2d(2),
        nn.Dropout(0.4),
        convolution(256, 512),
        nn.MaxPool2d(2),
        nn.Dropout(0.5),
        Dense(512, 1024, side=2),
        nn.ReLU(),
    )
    return Network(trunk, 1024, dropout=0.6)
