"""Puts masks and dark glasses on training faces, and takes certainty out of their labels.

A covered mouth hides most of what tells expressions apart. Trained on the plain label a network guesses from what is
left; trained on a label that is mostly "can't tell" it gives low probabilities, which the kiosk takes for "unsure".

Faces are float32 [n, 1, h, w] with values 0..1, targets [n, 7] with their rows' weights in them. Positions count from
the crop's centre: -1 is its left or upper edge, 1 its right or lower one.
"""

from __future__ import annotations

import torch

MASKED_CERTAINTY = 0.2
"""Share of its label that a face with a covered mouth keeps; the rest is spread over all expressions."""

SHADED_CERTAINTY = 0.7
"""The same for covered eyes: the mouth still tells a good deal."""


def occlude(
    faces: torch.Tensor, targets: list[torch.Tensor], mask_share: float, glasses_share: float
) -> tuple[torch.Tensor, list[torch.Tensor]]:
    """A copy with masks on `mask_share` of the faces and dark glasses on `glasses_share`, and targets to match."""
    drawn = torch.rand(len(faces), device=faces.device)
    masked = drawn < mask_share
    shaded = (drawn >= mask_share) & (drawn < mask_share + glasses_share)
    faces = faces.clone()
    faces[masked] = _put_on_masks(faces[masked])
    faces[shaded] = _put_on_glasses(faces[shaded])
    certainty = torch.ones(len(faces), 1, device=faces.device)
    certainty[masked] = MASKED_CERTAINTY
    certainty[shaded] = SHADED_CERTAINTY
    return faces, [_uncertain(target, certainty) for target in targets]


def _uncertain(target: torch.Tensor, certainty: torch.Tensor) -> torch.Tensor:
    """Moves what is not certain to all expressions alike; a row's weight (its sum) stays."""
    return certainty * target + (1 - certainty) * target.mean(dim=1, keepdim=True)


def _put_on_masks(faces: torch.Tensor) -> torch.Tensor:
    """Cloth from the nose down: curved upper edge, narrower towards the chin, with folds and a shade of its own."""
    count = len(faces)
    x, y = _grid(faces)
    nose, droop = _between(count, -0.1, 0.25, faces), _between(count, 0.0, 0.35, faces)
    width, taper = _between(count, 0.7, 1.2, faces), _between(count, 0.0, 0.4, faces)
    x = x - _between(count, -0.1, 0.1, faces)
    covered = (y > nose + droop * x * x) & (x.abs() < width - taper * (y - nose))
    shade = _between(count, 0.05, 1.0, faces) + _between(count, -0.15, 0.15, faces) * y + _between(count, -0.1, 0.1, faces) * x
    folds = _between(count, 0.0, 0.08, faces) * torch.sin(_between(count, 8, 20, faces) * y + _between(count, 0, 6, faces))
    return torch.where(covered, (shade + folds).clamp(0, 1), faces)


def _put_on_glasses(faces: torch.Tensor) -> torch.Tensor:
    """Two dark lenses with a bridge between them."""
    count = len(faces)
    x, y = _grid(faces)
    height, apart = _between(count, -0.4, -0.15, faces), _between(count, 0.32, 0.46, faces)
    across, down = _between(count, 0.22, 0.34, faces), _between(count, 0.15, 0.28, faces)
    x = x - _between(count, -0.08, 0.08, faces)
    lens = ((x.abs() - apart) / across) ** 2 + ((y - height) / down) ** 2 < 1
    bridge = (x.abs() < apart) & ((y - height).abs() < 0.05)
    shade = _between(count, 0.0, 0.25, faces) + _between(count, -0.1, 0.1, faces) * y
    return torch.where(lens | bridge, shade.clamp(0, 1), faces)


def _grid(faces: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Horizontal [1, 1, 1, w] and vertical [1, 1, h, 1] positions of the pixels."""
    height, width = faces.shape[2:]
    x = torch.linspace(-1, 1, width, device=faces.device).view(1, 1, 1, -1)
    y = torch.linspace(-1, 1, height, device=faces.device).view(1, 1, -1, 1)
    return x, y


def _between(count: int, low: float, high: float, like: torch.Tensor) -> torch.Tensor:
    """One number a face, uniform, shaped to go with pictures."""
    return torch.empty(count, 1, 1, 1, device=like.device).uniform_(low, high)
