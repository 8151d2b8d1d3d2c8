"""Made-up training pictures: windows of photographs at many scales, mosaics, and pasted faces."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Sequence

import cv2
import numpy as np

from roomtone_training.faces import changes
from roomtone_training.faces.boxes import covered
from roomtone_training.faces.mining import Mistake
from roomtone_training.faces.photographs import Photograph

SIDE = 256
"""Pixels a side of a training picture."""
SMALLEST = 11.0
"""A face whose longer side is below this many pixels of the training picture is neither taught nor punished."""
_LEAST_VISIBLE = 0.6
_MISTAKE_SHARE = 0.25
"""Of the tiles, where there are mistakes to show again."""
_FOLDER_WEIGHTS = {"eden429": 0.22, "kaggle853": 0.13, "mask4k": 0.36, "sports341": 0.18, "happysad301": 0.11}


@dataclass
class Scene:
    """A training picture: pixels uint8 [h, w] and boxes float32 [n, 4].

    `ignored` are regions that count as nothing, `doubtful` ones where an unmarked face may be; `poses` [n, 2] are the
    faces', as a photograph has them.
    """

    pixels: np.ndarray
    faces: np.ndarray
    ignored: np.ndarray
    doubtful: np.ndarray
    poses: np.ndarray | None = None

    def __post_init__(self) -> None:
        if self.poses is None:
            self.poses = np.full((len(self.faces), 2), np.nan, np.float32)

    @staticmethod
    def blank(height: int, width: int, shade: int) -> "Scene":
        none = np.zeros((0, 4), np.float32)
        return Scene(np.full((height, width), shade, np.uint8), none, none, none)

    def place(self, tile: "Scene", x: int, y: int) -> None:
        """Lays a tile over the picture; what lies below must have no marks."""
        height, width = tile.pixels.shape
        self.pixels[y : y + height, x : x + width] = tile.pixels
        shift = np.array([x, y, x, y], np.float32)
        self.faces = np.concatenate([self.faces, tile.faces + shift])
        self.poses = np.concatenate([self.poses, tile.poses])
        self.ignored = np.concatenate([self.ignored, tile.ignored + shift])
        self.doubtful = np.concatenate([self.doubtful, tile.doubtful + shift])


class SceneMaker:
    """Draws scenes from photographs and face crops; the generator given decides everything. Keeps no state between scenes."""

    def __init__(self, photographs: list[Photograph], crops: np.ndarray, side: int = SIDE, mistakes: Sequence[Mistake] = ()):
        """`crops` uint8 [n, 48, 48]: faces to paste, none is fine; `mistakes`: places that need to be seen more often."""
        self.photographs = photographs
        self._with_faces = [photograph for photograph in photographs if len(photograph.faces)]
        self._empty = [photograph for photograph in photographs if photograph.is_empty]
        self._crops = crops
        self._side = side
        self._mistakes = mistakes
        self._weights = self._folder_weights()

    def showing(self, mistakes: Sequence[Mistake]) -> "SceneMaker":
        """The same with other mistakes."""
        return SceneMaker(self.photographs, self._crops, self._side, mistakes)

    def _folder_weights(self) -> np.ndarray:
        """How often each photograph with faces is drawn, so that the largest folder does not decide alone."""
        folders = [photograph.folder for photograph in self._with_faces]
        counts = {folder: folders.count(folder) for folder in set(folders)}
        weights = np.array([_FOLDER_WEIGHTS.get(folder, 0.1) / counts[folder] for folder in folders])
        return weights / weights.sum()

    def scene(self, random: np.random.Generator) -> Scene:
        """One training picture."""
        kind = random.random()
        if kind < 0.60:
            scene = self._mosaic(random, tiles=3 if kind < 0.35 else 2)
        elif kind < 0.80:
            scene = self._tile(self._side, self._side, random, empty_share=0.05, sizes=(40, 1.15))
        else:
            scene = self._tile(self._side, self._side, random, empty_share=1.0)
            if len(self._crops) and random.random() < 0.5:
                self._paste_faces(scene, random)
        changes.cover_parts(scene.pixels, scene.faces, random)
        scene.pixels = changes.change_light_and_sharpness(scene.pixels, random)
        return scene

    def _mosaic(self, random: np.random.Generator, tiles: int) -> Scene:
        """`tiles` × `tiles` windows of differing sizes."""
        scene = Scene.blank(self._side, self._side, 0)
        columns, rows = (self._edges(tiles, random) for _ in range(2))
        for top, bottom in zip(rows, rows[1:]):
            for left, right in zip(columns, columns[1:]):
                scene.place(self._tile(bottom - top, right - left, random, empty_share=0.3), left, top)
        return scene

    def _edges(self, tiles: int, random: np.random.Generator) -> list[int]:
        shares = random.uniform(0.6, 1.4, size=tiles).cumsum()
        return [0, *(self._side * shares / shares[-1]).astype(int).tolist()]

    def _tile(self, height: int, width: int, random: np.random.Generator, empty_share: float, sizes: tuple[float, float] = (16, 0.95)) -> Scene:
        """A window of one photograph; `sizes`: the chosen place's, from pixels to a share of the window's shorter side."""
        if self._mistakes and random.random() < _MISTAKE_SHARE:
            mistake = self._mistakes[int(random.integers(len(self._mistakes)))]
            return _window_around(mistake.photograph, mistake.place, height, width, sizes, random)
        if self._empty and random.random() < empty_share:
            photograph = self._empty[int(random.integers(len(self._empty)))]
            scale = float(np.exp(random.uniform(np.log(0.35), np.log(1.6))))
            return _window(photograph, scale, None, height, width, random)
        photograph = self._with_faces[int(random.choice(len(self._with_faces), p=self._weights))]
        chosen = photograph.faces[int(random.integers(len(photograph.faces)))]
        return _window_around(photograph, chosen, height, width, sizes, random)

    def _paste_faces(self, scene: Scene, random: np.random.Generator) -> None:
        """Sets up to six crops with soft oval edges into the picture, none over another."""
        for _ in range(int(random.integers(1, 7))):
            size = int(np.exp(random.uniform(np.log(18), np.log(120))))
            x, y = (int(random.integers(0, self._side - size)) for _ in range(2))
            place = np.array([[x, y, x + size, y + size]], np.float32)
            if len(scene.faces) and covered(place, scene.faces).max() > 0:
                continue
            crop = self._crops[int(random.integers(len(self._crops)))]
            changes.paste(scene.pixels, crop, x, y, size, random)
            box = np.array([[x + 0.10 * size, y + 0.04 * size, x + 0.90 * size, y + 0.98 * size]], np.float32)
            scene.faces = np.concatenate([scene.faces, box])
            scene.poses = np.concatenate([scene.poses, np.full((1, 2), np.nan, np.float32)])


def _window_around(
    photograph: Photograph, place: np.ndarray, height: int, width: int, sizes: tuple[float, float], random: np.random.Generator
) -> Scene:
    """A window in which the place [4] gets a size between `sizes`."""
    size = float(np.exp(random.uniform(np.log(sizes[0]), np.log(sizes[1] * min(height, width)))))
    scale = float(np.clip(size / max(place[2:] - place[:2]), 0.1, 2.0))
    return _window(photograph, scale, (place[:2] + place[2:]) / 2, height, width, random)


def _window(photograph: Photograph, scale: float, middle: np.ndarray | None, height: int, width: int, random: np.random.Generator) -> Scene:
    """A window of a photograph, scaled, perhaps stretched, tilted and mirrored; `middle` (x, y) is somewhere inside."""
    stretch = float(np.exp(random.uniform(-0.12, 0.12)))
    scales = np.array([scale * stretch, scale / stretch])
    shape = np.array(photograph.pixels.shape[::-1])
    size = np.maximum(np.round(shape * scales), 2).astype(int)
    scales = size / shape
    shrinking = cv2.INTER_AREA if random.random() < 0.8 else cv2.INTER_LINEAR
    resized = cv2.resize(photograph.pixels, tuple(size.tolist()), interpolation=shrinking if scale < 1 else cv2.INTER_LINEAR)
    target = np.array([width, height])
    if middle is None:
        corner = random.uniform(np.minimum(0, size - target), np.maximum(0, size - target))
    else:
        wanted = middle * scales - random.uniform(0.15, 0.85, size=2) * target
        corner = np.clip(wanted, np.minimum(0, size - target), np.maximum(0, size - target))
    angle = float(np.clip(random.normal(0, 10), -25, 25)) if random.random() < 0.35 else 0.0
    corner = np.round(corner)
    motion = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0) @ np.array([[1, 0, -corner[0]], [0, 1, -corner[1]], [0, 0, 1]])
    mirrored = random.random() < 0.5
    if mirrored:
        motion = np.array([[-1, 0, width - 1], [0, 1, 0]]) @ np.concatenate([motion, [[0, 0, 1]]])
    border = cv2.BORDER_CONSTANT if random.random() < 0.5 else cv2.BORDER_REPLICATE
    pixels = cv2.warpAffine(
        resized, motion, (width, height), flags=cv2.INTER_LINEAR if angle else cv2.INTER_NEAREST, borderMode=border,
        borderValue=int(random.integers(0, 256)),
    )
    faces, taught, hidden = _visible(_moved(photograph.faces, scales, motion), width, height)
    ignored, inside, _ = _visible(_moved(photograph.ignored, scales, motion), width, height, least=0)
    everything = np.array([[0, 0, width, height]], np.float32)
    poses = (photograph.poses - np.array([0, math.radians(angle)], np.float32)) * (-1 if mirrored else 1)
    unmarked = everything[: 0 if photograph.complete else 1]
    return Scene(pixels, faces[taught], np.concatenate([ignored[inside], faces[hidden]]), unmarked, poses[taught])


def _moved(boxes: np.ndarray, scales: np.ndarray, motion: np.ndarray) -> np.ndarray:
    """Boxes whose centres follow the motion; their sides only scale, as a face is about as wide at every small tilt."""
    middle = (boxes[:, :2] + boxes[:, 2:]) / 2 * scales
    half = (boxes[:, 2:] - boxes[:, :2]) / 2 * scales
    moved = middle @ motion[:, :2].T + motion[:, 2]
    return np.concatenate([moved - half, moved + half], axis=1).astype(np.float32)


def _visible(boxes: np.ndarray, width: int, height: int, least: float = _LEAST_VISIBLE) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Boxes cut to the window, which of them are large and whole enough to be taught, and which others can be seen."""
    frame = np.array([[0, 0, width, height]], np.float32)
    share = covered(boxes, frame)[:, 0] if len(boxes) else np.zeros(0)
    cut = np.clip(boxes, 0, np.array([width, height, width, height], np.float32))
    taught = (share >= least) & ((boxes[:, 2:] - boxes[:, :2]).max(axis=1, initial=0) >= SMALLEST) & (share > 0)
    return cut, taught, ~taught & (share > 0)
