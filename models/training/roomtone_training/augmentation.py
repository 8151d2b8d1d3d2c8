"""Changes a batch of face crops as rooms, cameras and detectors do. Everything works on whole batches.

Faces are float32 [n, 1, 48, 48] with values 0..1. Ranges are in `Strength`, with their units.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields

import torch
import torch.nn.functional as functional

from roomtone_training.occlusion import occlude


@dataclass(frozen=True)
class Strength:
    """How far each change goes. Shares are probabilities per face (mixup: per batch)."""

    mirror_share: float = 0.5
    rotation_degrees: float = 15.0
    shear_degrees: float = 0.0
    shift: float = 0.08
    """Largest shift of the crop, as a share of its side."""
    scale_smallest: float = 0.8
    """Size of the face in the crop against FER2013's own crops; a detector's boxes are looser and tighter."""
    scale_largest: float = 1.18
    aspect: float = 0.08
    """Largest stretch of one axis against the other, as a share."""
    gamma: float = 0.3
    """Largest absolute natural logarithm of the gamma exponent."""
    contrast: float = 0.3
    brightness: float = 0.15
    noise: float = 0.03
    """Largest standard deviation of sensor noise, on the 0..1 scale; half of the faces get some."""
    blur_share: float = 0.1
    small_face_share: float = 0.1
    """Faces that are shrunk to 20..36 pixels and brought back, as a far face would be."""
    cutout_share: float = 0.3
    cutout_largest: float = 0.4
    """Largest side of the covered rectangle, as a share of the crop's side."""
    mask_share: float = 0.06
    dark_glasses_share: float = 0.03
    mixup_share: float = 0.2
    mixup_alpha: float = 0.3


NONE = Strength(
    **{field.name: 0.0 for field in fields(Strength)} | {"scale_smallest": 1.0, "scale_largest": 1.0, "mixup_alpha": 1.0}
)
"""Leaves faces as they are; the recipes of others begin with it."""


def augment(
    faces: torch.Tensor, targets: list[torch.Tensor], strength: Strength
) -> tuple[torch.Tensor, list[torch.Tensor]]:
    """A changed copy of the faces, same shape and scale, and targets [n, 7] that say no more than still can be seen."""
    if strength == NONE:
        return faces, targets
    faces, targets = occlude(faces, targets, strength.mask_share, strength.dark_glasses_share)
    faces = _light(_warp(faces, strength), strength)
    faces = _degrade(faces, strength)
    return mixup(_cover(faces, strength), targets, strength)


def mixup(faces: torch.Tensor, targets: list[torch.Tensor], strength: Strength) -> tuple[torch.Tensor, list[torch.Tensor]]:
    """Blends each face, and each of its targets, with another of the same batch (or leaves the batch as it is)."""
    if torch.rand(()).item() >= strength.mixup_share:
        return faces, targets
    share = torch.distributions.Beta(strength.mixup_alpha, strength.mixup_alpha).sample().item()
    other = torch.randperm(len(faces), device=faces.device)
    return torch.lerp(faces[other], faces, share), [torch.lerp(target[other], target, share) for target in targets]


def _uniform(count: int, low: float, high: float, like: torch.Tensor) -> torch.Tensor:
    return torch.empty(count, device=like.device).uniform_(low, high)


def _warp(faces: torch.Tensor, strength: Strength) -> torch.Tensor:
    """Mirror, rotation, shear, scale, stretch and shift in one resampling; outside the crop the picture is mirrored."""
    count = len(faces)
    angle = _uniform(count, -1, 1, faces) * math.radians(strength.rotation_degrees)
    zoom = torch.exp(_uniform(count, math.log(strength.scale_smallest), math.log(strength.scale_largest), faces))
    stretch = torch.exp(_uniform(count, -strength.aspect, strength.aspect, faces) / 2)
    mirror = torch.where(torch.rand(count, device=faces.device) < strength.mirror_share, -1.0, 1.0)
    across, down = 1 / (zoom * stretch), stretch / zoom
    matrix = torch.stack(
        [
            torch.stack([mirror * across * angle.cos(), -across * angle.sin(), _uniform(count, -2, 2, faces) * strength.shift], 1),
            torch.stack([mirror * down * angle.sin(), down * angle.cos(), _uniform(count, -2, 2, faces) * strength.shift], 1),
        ],
        1,
    )
    if strength.shear_degrees:
        lean = torch.tan(_uniform(count, -1, 1, faces) * math.radians(strength.shear_degrees))
        matrix[:, 0, 1] += matrix[:, 0, 0] * lean
        matrix[:, 1, 1] += matrix[:, 1, 0] * lean
    grid = functional.affine_grid(matrix, list(faces.shape), align_corners=False)
    return functional.grid_sample(faces, grid, mode="bilinear", padding_mode="reflection", align_corners=False)


def _light(faces: torch.Tensor, strength: Strength) -> torch.Tensor:
    if not (strength.gamma or strength.contrast or strength.brightness):
        return faces
    count = len(faces)
    gamma = torch.exp(_uniform(count, -strength.gamma, strength.gamma, faces)).view(-1, 1, 1, 1)
    contrast = torch.exp(_uniform(count, -strength.contrast, strength.contrast, faces)).view(-1, 1, 1, 1)
    brightness = _uniform(count, -strength.brightness, strength.brightness, faces).view(-1, 1, 1, 1)
    mean = faces.mean(dim=(1, 2, 3), keepdim=True)
    lit = (faces - mean) * contrast + mean + brightness
    return lit.clamp(1e-4, 1) ** gamma


def _degrade(faces: torch.Tensor, strength: Strength) -> torch.Tensor:
    """Blur for some, small faces for some, sensor noise for half."""
    count = len(faces)
    faces = faces.clone()
    blurred = torch.rand(count, device=faces.device) < strength.blur_share
    if blurred.any():
        faces[blurred] = _gaussian_blur(faces[blurred], float(_uniform(1, 0.5, 1.4, faces)))
    small = torch.rand(count, device=faces.device) < strength.small_face_share
    if small.any():
        side = int(torch.randint(20, 37, ()).item())
        shrunk = functional.interpolate(faces[small], size=(side, side), mode="area")
        faces[small] = functional.interpolate(shrunk, size=faces.shape[-2:], mode="bilinear", align_corners=False)
    deviation = (_uniform(count, -1, 1, faces).clamp(min=0) * strength.noise).view(-1, 1, 1, 1)
    return (faces + torch.randn_like(faces) * deviation).clamp(0, 1)


def _gaussian_blur(faces: torch.Tensor, deviation: float) -> torch.Tensor:
    """Separable Gaussian of `deviation` pixels, seven taps."""
    taps = torch.exp(-0.5 * (torch.arange(-3, 4, device=faces.device) / deviation) ** 2)
    taps = taps / taps.sum()
    padded = functional.pad(faces, (3, 3, 3, 3), mode="reflect")
    return functional.conv2d(functional.conv2d(padded, taps.view(1, 1, 1, 7)), taps.view(1, 1, 7, 1))


def _cover(faces: torch.Tensor, strength: Strength) -> torch.Tensor:
    """Covers a rectangle of some faces with one grey, as a hand, a mask or glasses would."""
    if not strength.cutout_share:
        return faces
    count, size = len(faces), faces.shape[-1]
    width = _uniform(count, 0.1, strength.cutout_largest, faces) * size
    height = _uniform(count, 0.1, strength.cutout_largest, faces) * size
    left, top = _uniform(count, 0, 1, faces) * size - width / 2, _uniform(count, 0, 1, faces) * size - height / 2
    position = torch.arange(size, device=faces.device).view(1, -1)
    in_column = (position >= left.view(-1, 1)) & (position < (left + width).view(-1, 1))
    in_row = (position >= top.view(-1, 1)) & (position < (top + height).view(-1, 1))
    chosen = (torch.rand(count, device=faces.device) < strength.cutout_share).view(-1, 1, 1, 1)
    covered = in_row.view(count, 1, size, 1) & in_column.view(count, 1, 1, size) & chosen
    return torch.where(covered, _uniform(count, 0, 1, faces).view(-1, 1, 1, 1), faces)
