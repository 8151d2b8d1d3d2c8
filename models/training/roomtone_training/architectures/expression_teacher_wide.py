"""The largest network that only teaches, for a GPU; it is never shipped."""

from __future__ import annotations

import torch
from torch import nn

from roomtone_training.architectures.layers import Heads, Residual, Standardise, convolution


class WideExpressionTeacher(nn.Module):
    """Eight residual blocks (as in ResNet-18) behind a stem that keeps all 48 pixels; 11 million weights."""

    def __init__(self) -> None:
        super().__init__()
        self.standardise = Standardise()
        stages: list[nn.Module] = [convolution(1, 64)]
        inputs = 64
        for outputs, stride in ((64, 1), (128, 2), (256, 2), (512, 2)):
            stages += [Residual(inputs, outputs, stride, squeeze_excite=True), Residual(outputs, outputs, squeeze_excite=True)]
            inputs = outputs
        self.trunk = nn.Sequential(*stages)
        self.heads = Heads(512, dropout=0.4)

    def forward(self, faces: torch.Tensor) -> torch.Tensor:
        return self.heads(self.trunk(self.standardise(faces)))
