"""The network that the kiosk runs."""

from __future__ import annotations

import torch
from torch import nn

from roomtone_training.architectures.layers import Heads, Residual, Standardise, convolution


class ExpressionNetwork(nn.Module):
    """A narrow residual trunk at 24, 12 and 6 pixels a side; 0.5 million weights, 57 MFLOPs (2 × MACs)."""

    def __init__(self) -> None:
        super().__init__()
        self.standardise = Standardise()
        self.trunk = nn.Sequential(
            convolution(1, 32, kernel=5, stride=2),
            convolution(32, 48, stride=2),
            Residual(48, 48),
            Residual(48, 48, squeeze_excite=True),
            convolution(48, 96, stride=2),
            Residual(96, 96),
            Residual(96, 96, squeeze_excite=True),
            convolution(96, 192, kernel=1),
        )
        self.heads = Heads(192, dropout=0.1)

    def forward(self, faces: torch.Tensor) -> torch.Tensor:
        return self.heads(self.trunk(self.standardise(faces)))
