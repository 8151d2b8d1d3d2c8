"""How accuracy falls as faces get smaller, blurred, darker, covered or badly cropped. Measured on validation faces."""

from __future__ import annotations

import math
from typing import Callable

import cv2
import numpy as np

from roomtone_training import metrics
from roomtone_training.dataset import FACE_SIZE, Rows
from roomtone_training.onnx_runner import OnnxRunner

LARGEST_SAMPLE = 1200
"""Faces per measurement: enough for ± 3 points, and minutes rather than a quarter of an hour."""

SENSOR_NOISE = 3.0
"""Standard deviation, in grey steps, that a dim picture gets on top: a camera's noise does not dim with the light."""


def smaller(face: np.ndarray, side: float) -> np.ndarray:
    """A face that was `side` pixels wide and is brought back to 48."""
    shrunk = cv2.resize(face, (int(side), int(side)), interpolation=cv2.INTER_AREA)
    return cv2.resize(shrunk, (FACE_SIZE, FACE_SIZE), interpolation=cv2.INTER_LINEAR)


def blurred(face: np.ndarray, deviation: float) -> np.ndarray:
    """Gaussian blur of `deviation` pixels; 0 is none."""
    return cv2.GaussianBlur(face, (0, 0), deviation) if deviation > 0 else face


def dimmed(face: np.ndarray, light: float) -> np.ndarray:
    """`light` (0..1) of the brightness, with sensor noise."""
    noise = np.random.default_rng(int(face.sum())).normal(0, SENSOR_NOISE, face.shape)
    return np.clip(np.round(face * light + noise), 0, 255).astype(np.uint8)


def recropped(face: np.ndarray, size: float) -> np.ndarray:
    """The face `size` times as large in its crop, as tighter and looser detector boxes make it."""
    matrix = np.float32([[size, 0, (1 - size) * FACE_SIZE / 2], [0, size, (1 - size) * FACE_SIZE / 2]])
    return cv2.warpAffine(face, matrix, (FACE_SIZE, FACE_SIZE), borderMode=cv2.BORDER_REFLECT)


def turned(face: np.ndarray, degrees: float) -> np.ndarray:
    """The face rolled in the picture's plane."""
    matrix = cv2.getRotationMatrix2D((FACE_SIZE / 2, FACE_SIZE / 2), degrees, 1)
    return cv2.warpAffine(face, matrix, (FACE_SIZE, FACE_SIZE), borderMode=cv2.BORDER_REFLECT)


def masked(face: np.ndarray, share: float) -> np.ndarray:
    """The lower `share` (0..1) of the crop covered by a light grey, as a mask or scarf would."""
    covered = face.copy()
    covered[math.ceil(FACE_SIZE * (1 - share)) :] = 190
    return covered


SWEEPS: dict[str, tuple[Callable[[np.ndarray, float], np.ndarray], tuple[float, ...]]] = {
    "face width (pixels)": (smaller, (12, 16, 20, 24, 32, 40, 48)),
    "blur (pixels)": (blurred, (0, 0.5, 1, 1.5, 2)),
    "light (share)": (dimmed, (0.05, 0.1, 0.2, 0.4, 0.7, 1)),
    "size of the face in the crop": (recropped, (0.7, 0.8, 0.9, 1, 1.1, 1.25)),
    "roll (degrees)": (turned, (0, 10, 20, 30)),
    "covered from below (share)": (masked, (0, 0.2, 0.35, 0.45)),
}


def measure(runner: OnnxRunner, rows: Rows, unsure_below: float) -> dict[str, list[dict[str, float]]]:
    """For each sweep and value: FER2013 head's `accuracy`, and the share of faces that stay `sure`."""
    sample = rows.where(np.arange(len(rows))[:LARGEST_SAMPLE])
    return {
        name: [_measure_one(runner, sample, change, value, unsure_below) for value in values]
        for name, (change, values) in SWEEPS.items()
    }


def _measure_one(runner, rows, change, value, unsure_below) -> dict[str, float]:
    outputs = runner.run_pictures(np.stack([change(face, value) for face in rows.faces]))
    sure = outputs["probabilities"].max(axis=1) >= unsure_below
    return {
        "value": value,
        "accuracy": metrics.accuracy(outputs["fer2013"], rows.label),
        "sure": float(sure.mean()),
        "sureAccuracy": metrics.accuracy(outputs["probabilities"][sure], rows.label[sure]) if sure.any() else 0.0,
    }
