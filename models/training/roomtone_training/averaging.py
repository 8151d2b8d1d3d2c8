"""Averages of weights: of one network over its training, which is what gets shipped, and of several trainings."""

from __future__ import annotations

import copy

import numpy as np
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


@torch.no_grad()
def mean(networks: list[nn.Module], faces: np.ndarray) -> nn.Module:
    """One network with the mean of the others' weights (a "model soup", Wortsman et al. 2022), in evaluation mode.

    They must have begun with the same weights, else their filters have nothing to do with each other. The normalisations'
    statistics are taken anew from `faces`, uint8 [n, 48, 48], since the mean of statistics is not that of the mean network.
    """
    result = copy.deepcopy(networks[0])
    states = [network.state_dict() for network in networks]
    result.load_state_dict({
        name: torch.stack([state[name] for state in states]).mean(dim=0) if value.is_floating_point() else value
        for name, value in states[0].items()
    })
    for module in result.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.reset_running_stats()
            module.momentum = None  # the plain mean of all batches
    result.train()
    for part in np.array_split(faces, max(1, len(faces) // 256)):
        result(torch.from_numpy(part).unsqueeze(1).float() / 255)
    return result.eval().requires_grad_(False)
