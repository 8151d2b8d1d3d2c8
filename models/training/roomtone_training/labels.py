"""The seven expressions, and how FER+ votes become soft labels."""

from __future__ import annotations

import numpy as np

EXPRESSIONS = ("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral")
"""FER2013's label order; index = FER2013 label number. All outputs and manifests use this order."""

VOTE_COLUMNS = (
    "neutral", "happiness", "surprise", "sadness", "anger", "disgust", "fear", "contempt", "unknown", "not_face",
)
"""FER+'s column order in `rows.csv.gz`. Each image has ten voters, so a column holds 0..10."""

_VOTE_COLUMN_OF_EXPRESSION = (4, 5, 6, 1, 3, 2, 0)


def one_hot(labels: np.ndarray) -> np.ndarray:
    """FER2013 labels [n] (0..6) as float32 [n, 7]."""
    return np.eye(len(EXPRESSIONS), dtype=np.float32)[labels]


def soft_votes(votes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """FER+ votes uint8 [n, 10] as a distribution over the seven expressions and a weight.

    A single vote for an expression counts as noise and is dropped (as in Barsoum et al. 2016, "Training deep
    networks for facial expression recognition with crowd-sourced label distribution"). Votes for contempt,
    unknown and not-a-face belong to none of the seven, so they only lower the weight.

    Returns (distribution float32 [n, 7] summing to 1, weight float32 [n] in 0..1 = share of the kept votes that
    fell on the seven). A row without usable votes gets a uniform distribution and weight 0.
    """
    kept = np.where(votes > 1, votes, 0).astype(np.float32)
    seven = kept[:, _VOTE_COLUMN_OF_EXPRESSION]
    seven_total = seven.sum(axis=1)
    all_total = kept.sum(axis=1)
    usable = seven_total > 0
    distribution = np.full_like(seven, 1.0 / len(EXPRESSIONS))
    distribution[usable] = seven[usable] / seven_total[usable, None]
    weight = np.where(usable, seven_total / np.maximum(all_total, 1.0), 0.0).astype(np.float32)
    return distribution, weight


def majority(votes: np.ndarray) -> np.ndarray:
    """The FER+ majority label int64 [n], -1 where the crowd has none among the seven.

    The rule of microsoft/FERPlus: single votes are dropped, and a column must hold more than half of the rest.
    Rows whose majority is contempt, unknown or not-a-face are -1 too.
    """
    kept = np.where(votes > 1, votes, 0).astype(np.int64)
    expression_of_column = np.full(len(VOTE_COLUMNS), -1, dtype=np.int64)
    expression_of_column[list(_VOTE_COLUMN_OF_EXPRESSION)] = np.arange(len(EXPRESSIONS))
    has_majority = kept.max(axis=1) * 2 > kept.sum(axis=1)
    return np.where(has_majority, expression_of_column[kept.argmax(axis=1)], -1)


def informed_smoothing(hard: np.ndarray, distribution: np.ndarray, weight: np.ndarray, mass: float) -> np.ndarray:
    """FER2013's hard labels with `mass` (0..1) of each moved to what the FER+ crowd saw in the same picture.

    Where the crowd has no usable votes the mass spreads uniformly, which is ordinary label smoothing.
    Shapes: hard, distribution float32 [n, 7]; weight float32 [n]. Returns float32 [n, 7].
    """
    uniform = 1.0 / hard.shape[1]
    informed = weight[:, None] * distribution + (1.0 - weight[:, None]) * uniform
    return ((1.0 - mass) * hard + mass * informed).astype(np.float32)
