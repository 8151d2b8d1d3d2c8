"""The network that the kiosk runs."""

from __future__ import annotations

import torch
from torch import nn

from roomtone_training.architectures.layers import Heads, Residual, Standardise, convolution


class ShallowExpressionNetwork(nn.Module):
    """A shallow residual trunk at 24, 12 and 6 pixels a side; 0.47 million weights, 54 MFLOPs (2 × MACs)."""

    def __init__(self) -> None:
        super().__init__()
        self.standardise = Standardise()
        self.trunk = nn.Sequential(
            convolution(1, 32, kernel=5, stride=2),
            convolution(32, 64, stride=2),
            Residual(64, 64, squeeze_excite=True),
            convolution(64, 128, stride=2),
            Residual(128, 128, squeeze_excite=True),
        )
        self.heads = Heads(128, dropout=0.1)

    def forward(self, faces: torch.Tensor) -> torch.Tensor:
        return self.heads(self.trunk(self.standardise(faces)))
