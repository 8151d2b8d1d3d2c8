"""Photographs with marked faces: reading, and splitting so that no picture's near-duplicate crosses over.

Layout of a data folder: `images.csv` (`image,width,height,faces`), `annotations.csv` (`image,x,y,w,h,ignore,class,lm1x…lm5y`,
pixels of the picture; five landmarks where they are known) and the grey pictures that they name.
"""

from __future__ import annotations

import csv
import hashlib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

SPLITS = ("training", "validation", "test")
INCOMPLETE = ("eden429",)
"""Folders whose people left faces in the background unmarked."""
_HASH_SIDE = 8
_ALIKE_BITS = 5
"""Pictures whose 64-bit difference hashes differ in so many bits at most count as one picture."""
_EIGHTHS = {0: "test", 1: "validation"}


@dataclass(frozen=True)
class Photograph:
    """One picture with its marks, never changed after reading.

    pixels uint8 [h, w] · faces, ignored float32 [n, 4]: left, top, right, bottom in pixels · classes: one a face ·
    complete: whether every face in it is marked · poses float32 [n, 2]: one a face, not numbers where it is unknown.

    A pose is turn and tilt. Turn: how far the nose is from the line between the eyes' and the mouth's middle, as a share
    of that line's length, positive towards the picture's right; a head that is turned by 45 degrees has about 0.35. Tilt:
    how far the eyes are from level, in radians, positive clockwise.
    """

    name: str
    pixels: np.ndarray
    faces: np.ndarray
    ignored: np.ndarray
    classes: tuple[str, ...]
    complete: bool
    poses: np.ndarray | None = None

    def __post_init__(self) -> None:
        if self.poses is None:
            object.__setattr__(self, "poses", np.full((len(self.faces), 2), np.nan, np.float32))

    @property
    def folder(self) -> str:
        return self.name.split("/")[0]

    @property
    def is_empty(self) -> bool:
        """Whether nobody is in it."""
        return not len(self.faces) and not len(self.ignored)


def read(folder: Path) -> list[Photograph]:
    """All pictures of a data folder, in the order of `images.csv`."""
    marks = defaultdict(list)
    with (folder / "annotations.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            marks[row["image"]].append(row)
    with (folder / "images.csv").open(newline="") as file:
        return [_read(folder, row["image"], marks[row["image"]]) for row in csv.DictReader(file)]


def _read(folder: Path, name: str, marks: list[dict[str, str]]) -> Photograph:
    pixels = cv2.imread(str(folder / name), cv2.IMREAD_GRAYSCALE)
    if pixels is None:
        raise FileNotFoundError(f"{folder / name} is missing or not a picture")
    kept = [row for row in marks if row["ignore"] != "1"]
    return Photograph(
        name=name, pixels=pixels, faces=_corners(kept), ignored=_corners([row for row in marks if row["ignore"] == "1"]),
        classes=tuple(row["class"] for row in kept), complete=name.split("/")[0] not in INCOMPLETE,
        poses=np.array([_pose(row) for row in kept], np.float32).reshape(-1, 2),
    )


def _pose(row: dict[str, str]) -> tuple[float, float]:
    """Turn and tilt from five landmarks: eyes, nose, mouth corners."""
    if not row.get("lm1x"):
        return np.nan, np.nan
    points = np.array([[float(row[f"lm{number}{axis}"]) for axis in "xy"] for number in range(1, 6)])
    (left, right), nose, mouth = sorted(points[:2].tolist()), points[2], points[3:].mean(axis=0)
    level = np.array(right) - left
    middle = points[:2].mean(axis=0)
    length = max(float(np.linalg.norm(mouth - middle)), 1e-6)
    turn = float((nose - middle) @ level) / max(float(np.linalg.norm(level)), 1e-6) / length
    return float(np.clip(turn, -1, 1)), float(np.arctan2(level[1], level[0]))


def _corners(rows: list[dict[str, str]]) -> np.ndarray:
    boxes = np.array([[float(row[key]) for key in "xywh"] for row in rows], np.float32).reshape(-1, 4)
    boxes[:, 2:] += boxes[:, :2]
    return boxes


def split(photographs: list[Photograph]) -> dict[str, list[Photograph]]:
    """Six eighths for training, one for validation, one for the test: by a hash of the name, near-duplicates together."""
    parts: dict[str, list[Photograph]] = {name: [] for name in SPLITS}
    for photograph, first in zip(photographs, _first_alike([photograph.pixels for photograph in photographs])):
        digest = hashlib.sha256(photographs[first].name.encode()).digest()
        parts[_EIGHTHS.get(digest[0] % 8, "training")].append(photograph)
    return parts


def _first_alike(pictures: list[np.ndarray]) -> list[int]:
    """For every picture the index of the first one of its group of near-duplicates."""
    bits = np.array([_difference_bits(pixels) for pixels in pictures], np.float32).reshape(len(pictures), -1)
    groups = list(range(len(pictures)))
    signs = 2 * bits - 1
    for later in range(len(pictures)):
        distance = (_HASH_SIDE * _HASH_SIDE - signs[:later] @ signs[later]) / 2
        alike = np.flatnonzero(distance <= _ALIKE_BITS)
        if len(alike):
            groups[later] = groups[alike[0]]
    return groups


def _difference_bits(pixels: np.ndarray) -> np.ndarray:
    """Whether each of 8×8 places is brighter than its right neighbour ("dHash")."""
    small = cv2.resize(pixels, (_HASH_SIDE + 1, _HASH_SIDE), interpolation=cv2.INTER_AREA).astype(np.int16)
    return (small[:, 1:] > small[:, :-1]).flatten()


def write_part(part: list[Photograph], data_folder: Path, folder: Path) -> None:
    """Writes the rows of both CSV files that are about one part, so that `roomtone evaluate faces` can read it."""
    folder.mkdir(parents=True, exist_ok=True)
    names = {photograph.name for photograph in part}
    for file in ("images.csv", "annotations.csv"):
        header, *rows = (data_folder / file).read_text().splitlines()
        kept = [row for row in rows if row.split(",", 1)[0] in names]
        (folder / file).write_text("\n".join([header, *kept]) + "\n")
