"""The network that the kiosk runs."""

from __future__ import annotations

import torch
from torch import nn

from roomtone_training.architectures.layers import Heads, Residual, Standardise, convolution


class ExpressionNetwork(nn.Module):
    """A narrow residual trunk at 24, 12 and 6 pixels a side; 0.5 million weights, 57 MFLOPs (2 × MACs).

    `width` multiplies every number of channels: a wider one only teaches.
    """

    def __init__(self, width: int = 1, dropout: float = 0.1) -> None:
        super().__init__()
        stem, early, late, pooled = (width * channels for channels in (32, 48, 96, 192))
        self.standardise = Standardise()
        self.trunk = nn.Sequential(
            convolution(1, stem, kernel=5, stride=2),
            convolution(stem, early, stride=2),
            Residual(early, early),
            Residual(early, early, squeeze_excite=True),
            convolution(early, late, stride=2),
            Residual(late, late),
            Residual(late, late, squeeze_excite=True),
            convolution(late, pooled, kernel=1),
        )
        self.heads = Heads(pooled, dropout)

    def forward(self, faces: torch.Tensor) -> torch.Tensor:
        return self.heads(self.trunk(self.standardise(faces)))
