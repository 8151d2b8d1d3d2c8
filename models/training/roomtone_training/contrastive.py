"""The Siamese network's loss (Hadsell, Chopra and LeCun 2006, "Dimensionality reduction by learning an invariant mapping").

Two faces go through the same trunk; its answer is a pair's two points. Faces with one expression are drawn together,
others pushed apart until they are `margin` away.
"""

from __future__ import annotations

import torch
import torch.nn.functional as functional
from torch import nn

from roomtone_training.architectures.layers import pool


def embed(network: nn.Module, faces: torch.Tensor) -> torch.Tensor:
    """Points on the unit sphere [n, c] of faces [n, 1, 48, 48]."""
    features = pool(network.trunk(network.standardise(faces))).flatten(1)
    return functional.normalize(features.float(), dim=1)


def pair_loss(distance: torch.Tensor, same: torch.Tensor, margin: float) -> torch.Tensor:
    """Each pair's loss: distance² where `same`, else the square of what is missing to the margin."""
    return torch.where(same, distance.square(), (margin - distance).clamp(min=0).square())


def loss(points: torch.Tensor, label: torch.Tensor, margin: float) -> torch.Tensor:
    """Mean over all pairs of a batch, the same and the different ones with half of the weight each.

    points float [n, c], label int [n]. A batch without pairs of one kind counts the other.
    """
    first, second = torch.triu_indices(len(points), len(points), 1, device=points.device)
    # The small number keeps the root's gradient finite where two points are one.
    distance = ((points[first] - points[second]).square().sum(dim=1) + 1e-12).sqrt()
    same = label[first] == label[second]
    each = pair_loss(distance, same, margin)
    weight = torch.where(same, 1 / same.sum().clamp(min=1), 1 / (~same).sum().clamp(min=1))
    return (each * weight).sum() / weight.sum()
