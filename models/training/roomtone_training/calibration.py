"""Turns raw scores into probabilities that mean what they say, on validation rows only.

Scores are float [n, 14]: FER2013 head, FER+ head. The kiosk's `probabilities` are a blend,
softmax(weight · FER2013 scores + (1 − weight) · FER+ scores, over a temperature).
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from roomtone_training import labels, metrics
from roomtone_training.dataset import Rows

_TEMPERATURES = np.exp(np.linspace(np.log(0.3), np.log(5.0), 281))


@dataclass(frozen=True)
class Calibration:
    """What the export folds into the heads. Temperatures divide scores; `unsure_below` is a probability 0..1."""

    fer2013_temperature: float
    ferplus_temperature: float
    blend_weight: float
    """Share of the FER2013 head in the blend, 0..1; the FER+ head has the rest."""
    blend_temperature: float
    unsure_below: float
    coverage: float
    """Share of the validation rows whose top probability reaches `unsure_below`."""

    def write(self, file: Path) -> None:
        file.write_text(json.dumps(asdict(self), indent=2) + "\n")

    @staticmethod
    def read(file: Path) -> "Calibration":
        return Calibration(**json.loads(file.read_text()))


def softmax(scores: np.ndarray) -> np.ndarray:
    """Probabilities along the last axis."""
    shifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return shifted / shifted.sum(axis=-1, keepdims=True)


def fit(scores: np.ndarray, rows: Rows, coverage: float) -> tuple[Calibration, list[dict[str, float]]]:
    """The calibration for these validation rows, and what each blend measured (the experiment that chose it)."""
    fer2013, ferplus = scores[:, :7], scores[:, 7:]
    crowd = labels.majority(rows.votes)
    agreed = crowd >= 0
    fer2013_temperature = best_temperature(fer2013, labels.one_hot(rows.label))
    ferplus_temperature = best_temperature(ferplus[agreed], labels.one_hot(crowd[agreed]))
    experiment = [_measure_blend(weight, fer2013, ferplus, rows.label, crowd) for weight in np.linspace(0, 1, 11)]
    chosen = max(experiment, key=lambda row: row["balancedAccuracy"])["fer2013Weight"]
    blend = chosen * fer2013 + (1 - chosen) * ferplus
    votes, vote_weight = labels.soft_votes(rows.votes)
    both = labels.informed_smoothing(labels.one_hot(rows.label), votes, vote_weight, mass=0.5)
    blend_temperature = best_temperature(blend, both)
    top = softmax(blend / blend_temperature).max(axis=1)
    unsure_below = round(float(np.quantile(top, 1 - coverage)), 3)
    calibration = Calibration(
        fer2013_temperature=fer2013_temperature,
        ferplus_temperature=ferplus_temperature,
        blend_weight=chosen,
        blend_temperature=blend_temperature,
        unsure_below=unsure_below,
        coverage=float((top >= unsure_below).mean()),
    )
    return calibration, experiment


def best_temperature(scores: np.ndarray, target: np.ndarray) -> float:
    """The temperature with the lowest cross-entropy against target distributions [n, 7] (Guo et al. 2017)."""
    losses = [-(target * np.log(softmax(scores / temperature) + 1e-12)).sum(axis=1).mean() for temperature in _TEMPERATURES]
    return float(_TEMPERATURES[int(np.argmin(losses))])


def _measure_blend(weight, fer2013, ferplus, label, crowd) -> dict[str, float]:
    """How one blend does under both label sets; `balancedAccuracy` (mean recall, mean of both sets) decides."""
    predicted = weight * fer2013 + (1 - weight) * ferplus
    agreed = crowd >= 0
    neutral = labels.EXPRESSIONS.index("neutral")
    acted = label != neutral
    on_labels = metrics.confusion(predicted, label)
    on_crowd = metrics.confusion(predicted[agreed], crowd[agreed])
    return {
        "fer2013Weight": round(float(weight), 2),
        "fer2013Accuracy": metrics.accuracy(predicted, label),
        "ferplusAccuracy": metrics.accuracy(predicted[agreed], crowd[agreed]),
        "balancedAccuracy": float((metrics.recall(on_labels).mean() + metrics.recall(on_crowd).mean()) / 2),
        "calledNeutral": float((predicted[acted].argmax(axis=1) == neutral).mean()),
    }
