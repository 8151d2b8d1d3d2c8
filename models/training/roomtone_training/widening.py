"""Begins a wide network's training with what a narrow one has learnt (Chen et al. 2016, "Net2Net")."""

from __future__ import annotations

import torch

NOISE = 0.05
"""Standard deviation of the noise on each weight, as a share of it: copies of a channel must not stay alike."""


def widen(narrow: dict[str, torch.Tensor], wide: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The narrow network's weights in the wide one's shapes, whose channels are whole multiples of the narrow one's.

    Every channel is repeated, and what reads it takes its share of each copy: without the noise the wide network says
    what the narrow one says. Between equal shapes the weights are returned as they are. Raises ValueError where layers
    differ in more than width.
    """
    if narrow.keys() != wide.keys():
        raise ValueError(f"the networks have other layers: {sorted(narrow.keys() ^ wide.keys())[:3]} …")
    return {name: _widen(name, narrow[name], wide[name].shape) for name in narrow}


def _widen(name: str, weights: torch.Tensor, shape: torch.Size) -> torch.Tensor:
    if weights.shape == shape:
        return weights
    if weights.dim() != len(shape) or any(large % small for large, small in zip(shape, weights.shape)):
        raise ValueError(f"{name}: {tuple(weights.shape)} can't be widened to {tuple(shape)}")
    times = [large // small for large, small in zip(shape, weights.shape)]
    repeated = weights.repeat(times)
    if weights.dim() < 2:
        return repeated
    return repeated / times[1] * (1 + NOISE * torch.randn_like(repeated))
