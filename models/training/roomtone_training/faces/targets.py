"""Which cells learn which face, and the loss that follows from it.

Cells compete for a face by how sure and how exact they already are (Feng et al. 2021, "TOOD: Task-aligned one-stage
object detection"). The best one's score learns to be 1, the others' less by how much worse they are, so that the surest
box is the most exact one; cells without a face weigh by how sure they are (Zhang et al. 2021, "VarifocalNet").
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as functional

from roomtone_training.faces.boxes import decode
from roomtone_training.faces.network import STRIDES
from roomtone_training.faces.scenes import Scene

CELLS_A_FACE = 9
"""How many cells learn one face."""
_SCORE_POWER, _OVERLAP_POWER = 0.5, 4.0
_SIZES = {8: (0.0, 64.0), 16: (28.0, 150.0), 32: (70.0, float("inf"))}
"""Pixels (root of the area) of the faces that each stride's cells may learn; faces in two ranges choose."""
_DOUBT = 0.2
_NEGATIVE_WEIGHT, _NEGATIVE_POWER = 1.0, 2.0
BOX_WEIGHT = 2.0
POSE_WEIGHT = 1.0


@dataclass(frozen=True)
class Marks:
    """A batch's boxes, padded: float32 [n, g, 4] and whether each is one, bool [n, g]; and the faces' poses."""

    faces: torch.Tensor
    is_face: torch.Tensor
    ignored: torch.Tensor
    is_ignored: torch.Tensor
    doubtful: torch.Tensor
    is_doubtful: torch.Tensor
    poses: torch.Tensor
    """[n, g, 2], of the faces; not numbers where they are unknown."""

    @staticmethod
    def of(scenes: list[Scene]) -> "Marks":
        return Marks(
            *_padded([scene.faces for scene in scenes]),
            *_padded([scene.ignored for scene in scenes]),
            *_padded([scene.doubtful for scene in scenes]),
            _padded([scene.poses for scene in scenes])[0],
        )


def _padded(rows: list[np.ndarray]) -> tuple[torch.Tensor, torch.Tensor]:
    most = max(1, *(len(some) for some in rows)) if rows else 1
    padded = torch.zeros(len(rows), most, rows[0].shape[1] if rows else 4)
    there = torch.zeros(len(rows), most, dtype=torch.bool)
    for number, some in enumerate(rows):
        padded[number, : len(some)] = torch.from_numpy(some)
        there[number, : len(some)] = True
    return padded, there


@dataclass(frozen=True)
class Targets:
    """Of every cell: the score to learn [n, a] (0 = no face), its face's box [n, a, 4] and pose [n, a, 2], and whether
    it counts [n, a]."""

    score: torch.Tensor
    box: torch.Tensor
    pose: torch.Tensor
    counts: torch.Tensor


@torch.no_grad()
def assign(scores: torch.Tensor, boxes: torch.Tensor, marks: Marks, points: torch.Tensor, strides: torch.Tensor) -> Targets:
    """Targets for scores [n, a] (0..1) and boxes [n, a, 4] as predicted now."""
    overlap = _pairwise_overlap(marks.faces, boxes)
    allowed = _inside(points, _at_least(marks.faces, strides.min() + 1)) & _fits(marks.faces, strides) & marks.is_face[..., None]
    metric = (scores[:, None] ** _SCORE_POWER * overlap**_OVERLAP_POWER + 1e-9) * allowed
    count = min(CELLS_A_FACE, metric.shape[2])
    best, chosen = metric.topk(count, dim=2)
    taken = torch.zeros_like(metric).scatter_(2, chosen, (best > 0).float())
    owner_metric, owner = (metric * taken).max(dim=1)
    is_positive = owner_metric > 0
    mine = functional.one_hot(owner, metric.shape[1]).transpose(1, 2) * taken
    most_metric = (metric * mine).amax(dim=2, keepdim=True)
    wanted = metric * mine / most_metric.clamp(min=1e-12)
    score = wanted.amax(dim=1) * is_positive
    box = torch.gather(marks.faces, 1, owner[..., None].expand(-1, -1, 4))
    pose = torch.gather(marks.poses, 1, owner[..., None].expand(-1, -1, 2))
    return Targets(score, box, pose, is_positive | _counts(scores, boxes, marks, points))


def _counts(scores: torch.Tensor, boxes: torch.Tensor, marks: Marks, points: torch.Tensor) -> torch.Tensor:
    """Cells that may be punished: outside ignored regions and, where marks are incomplete, not taken for a face."""
    ignored = (_inside(points, marks.ignored) & marks.is_ignored[..., None]).any(dim=1)
    doubted = (_inside(points, marks.doubtful) & marks.is_doubtful[..., None]).any(dim=1) & (scores > _DOUBT)
    near_marked = ((_pairwise_overlap(marks.faces, boxes) > 0.2) & marks.is_face[..., None]).any(dim=1)
    return ~ignored & ~(doubted & ~near_marked)


def loss(cells: torch.Tensor, marks: Marks, points: torch.Tensor, strides: torch.Tensor) -> torch.Tensor:
    """Varifocal loss of the scores, the boxes' generalised overlap loss and the poses' distance, of cells [n, a, 7]."""
    logits, boxes = cells[..., 0], decode(cells, points, strides)
    targets = assign(logits.sigmoid(), boxes, marks, points, strides)
    total = targets.score.sum().clamp(min=1.0)
    is_positive = targets.score > 0
    punished = _NEGATIVE_WEIGHT * logits.detach().sigmoid() ** _NEGATIVE_POWER
    weight = torch.where(is_positive, targets.score, punished) * targets.counts
    classification = functional.binary_cross_entropy_with_logits(logits, targets.score, weight=weight, reduction="sum")
    misplaced = 1 - _generalised_overlap(boxes[is_positive], targets.box[is_positive])
    has_pose = is_positive & ~targets.pose.isnan().any(dim=2)
    misread = functional.smooth_l1_loss(cells[..., 5:][has_pose], targets.pose[has_pose], beta=0.1, reduction="none").sum(dim=1)
    boxes_and_poses = BOX_WEIGHT * (misplaced * targets.score[is_positive]).sum() + POSE_WEIGHT * (misread * targets.score[has_pose]).sum()
    return (classification + boxes_and_poses) / total


def _at_least(boxes: torch.Tensor, side: torch.Tensor) -> torch.Tensor:
    """Boxes grown to `side` pixels where they are narrower, so that each holds a cell's centre."""
    middle = (boxes[..., :2] + boxes[..., 2:]) / 2
    half = ((boxes[..., 2:] - boxes[..., :2]) / 2).clamp(min=float(side) / 2)
    return torch.cat([middle - half, middle + half], dim=-1)


def _inside(points: torch.Tensor, boxes: torch.Tensor) -> torch.Tensor:
    """Which points [a, 2] lie in which boxes [n, g, 4], bool [n, g, a]."""
    x, y = points[:, 0], points[:, 1]
    left, top, right, bottom = (side[..., None] for side in boxes.unbind(-1))
    return (x > left) & (x < right) & (y > top) & (y < bottom)


def _fits(faces: torch.Tensor, strides: torch.Tensor) -> torch.Tensor:
    size = (faces[..., 2:] - faces[..., :2]).clamp(min=0).prod(dim=-1).sqrt()[..., None]
    low = torch.tensor([_SIZES[stride][0] for stride in STRIDES])[(strides.log2() - 3).long()]
    high = torch.tensor([_SIZES[stride][1] for stride in STRIDES])[(strides.log2() - 3).long()]
    return (size >= low) & (size < high)


def _pairwise_overlap(faces: torch.Tensor, boxes: torch.Tensor) -> torch.Tensor:
    """Intersection over union of faces [n, g, 4] with boxes [n, a, 4], [n, g, a]."""
    first, second = faces[:, :, None], boxes[:, None]
    width = torch.minimum(first[..., 2], second[..., 2]) - torch.maximum(first[..., 0], second[..., 0])
    height = torch.minimum(first[..., 3], second[..., 3]) - torch.maximum(first[..., 1], second[..., 1])
    shared = width.clamp(min=0) * height.clamp(min=0)
    return shared / (_area(first) + _area(second) - shared).clamp(min=1e-9)


def _generalised_overlap(boxes: torch.Tensor, faces: torch.Tensor) -> torch.Tensor:
    """Rezatofighi et al. 2019, of pairs [k, 4]; −1..1."""
    low, high = torch.maximum(boxes[:, :2], faces[:, :2]), torch.minimum(boxes[:, 2:], faces[:, 2:])
    shared = (high - low).clamp(min=0).prod(dim=1)
    union = (_area(boxes) + _area(faces) - shared).clamp(min=1e-9)
    hull = (torch.maximum(boxes[:, 2:], faces[:, 2:]) - torch.minimum(boxes[:, :2], faces[:, :2])).prod(dim=1).clamp(min=1e-9)
    return shared / union - (hull - union) / hull


def _area(boxes: torch.Tensor) -> torch.Tensor:
    return (boxes[..., 2] - boxes[..., 0]) * (boxes[..., 3] - boxes[..., 1])
