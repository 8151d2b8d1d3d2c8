"""A larger network that only teaches; it is never shipped."""

from __future__ import annotations

import torch
from torch import nn

from roomtone_training.architectures.layers import Heads, Residual, Standardise, convolution


class ExpressionTeacher(nn.Module):
    """A wider residual trunk; 1.5 million weights, 197 MFLOPs (2 × MACs)."""

    def __init__(self) -> None:
        super().__init__()
        self.standardise = Standardise()
        self.trunk = nn.Sequential(
            convolution(1, 32, kernel=5, stride=2),
            convolution(32, 64),
            Residual(64, 96, stride=2, squeeze_excite=True),
            Residual(96, 96, squeeze_excite=True),
            Residual(96, 192, stride=2, squeeze_excite=True),
            Residual(192, 192, squeeze_excite=True),
        )
        self.heads = Heads(192, dropout=0.3)

    def forward(self, faces: torch.Tensor) -> torch.Tensor:
        return self.heads(self.trunk(self.standardise(faces)))
