"""Figures about predictions. Probabilities are float [n, 7], labels int [n]; nothing here draws or prints."""

from __future__ import annotations

import math

import numpy as np

from roomtone_training.labels import EXPRESSIONS


def accuracy(probabilities: np.ndarray, label: np.ndarray) -> float:
    """Share 0..1 of rows whose top expression is the label."""
    return float((probabilities.argmax(axis=1) == label).mean())


def wilson_interval(share: float, count: int, deviations: float = 1.96) -> tuple[float, float]:
    """Wilson's score interval (95 % by default) of a share seen in `count` trials."""
    squared = deviations * deviations
    centre = (share + squared / (2 * count)) / (1 + squared / count)
    half = deviations * math.sqrt(share * (1 - share) / count + squared / (4 * count * count)) / (1 + squared / count)
    return centre - half, centre + half


def confusion(probabilities: np.ndarray, label: np.ndarray) -> np.ndarray:
    """Counts int64 [7 true, 7 predicted]."""
    matrix = np.zeros((len(EXPRESSIONS), len(EXPRESSIONS)), dtype=np.int64)
    np.add.at(matrix, (label, probabilities.argmax(axis=1)), 1)
    return matrix


def recall(matrix: np.ndarray) -> np.ndarray:
    """Recall per expression [7] of a confusion matrix; 0 where an expression has no rows."""
    return np.diag(matrix) / np.maximum(matrix.sum(axis=1), 1)


def precision(matrix: np.ndarray) -> np.ndarray:
    """Share of the rows read as each expression that are it [7]; 0 where none was read so."""
    return np.diag(matrix) / np.maximum(matrix.sum(axis=0), 1)


def macro_f1(matrix: np.ndarray) -> float:
    """Mean over the expressions of the harmonic mean of precision and recall."""
    hits = np.diag(matrix)
    return float((2 * hits / np.maximum(matrix.sum(axis=0) + matrix.sum(axis=1), 1)).mean())


def reliability(probabilities: np.ndarray, label: np.ndarray, bins: int = 15) -> list[dict[str, float]]:
    """Rows per equal-width confidence bin: `count`, mean `confidence`, `accuracy`. Empty bins are left out."""
    confidence = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == label
    bin_of_row = np.minimum((confidence * bins).astype(int), bins - 1)
    return [
        {
            "count": int(members.sum()),
            "confidence": float(confidence[members].mean()),
            "accuracy": float(right[members].mean()),
        }
        for members in (bin_of_row == number for number in range(bins))
        if members.any()
    ]


def expected_calibration_error(probabilities: np.ndarray, label: np.ndarray, bins: int = 15) -> float:
    """Mean gap between confidence and accuracy over the bins, weighted by rows (Guo et al. 2017)."""
    table = reliability(probabilities, label, bins)
    return sum(row["count"] * abs(row["confidence"] - row["accuracy"]) for row in table) / len(label)


def accuracy_at_coverage(probabilities: np.ndarray, label: np.ndarray, coverage: float) -> float:
    """Accuracy on the `coverage` share (0..1) of rows with the highest top probability."""
    kept = np.argsort(-probabilities.max(axis=1), kind="stable")[: max(1, round(coverage * len(label)))]
    return accuracy(probabilities[kept], label[kept])


def summary(probabilities: np.ndarray, label: np.ndarray) -> dict:
    """Everything that is reported about one head on one set of labelled rows."""
    share = accuracy(probabilities, label)
    matrix = confusion(probabilities, label)
    return {
        "n": len(label),
        "accuracy": share,
        "accuracyInterval95": list(wilson_interval(share, len(label))),
        "macroPrecision": float(precision(matrix).mean()),
        "macroRecall": float(recall(matrix).mean()),
        "macroF1": macro_f1(matrix),
        "recall": dict(zip(EXPRESSIONS, recall(matrix).tolist())),
        "ece": expected_calibration_error(probabilities, label),
        "accuracyAt80Coverage": accuracy_at_coverage(probabilities, label, 0.8),
        "confusion": matrix.tolist(),
        "reliability": reliability(probabilities, label),
    }
