"""A small made-up set of "photographs" in the data's layout, so that tests and `--smoke` need nobody's picture."""

from __future__ import annotations

import csv
from pathlib import Path

import cv2
import numpy as np

from roomtone_training import synthetic

WIDTH, HEIGHT = 160, 128


def write(folder: Path, with_faces: int = 72, empty: int = 32, seed: int = 1) -> None:
    """Writes the pictures, `images.csv` and `annotations.csv`; some faces are marked to be ignored."""
    random = np.random.default_rng(seed)
    images, marks = [], []
    for number in range(with_faces + empty):
        name = f"{'drawn' if number < with_faces else 'negatives'}/{number:04d}.png"
        pixels = _background(random)
        count = int(random.integers(1, 4)) if number < with_faces else 0
        for place in range(count):
            size = int(random.integers(24, 50))
            x, y = place * WIDTH // 3 + int(random.integers(0, 4)), int(random.integers(0, HEIGHT - size))
            face = cv2.resize(synthetic.draw(int(random.integers(7)), random), (size, size), interpolation=cv2.INTER_AREA)
            pixels[y : y + size, x : x + size] = face
            ignore = int(random.random() < 0.15)
            marks.append([name, x + 0.15 * size, y + 0.06 * size, 0.7 * size, 0.88 * size, ignore, ("bare", "masked")[number % 2]])
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        cv2.imwrite(str(folder / name), pixels)
        images.append([name, WIDTH, HEIGHT, count])
    _write(folder / "images.csv", ["image", "width", "height", "faces"], images)
    _write(folder / "annotations.csv", ["image", "x", "y", "w", "h", "ignore", "class"], marks)


def _background(random: np.random.Generator) -> np.ndarray:
    coarse = random.integers(30, 220, size=(int(random.integers(3, 9)), int(random.integers(3, 9)))).astype(np.uint8)
    return cv2.resize(coarse, (WIDTH, HEIGHT), interpolation=cv2.INTER_NEAREST if random.random() < 0.5 else cv2.INTER_LINEAR)


def _write(file: Path, header: list[str], rows: list[list]) -> None:
    with file.open("w", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(header)
        writer.writerows(rows)
