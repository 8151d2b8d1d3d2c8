"""A small made-up data set in FER2013's layout, so that tests and `--smoke` need nobody's picture.

Each "face" is an oval with two eyes and a mouth whose curve, opening and brows depend on the label: enough for
a network to learn something within a minute, and no more.
"""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import cv2
import numpy as np

from roomtone_training import dataset, labels

_MOUTH_CURVE = (-2, -5, 0, 7, -7, 0, 0)
_MOUTH_OPENING = (1, 2, 4, 3, 1, 8, 1)
_BROW_TILT = (5, 3, -4, 0, -3, -2, 0)
_VOTE_COLUMN = {"angry": "anger", "happy": "happiness", "sad": "sadness"}


def write(folder: Path, training: int = 700, test: int = 140, seed: int = 1) -> None:
    """Writes `rows.csv.gz` and `s0.png`: `training` rows, twice `test` rows; a few duplicates cross the splits."""
    generator = np.random.default_rng(seed)
    folder.mkdir(parents=True, exist_ok=True)
    usage = ["Training"] * training + ["PublicTest"] * test + ["PrivateTest"] * test
    if len(usage) > dataset.TILES_PER_SHEET:
        raise ValueError("the synthetic set fits on one sheet only")
    side, size = dataset.TILES_PER_SIDE, dataset.FACE_SIZE
    tiles = np.zeros((dataset.TILES_PER_SHEET, size, size), dtype=np.uint8)
    rows = []
    for number, split in enumerate(usage):
        label = int(generator.integers(len(labels.EXPRESSIONS)))
        tiles[number] = draw(label, generator)
        rows.append([number, number, label, split, *_votes(label, generator)])
    for test_row, training_row in ((training, 0), (training + test, 1), (training + test + 1, training + 2)):
        rows[test_row][1:3] = rows[training_row][1:3]
        rows[test_row][4:] = rows[training_row][4:]
    sheet = tiles.reshape(side, side, size, size).transpose(0, 2, 1, 3).reshape(side * size, side * size)
    cv2.imwrite(str(folder / "s0.png"), sheet)
    with gzip.open(folder / "rows.csv.gz", "wt", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["row", "image", "label", "usage", *labels.VOTE_COLUMNS])
        writer.writerows(rows)


def draw(label: int, generator: np.random.Generator) -> np.ndarray:
    """One "face", uint8 [48, 48]."""
    face = np.full((48, 48), int(generator.integers(40, 120)), dtype=np.uint8)
    x, y = (24 + generator.integers(-2, 3, size=2)).tolist()
    cv2.ellipse(face, (x, y), (17, 21), 0, 0, 360, 190, -1, cv2.LINE_AA)
    tilt, curve, opening = _BROW_TILT[label], _MOUTH_CURVE[label], _MOUTH_OPENING[label]
    for direction in (-1, 1):
        cv2.circle(face, (x + 7 * direction, y - 5), 2, 30, -1, cv2.LINE_AA)
        cv2.line(face, (x + 11 * direction, y - 11 - tilt // 2), (x + 4 * direction, y - 11 + tilt // 2), 40, 2)
    mouth = [(x + step, y + 11 + round(curve * (1 - (step / 8) ** 2) - curve / 2)) for step in range(-8, 9, 2)]
    cv2.polylines(face, [np.array(mouth)], False, 40, opening, cv2.LINE_AA)
    noise = generator.normal(0, 8, size=face.shape)
    return np.clip(face + noise, 0, 255).astype(np.uint8)


def _votes(label: int, generator: np.random.Generator) -> list[int]:
    name = labels.EXPRESSIONS[label]
    column = labels.VOTE_COLUMNS.index(_VOTE_COLUMN.get(name, name))
    votes = [0] * len(labels.VOTE_COLUMNS)
    agreeing = int(generator.integers(6, 11))
    votes[column] = agreeing
    votes[(column + 1) % 7] += 10 - agreeing
    return votes
