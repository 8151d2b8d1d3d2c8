"""SAP-FER: four convolutions and one wide dense layer."""

from __future__ import annotations

from torch import nn

from roomtone_training.architectures.layers import Dense, Network, convolution


def network() -> Network:
    """4.5 million weights, nearly all in the dense layer; no convolution is padded, so 4×4 positions reach it."""
    trunk = nn.Sequential(
        convolution(1, 32, padding=0),
        convolution(32, 64, padding=0),
        nn.MaxPool2d(2),
        nn.Dropout(0.25),
        convolution(64, 128, padding=0),
        nn.MaxPool2d(2),
        convolution(128, 128, padding=0),
        nn.MaxPool2d(2),
        nn.Dropout(0.25),
        Dense(128, 2048, side=4),
        nn.ReLU(),
    )
    return Network(trunk, 2048)
