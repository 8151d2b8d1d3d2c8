"""Turns raw scores into probabilities that mean what they say, on validation rows only.

Scores are float [n, 14]: FER2013 head, FER+ head. A calibrated head is softmax(scores / temperature + offsets). The
kiosk's `probabilities` do the same with a blend, weight · FER2013 scores + (1 − weight) · FER+ scores. A network with one
head has scores [n, 7], of which a temperature alone makes its `probabilities`.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as functional

from roomtone_training import labels, metrics
from roomtone_training.dataset import Rows

FER2013_BALANCE = 0.25
FERPLUS_BALANCE = 0.25
BLEND_BALANCE = 0.5
"""How far the fit favours rare expressions: rows weigh (rows of their expression) to the power of minus this."""

LEAST_RECALL = 0.46
"""Of any expression by the FER2013 head, on the validation rows; its offset is raised until it is reached, at the others' cost."""
RECALL_STEP = 0.01

BLEND_CROWD_SHARES = (0.0, 0.1, 0.25, 0.5)
"""Shares of the crowd's votes, against FER2013's label, that are tried in what the blend is fitted to. The crowd calls
neutral many faces that FER2013 labels otherwise; with a half, so does the kiosk."""

BLEND_TIE = 0.001
"""Blends whose scores differ by no more are as good as each other; the one that reads expressive faces best is taken."""


@dataclass(frozen=True)
class HeadCalibration:
    """`temperature` divides scores; `offsets` [7] are then added, in `labels.EXPRESSIONS` order."""

    temperature: float
    offsets: tuple[float, ...]

    @staticmethod
    def of(content: dict) -> "HeadCalibration":
        """As it stands in a JSON file."""
        return HeadCalibration(content["temperature"], tuple(content["offsets"]))

    def apply(self, scores: np.ndarray) -> np.ndarray:
        """Probabilities [n, 7] of raw scores [n, 7]."""
        return softmax(scores / self.temperature + np.array(self.offsets))


@dataclass(frozen=True)
class Calibration:
    """What the export folds into the heads. `unsure_below` is a probability 0..1."""

    fer2013: HeadCalibration
    unsure_below: float
    coverage: float
    """Share of the validation rows whose top probability reaches `unsure_below`."""
    ferplus: HeadCalibration | None = None
    """None in a network that has only the FER2013 head, as is `blend`."""
    blend: HeadCalibration | None = None
    blend_crowd_share: float = 0.0
    """Share of the crowd's votes in what the blend is fitted to; FER2013's labels have the rest."""
    blend_weight: float = 1.0
    """Share of the FER2013 head in the blend, 0..1; the FER+ head has the rest."""

    @property
    def spoken(self) -> HeadCalibration:
        """What makes `probabilities`."""
        return self.blend or self.fer2013

    def write(self, file: Path) -> None:
        file.write_text(json.dumps(asdict(self), indent=2) + "\n")

    @staticmethod
    def read(file: Path) -> "Calibration":
        content = json.loads(file.read_text())
        heads = {name: content.pop(name, None) for name in ("fer2013", "ferplus", "blend")}
        return Calibration(**{name: HeadCalibration.of(head) for name, head in heads.items() if head is not None}, **content)


def softmax(scores: np.ndarray) -> np.ndarray:
    """Probabilities along the last axis."""
    shifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return shifted / shifted.sum(axis=-1, keepdims=True)


def fit(scores: np.ndarray, rows: Rows, coverage: float) -> tuple[Calibration, list[dict[str, float]]]:
    """The calibration for these validation rows, and what each blend measured (the experiment that chose it)."""
    fer2013, ferplus = scores[:, :7], scores[:, 7:]
    crowd = labels.majority(rows.votes)
    agreed = crowd >= 0
    votes, vote_weight = labels.soft_votes(rows.votes)
    experiment, blends = [], {}
    for crowd_share in BLEND_CROWD_SHARES:
        both = labels.informed_smoothing(labels.one_hot(rows.label), votes, vote_weight, crowd_share)
        for weight in np.round(np.linspace(0, 1, 11), 2).tolist():
            blended = weight * fer2013 + (1 - weight) * ferplus
            head = fit_head(blended, both, BLEND_BALANCE)
            probabilities = head.apply(blended)
            blends[crowd_share, weight] = head, probabilities
            figures = _measure_blend(probabilities, rows.label, crowd)
            experiment.append({"crowdShare": crowd_share, "fer2013Weight": weight, **figures})
    highest = max(row["score"] for row in experiment)
    tied = [row for row in experiment if row["score"] >= highest - BLEND_TIE]
    best = max(tied, key=lambda row: row["expressiveAccuracy"])
    chosen = best["crowdShare"], best["fer2013Weight"]
    top = blends[chosen][1].max(axis=1)
    unsure_below = round(float(np.quantile(top, 1 - coverage)), 3)
    calibration = Calibration(
        fer2013=_with_least_recall(fit_head(fer2013, labels.one_hot(rows.label), FER2013_BALANCE), fer2013, rows.label),
        ferplus=fit_head(ferplus[agreed], labels.one_hot(crowd[agreed]), FERPLUS_BALANCE),
        blend=blends[chosen][0],
        blend_crowd_share=chosen[0],
        blend_weight=chosen[1],
        unsure_below=unsure_below,
        coverage=float((top >= unsure_below).mean()),
    )
    return calibration, experiment


def fit_one_head(scores: np.ndarray, rows: Rows, coverage: float) -> Calibration:
    """The calibration of a network with the FER2013 head alone, scores [n, 7].

    Only its temperature is fitted, so that it goes on naming the expression that it would name by itself.
    """
    head = fit_head(scores, labels.one_hot(rows.label), balance=0, with_offsets=False)
    top = head.apply(scores).max(axis=1)
    unsure_below = round(float(np.quantile(top, 1 - coverage)), 3)
    return Calibration(fer2013=head, unsure_below=unsure_below, coverage=float((top >= unsure_below).mean()))


def fit_head(scores: np.ndarray, target: np.ndarray, balance: float, with_offsets: bool = True) -> HeadCalibration:
    """The eight numbers with the least weighted cross-entropy against target distributions [n, 7].

    Temperature alone (Guo et al. 2017) cannot undo that a head says one expression too readily; offsets can.
    """
    count = target.sum(axis=0).clip(min=1)
    row_weight = (target * count**-balance).sum(axis=1)
    given, wanted, weight = (torch.from_numpy(np.asarray(value, np.float64)) for value in (scores, target, row_weight))
    log_scale = torch.zeros((), dtype=torch.float64, requires_grad=True)
    offsets = torch.zeros(len(labels.EXPRESSIONS), dtype=torch.float64, requires_grad=with_offsets)
    fitted = [log_scale, offsets] if with_offsets else [log_scale]
    optimizer = torch.optim.LBFGS(fitted, max_iter=100, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        predicted = functional.log_softmax(given * log_scale.exp() + offsets, dim=1)
        value = -((predicted * wanted).sum(dim=1) * weight).sum() / weight.sum()
        value.backward()
        return value

    optimizer.step(loss)
    centred = (offsets - offsets.mean()).tolist()
    return HeadCalibration(temperature=float((-log_scale).exp()), offsets=tuple(round(value, 4) for value in centred))


def _with_least_recall(head: HeadCalibration, scores: np.ndarray, label: np.ndarray) -> HeadCalibration:
    """The same with larger offsets for expressions that would be named too seldom."""
    offsets = np.array(head.offsets)
    for _ in range(int(1 / RECALL_STEP)):
        found = metrics.recall(metrics.confusion(HeadCalibration(head.temperature, tuple(offsets)).apply(scores), label))
        rare = found < LEAST_RECALL
        if not rare.any():
            break
        offsets[rare] += RECALL_STEP
    return HeadCalibration(head.temperature, tuple(round(float(value), 4) for value in offsets))


def _measure_blend(probabilities: np.ndarray, label: np.ndarray, crowd: np.ndarray) -> dict[str, float]:
    """How one blend does under both label sets and on expressive faces alone; `score`, the mean of the five, decides.

    `expressiveAccuracy` is that of faces which FER2013 labels with an expression other than neutral, as sets of acted
    faces are; `calledNeutral` is the share of them that the blend calls neutral.
    """
    agreed = crowd >= 0
    neutral = labels.EXPRESSIONS.index("neutral")
    on_labels = metrics.confusion(probabilities, label)
    on_crowd = metrics.confusion(probabilities[agreed], crowd[agreed])
    figures = {
        "fer2013Accuracy": metrics.accuracy(probabilities, label),
        "ferplusAccuracy": metrics.accuracy(probabilities[agreed], crowd[agreed]),
        "fer2013MeanRecall": float(metrics.recall(on_labels).mean()),
        "ferplusMeanRecall": float(metrics.recall(on_crowd).mean()),
        "expressiveAccuracy": metrics.accuracy(probabilities[label != neutral], label[label != neutral]),
    }
    return {
        **figures,
        "score": sum(figures.values()) / len(figures),
        "calledNeutral": float((probabilities[label != neutral].argmax(axis=1) == neutral).mean()),
    }
