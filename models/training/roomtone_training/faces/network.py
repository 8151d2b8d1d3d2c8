"""The detector's network: grey picture in, one grid of scores and boxes for each of three strides out."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as functional
from torch import nn

from roomtone_training.architectures.layers import channels_last, convolution

STRIDES = (8, 16, 32)
"""Pixels of the picture from one cell of a grid to the next; small faces are found on the first, large ones on the last."""
CHANNELS = 7
"""Of every cell: the score before the sigmoid, the centre's offset from the cell's own in strides, the logarithms of
width and height in strides, and the head's pose (`photographs.Photograph.poses`)."""
SIDE_MULTIPLE = 16
"""A picture's sides are multiples of this, so that the grids of the first two strides fit upon each other."""
_RARE = 0.01
"""The score of every cell before training."""


class Separable(nn.Module):
    """A convolution a channel, then one across channels (Howard et al. 2017), with a shortcut where shapes allow."""

    def __init__(self, inputs: int, outputs: int, kernel: int = 5, stride: int = 1):
        super().__init__()
        self.each = nn.Sequential(
            nn.Conv2d(inputs, inputs, kernel, stride, kernel // 2, groups=inputs, bias=False), nn.BatchNorm2d(inputs), nn.ReLU()
        )
        self.across = convolution(inputs, outputs, kernel=1, activation=False)
        self.has_shortcut = inputs == outputs and stride == 1

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        changed = self.across(self.each(features))
        return functional.relu(changed + features if self.has_shortcut else changed)


class FaceNetwork(nn.Module):
    """Plain convolutions where the picture is large and channels are few, separable ones from stride 8 on.

    Takes float32 [n, 1, h, w] (0..1) with sides that are multiples of `SIDE_MULTIPLE`; returns for every stride a grid
    [n, 7, ceil(h / stride), ceil(w / stride)], see `CHANNELS`.
    """

    def __init__(self, first: int = 8, quarter: int = 24, eighth: int = 48, deep: int = 64) -> None:
        super().__init__()
        self.quarter = nn.Sequential(convolution(1, first, stride=2), convolution(first, quarter, stride=2))
        self.eighth = nn.Sequential(convolution(quarter, eighth, stride=2), *(Separable(eighth, eighth, kernel=3) for _ in range(3)))
        self.sixteenth = nn.Sequential(Separable(eighth, deep, stride=2), *(Separable(deep, deep) for _ in range(3)))
        self.thirtysecond = nn.Sequential(Separable(deep, deep, stride=2), *(Separable(deep, deep) for _ in range(3)))
        self.context = convolution(deep, eighth, kernel=1, activation=False)
        self.towers = nn.ModuleList(Separable(channels, channels, kernel=3) for channels in (eighth, deep, deep))
        self.grids = nn.ModuleList(nn.Conv2d(channels, CHANNELS, 1) for channels in (eighth, deep, deep))
        for grid in self.grids:
            nn.init.normal_(grid.weight, std=0.01)
            nn.init.zeros_(grid.bias)
            grid.bias.data[0] = -math.log(1 / _RARE - 1)
            grid.bias.data[3:5] = math.log(4)

    def forward(self, pictures: torch.Tensor) -> tuple[torch.Tensor, ...]:
        eighth = self.eighth(self.quarter(channels_last(pictures)))
        sixteenth = self.sixteenth(eighth)
        thirtysecond = self.thirtysecond(sixteenth)
        eighth = functional.relu(eighth + functional.interpolate(self.context(sixteenth), scale_factor=2.0, mode="nearest"))
        levels = (eighth, sixteenth, thirtysecond)
        return tuple(grid(tower(level)) for grid, tower, level in zip(self.grids, self.towers, levels))
