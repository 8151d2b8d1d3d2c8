"""The 4-conv CNN: wide, without batch normalisation."""

from __future__ import annotations

from torch import nn

from roomtone_training.architectures.layers import Dense, Network

_WIDTHS = (128, 256, 512, 512)


def network() -> Network:
    """4.2 million weights; no convolution is padded, so one position reaches the dense layers."""
    layers: list[nn.Module] = []
    inputs = 1
    for outputs in _WIDTHS:
        layers += [nn.Conv2d(inputs, outputs, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Dropout(0.4)]
        inputs = outputs
    layers += [Dense(512, 512), nn.ReLU(), nn.Dropout(0.4), Dense(512, 256), nn.ReLU()]
    return Network(nn.Sequential(*layers), 256, dropout=0.3)
