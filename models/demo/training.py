"""The training crops: loading them, choosing the clear ones, and laying them over each other.

Nothing of this leaves the program: crops are averaged and decomposed in `faces.py`, and only sampled faces are ever drawn.
"""

import csv
import gzip
from pathlib import Path

import cv2
import numpy as np

EXPRESSIONS = ("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral")
"""Names in the order of FER2013's labels."""
VOTES = ("anger", "disgust", "fear", "happiness", "sadness", "surprise", "neutral")
"""FER+'s columns in the same order."""
SIDE = 48
"""Side of a training crop, pixels."""
GRID = 144
"""Side of the model's frame, pixels: three times a training crop."""


def load_training(folder):
    """Returns (crops uint8 [n,48,48], labels int [n], votes float [n,7]) of the Training rows, each distinct picture once."""
    sheets = [cv2.imread(str(Path(folder) / f"s{i}.png"), cv2.IMREAD_GRAYSCALE) for i in range(9)]
    if any(sheet is None for sheet in sheets):
        raise SystemExit(f"{folder}: the sheets s0.png to s8.png are not all there")
    crops, labels, votes, seen = [], [], [], set()
    with gzip.open(Path(folder) / "rows.csv.gz", "rt", newline="") as file:
        for row in csv.DictReader(file):
            image = int(row["image"])
            if row["usage"] != "Training" or image in seen:
                continue
            seen.add(image)
            crops.append(tile(sheets, image))
            labels.append(int(row["label"]))
            votes.append([float(row[name]) for name in VOTES])
    return np.stack(crops), np.array(labels), np.array(votes)


def tile(sheets, image):
    """The 48×48 crop of distinct picture number `image` (64×64 tiles to a sheet, row-major)."""
    row, column = divmod(image % 4096, 64)
    return sheets[image // 4096][row * SIDE:(row + 1) * SIDE, column * SIDE:(column + 1) * SIDE]


def clear_cases(labels, votes, expression, least_share):
    """Indices of crops whose label is `expression` and of whose crowd votes at least `least_share` (0..1) say the same."""
    k = EXPRESSIONS.index(expression)
    cast = votes.sum(axis=1)
    share = votes[:, k] / np.maximum(cast, 1)
    return np.flatnonzero((labels == k) & (cast >= 7) & (share >= least_share))


def oval(side, width=0.40, height=0.52, feather=0.10):
    """Soft centred ellipse, float [side,side] 0..1; radii and feather are fractions of the side."""
    y, x = (np.mgrid[0:side, 0:side] + 0.5) / side - 0.5
    radius = np.hypot(x / width, y / height)
    return np.clip((1 + feather - radius) / (2 * feather), 0, 1).astype(np.float32)


def standardised(pictures, weight):
    """Pictures [n,h,w] as float with mean 0 and spread 1, both taken under `weight` [h,w]."""
    pictures = pictures.astype(np.float32)
    weight = weight / weight.sum()
    centred = pictures - (pictures * weight).sum(axis=(1, 2), keepdims=True)
    spread = np.sqrt((centred ** 2 * weight).sum(axis=(1, 2), keepdims=True))
    return centred / np.maximum(spread, 1e-6)


def likeness(pictures, reference, weight):
    """Normalised correlation [n], -1..1, of each of `pictures` [n,h,w] with `reference` [h,w] under `weight`."""
    product = standardised(pictures, weight) * standardised(reference[None], weight)
    return (product * weight).sum(axis=(1, 2)) / weight.sum()


def symmetric(picture):
    """The mean of a picture [h,w] and its mirror image."""
    return (picture + picture[:, ::-1]) / 2


def rough_mean(crops, start, rounds=3, count=200):
    """The symmetric mean [48,48] of the `count` crops most like it, sought from `start` in a few rounds."""
    weight, mean = oval(SIDE), start
    for _ in range(rounds):
        order = np.argsort(-likeness(crops, mean, weight))
        mean = symmetric(crops[order[:count]].mean(axis=0))
    return mean


def affine_fit(crop, reference):
    """Affine 2×3 that lays `crop` over `reference` (float [48,48] each), or None where no small one fits."""
    stop = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 60, 1e-4)
    try:
        _, warp = cv2.findTransformECC(reference, crop, np.eye(2, 3, dtype=np.float32), cv2.MOTION_AFFINE, stop, None, 5)
    except cv2.error:
        return None
    change = np.abs(warp - np.eye(2, 3))
    return warp if change[:, :2].max() < 0.25 and change[:, 2].max() < 8 else None


def enlarged(crop, warp, side=GRID):
    """`crop` [48,48] through the 48-pixel affine `warp`, drawn as [side,side]."""
    scale = side / SIDE
    grow = np.array([[scale, 0, (scale - 1) / 2], [0, scale, (scale - 1) / 2], [0, 0, 1]])
    full = np.vstack([warp, [0, 0, 1]]) @ np.linalg.inv(grow)
    flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    return cv2.warpAffine(crop, full[:2], (side, side), flags=flags, borderMode=cv2.BORDER_REFLECT)


def best_aligned(crops, count, start, candidates):
    """The `count` standardised crops that an affine fit lays best over their own mean, enlarged: float [≤count,144,144]."""
    weight = oval(SIDE)
    reference = rough_mean(crops, start)
    crops = crops[np.argsort(-likeness(crops, reference, weight))[:candidates]]
    for _ in range(2):
        fits = [(crop, affine_fit(crop, reference)) for crop in crops]
        fits = [(crop, warp) for crop, warp in fits if warp is not None]
        laid = np.stack([enlarged(crop, warp, SIDE) for crop, warp in fits])
        order = np.argsort(-likeness(laid, reference, weight))[:count]
        reference = symmetric(laid[order].mean(axis=0))
    return np.stack([enlarged(*fits[i]) for i in order])
