"""An exponential moving average of a network's weights and statistics, which is what gets shipped."""

from __future__ import annotations

import copy

import torch
from torch import nn


class AveragedNetwork:
    """Follows a network in training; `network` is the averaged copy, always in evaluation mode.

    The decay grows from 0.1 towards `decay`, so that the first, random weights are soon forgotten. With a decay of 0
    it is a copy.
    """

    def __init__(self, network: nn.Module, decay: float):
        self.network = copy.deepcopy(network).eval().requires_grad_(False)
        self.decay = decay
        self.updates = 0

    @torch.no_grad()
    def update(self, network: nn.Module) -> None:
        """Takes one step towards the network, batch normalisation's running statistics included."""
        self.updates += 1
        decay = min(self.decay, self.updates / (9 + self.updates))
        followed = network.state_dict()
        floats, followed_floats = [], []
        for name, value in self.network.state_dict().items():
            if value.dtype.is_floating_point:
                floats.append(value)
                followed_floats.append(followed[name])
            else:
                value.copy_(followed[name])
        # Two operations for all tensors together: a GPU would spend most of a step on starting one for each.
        torch._foreach_mul_(floats, decay)
        torch._foreach_add_(floats, followed_floats, alpha=1 - decay)
