"""Boxes: from the network's grids to boxes, their overlap, and which of several that overlap stays.

`roomtone.face.FaceGrids` and `NonMaximumSuppression` do the same in Java; a recorded file keeps both equal.
Boxes are left, top, right, bottom in pixels.
"""

from __future__ import annotations

import numpy as np
import torch

from roomtone_training.faces.network import STRIDES

LARGEST_OVERLAP = 0.4
"""Of two boxes that overlap by more (intersection over union), only the surer one stays."""
MOST_CANDIDATES = 300


def centres(height: int, width: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Of every cell of all grids, in the network's order: its centre [a, 2] (x, y) and its stride [a], in pixels."""
    points, strides = [], []
    for stride in STRIDES:
        rows, columns = -(-height // stride), -(-width // stride)
        y, x = torch.meshgrid(torch.arange(rows), torch.arange(columns), indexing="ij")
        points.append((torch.stack([x, y], dim=-1).reshape(-1, 2) + 0.5) * stride)
        strides.append(torch.full((rows * columns,), float(stride)))
    return torch.cat(points), torch.cat(strides)


def flatten(grids: tuple[torch.Tensor, ...]) -> torch.Tensor:
    """Grids [n, 7, h, w] as one row a cell, [n, a, 7]."""
    return torch.cat([grid.flatten(2).transpose(1, 2) for grid in grids], dim=1)


def decode(cells: torch.Tensor, points: torch.Tensor, strides: torch.Tensor) -> torch.Tensor:
    """Boxes [n, a, 4] of cells [n, a, 7]."""
    middle = points + cells[..., 1:3] * strides[:, None]
    half = cells[..., 3:5].clamp(max=6).exp() * strides[:, None] / 2
    return torch.cat([middle - half, middle + half], dim=-1)


def overlaps(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Intersection over union of every pair, [n, 4] and [m, 4] → [n, m]."""
    shared = _shared(first, second)
    return shared / np.maximum(_area(first)[:, None] + _area(second)[None] - shared, 1e-9)


def covered(boxes: np.ndarray, regions: np.ndarray) -> np.ndarray:
    """Which share of each box [n, 4] lies in each region [m, 4], [n, m]."""
    return _shared(boxes, regions) / np.maximum(_area(boxes)[:, None], 1e-9)


def _shared(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    low = np.maximum(first[:, None, :2], second[None, :, :2])
    high = np.minimum(first[:, None, 2:], second[None, :, 2:])
    return np.prod(np.maximum(high - low, 0), axis=2)


def _area(boxes: np.ndarray) -> np.ndarray:
    return np.prod(np.maximum(boxes[:, 2:] - boxes[:, :2], 0), axis=1)


def suppress(boxes: np.ndarray, scores: np.ndarray) -> np.ndarray:
    """Indices of the boxes that stay, surest first; of more than `MOST_CANDIDATES` the others are not even looked at."""
    order = np.argsort(-scores, kind="stable")[:MOST_CANDIDATES]
    between = overlaps(boxes[order], boxes[order])
    stays = np.ones(len(order), bool)
    for place in range(len(order)):
        if stays[place]:
            stays[place + 1 :] &= between[place, place + 1 :] <= LARGEST_OVERLAP
    return order[stays]


def found(grids: list[np.ndarray], least_score: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Boxes [n, 4], scores [n] (0..1) and poses [n, 2], surest first, of one picture's grids [7, h, w]; n may be 0."""
    tensors = tuple(torch.from_numpy(np.ascontiguousarray(grid))[None] for grid in grids)
    height, width = (side * STRIDES[0] for side in grids[0].shape[1:])
    cells = flatten(tensors)
    scores = torch.sigmoid(cells[0, :, 0]).numpy()
    boxes = decode(cells, *centres(height, width))[0].numpy()
    sure = scores >= least_score
    kept = suppress(boxes[sure], scores[sure])
    return boxes[sure][kept], scores[sure][kept], cells[0, :, 5:].numpy()[sure][kept]
