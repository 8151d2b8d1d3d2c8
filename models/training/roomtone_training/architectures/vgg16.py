"""VGG16 with the dense layers of the transfer-learning project."""

from __future__ import annotations

from torch import nn

from roomtone_training.architectures.layers import Coloured, Dense, Network

_STAGES = ((64, 2), (128, 2), (256, 3), (512, 3), (512, 3))
"""Channels and number of convolutions between two pools."""


def network() -> Network:
    """14.9 million weights; without batch normalisation it needs He's first weights. Three channels."""
    layers: list[nn.Module] = []
    inputs = 3
    for outputs, count in _STAGES:
        for _ in range(count):
            layers += [nn.Conv2d(inputs, outputs, 3, padding=1), nn.ReLU()]
            inputs = outputs
        layers.append(nn.MaxPool2d(2))
    layers += [Dense(512, 256), nn.ReLU(), nn.Dropout(0.5), Dense(256, 128), nn.ReLU()]
    return Network(nn.Sequential(*layers), 128, dropout=0.3, standardise=Coloured(), spread=nn.init.kaiming_uniform_)
