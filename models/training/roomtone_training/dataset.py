"""FER2013 with FER+ votes: reading, splitting, removing duplicates.

Layout of a data folder: `rows.csv.gz` and `s0.png`, `s1.png`, … (3072×3072 sheets of 64×64 tiles of 48×48 8-bit grey;
image k is tile k % 4096 of sheet k / 4096, row-major). Image numbers identify distinct pictures, so two rows with
one number are exact duplicates.
"""

from __future__ import annotations

import csv
import gzip
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from roomtone_training import labels

FACE_SIZE = 48
TILES_PER_SIDE = 64
TILES_PER_SHEET = TILES_PER_SIDE * TILES_PER_SIDE
SPLITS = ("Training", "PublicTest", "PrivateTest")


@dataclass(frozen=True)
class Rows:
    """Rows of one split, never changed after reading.

    faces uint8 [n, 48, 48] · image int64 [n] number of the distinct picture · label int64 [n] FER2013 label 0..6 ·
    votes uint8 [n, 10] FER+ votes.
    """

    faces: np.ndarray
    image: np.ndarray
    label: np.ndarray
    votes: np.ndarray

    def __len__(self) -> int:
        return len(self.label)

    def where(self, keep: np.ndarray) -> "Rows":
        """The rows that a boolean mask or an index array names."""
        return Rows(self.faces[keep], self.image[keep], self.label[keep], self.votes[keep])


@dataclass(frozen=True)
class Splits:
    """Training without any test picture, validation without PrivateTest pictures, and the whole of PrivateTest.

    `test_in_training` bool [len(test)]: the test picture also occurs among FER2013's official training rows.
    """

    training: Rows
    validation: Rows
    test: Rows
    test_in_training: np.ndarray


def read(folder: Path) -> dict[str, Rows]:
    """Reads all rows of a data folder, by split name, in the official order."""
    images, label, votes, usage = [], [], [], []
    with gzip.open(folder / "rows.csv.gz", "rt", newline="") as file:
        for row in csv.DictReader(file):
            images.append(int(row["image"]))
            label.append(int(row["label"]))
            votes.append([int(row[column]) for column in labels.VOTE_COLUMNS])
            usage.append(row["usage"])
    image = np.array(images, dtype=np.int64)
    tiles = _read_tiles(folder, int(image.max()) + 1)
    everything = Rows(tiles[image], image, np.array(label, dtype=np.int64), np.array(votes, dtype=np.uint8))
    split_of_row = np.array(usage)
    return {split: everything.where(split_of_row == split) for split in SPLITS}


def split(rows: dict[str, Rows]) -> Splits:
    """Takes every test picture out of training, and every PrivateTest picture out of validation."""
    training, public, private = (rows[name] for name in SPLITS)
    tested = np.union1d(public.image, private.image)
    return Splits(
        training=training.where(~np.isin(training.image, tested)),
        validation=public.where(~np.isin(public.image, private.image)),
        test=private,
        test_in_training=np.isin(private.image, training.image),
    )


def _read_tiles(folder: Path, count: int) -> np.ndarray:
    """The first `count` distinct pictures, uint8 [count, 48, 48]."""
    sheets = []
    for number in range((count + TILES_PER_SHEET - 1) // TILES_PER_SHEET):
        path = folder / f"s{number}.png"
        sheet = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
        if sheet is None:
            raise FileNotFoundError(f"{path} is missing or not a picture")
        rows_of_tiles = sheet.reshape(TILES_PER_SIDE, FACE_SIZE, TILES_PER_SIDE, FACE_SIZE)
        sheets.append(rows_of_tiles.transpose(0, 2, 1, 3).reshape(-1, FACE_SIZE, FACE_SIZE))
    return np.concatenate(sheets)[:count]
