"""How well a detector finds faces: recall by height and class, false positives, average precision, the threshold.

The rules are those of `roomtone evaluate faces`: a box finds a face where they overlap by half, each box one face and
each face once, the surest box first; boxes mostly inside ignored regions count as nothing, and so do boxes and faces
below `LEAST_HEIGHT`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable

import cv2
import numpy as np

from roomtone_training.faces.boxes import covered, overlaps
from roomtone_training.faces.network import SIDE_MULTIPLE
from roomtone_training.faces.photographs import Photograph

LEAST_HEIGHT = 20.0
HEIGHTS = (20, 40, 60)
FOUND_OVERLAP = 0.5
LEAST_SCORE = 0.05
"""Boxes below this are not even looked at for average precision."""
MOST_FALSE_PER_EMPTY = 6 / 300
"""The threshold lets through as many false positives a picture without people, at most."""

Detector = Callable[[np.ndarray], tuple[np.ndarray, np.ndarray, np.ndarray]]
"""Takes a letterboxed picture uint8 [h, w]; gives boxes [n, 4] in its pixels, surest first, scores [n] and poses [n, 2]."""


@dataclass(frozen=True)
class Finding:
    """What a detector found in one picture: of each box its score, whose it is and the pose it gives.

    scores [n] · face_of [n]: index of the face found, −1 false, −2 counts as nothing · poses [n, 2] · photograph.
    """

    photograph: Photograph
    scores: np.ndarray
    face_of: np.ndarray
    poses: np.ndarray


def letterbox(pixels: np.ndarray, longest_side: int) -> tuple[np.ndarray, float]:
    """The picture scaled down to a longest side (never up), black at the right and below up to whole cells; and the scale."""
    height, width = pixels.shape
    scale = min(1.0, longest_side / max(height, width))
    if scale < 1:
        pixels = cv2.resize(pixels, (max(1, round(width * scale)), max(1, round(height * scale))), interpolation=cv2.INTER_AREA)
    height, width = pixels.shape
    padded = np.zeros((-(-height // SIDE_MULTIPLE) * SIDE_MULTIPLE, -(-width // SIDE_MULTIPLE) * SIDE_MULTIPLE), np.uint8)
    padded[:height, :width] = pixels
    return padded, scale


def look(detector: Detector, photographs: list[Photograph], longest_side: int) -> list[Finding]:
    """Runs a detector over pictures."""
    return [find(detector, photograph, longest_side)[1] for photograph in photographs]


def find(detector: Detector, photograph: Photograph, longest_side: int) -> tuple[np.ndarray, Finding]:
    """Runs a detector over one picture: its boxes [n, 4] in the photograph's pixels, and what they found."""
    picture, scale = letterbox(photograph.pixels, longest_side)
    boxes, scores, poses = detector(picture)
    boxes = boxes / scale
    high = boxes[:, 3] - boxes[:, 1] >= LEAST_HEIGHT
    return boxes[high], match(photograph, boxes[high], scores[high], poses[high])


def match(photograph: Photograph, boxes: np.ndarray, scores: np.ndarray, poses: np.ndarray) -> Finding:
    """Gives each face its surest box that overlaps by half; boxes must come surest first."""
    face_of = np.full(len(boxes), -1)
    small = photograph.faces[:, 3] - photograph.faces[:, 1] < LEAST_HEIGHT
    shares = overlaps(boxes, photograph.faces)
    unfound = np.ones(len(photograph.faces), bool)
    inside_ignored = covered(boxes, photograph.ignored).max(axis=1, initial=0) >= FOUND_OVERLAP
    for number in range(len(boxes)):
        candidates = np.where(unfound, shares[number], 0) if len(unfound) else np.zeros(0)
        best = int(candidates.argmax()) if len(candidates) else -1
        if best >= 0 and candidates[best] >= FOUND_OVERLAP:
            unfound[best] = False
            face_of[number] = -2 if small[best] else best
        elif inside_ignored[number]:
            face_of[number] = -2
    return Finding(photograph, scores, face_of, poses)


def recall(findings: list[Finding], threshold: float, least_height: float, kind: str | None = None) -> tuple[int, int]:
    """How many faces at least so high (of one class, if given) were found, and how many there are."""
    found = total = 0
    for finding in findings:
        faces = finding.photograph.faces
        wanted = (faces[:, 3] - faces[:, 1]) >= least_height
        if kind is not None:
            wanted &= np.array([name == kind for name in finding.photograph.classes], bool)
        hit = np.zeros(len(faces), bool)
        hit[finding.face_of[(finding.scores >= threshold) & (finding.face_of >= 0)]] = True
        found, total = found + int((hit & wanted).sum()), total + int(wanted.sum())
    return found, total


def false_positives(findings: list[Finding], threshold: float) -> int:
    return sum(int(((finding.scores >= threshold) & (finding.face_of == -1)).sum()) for finding in findings)


def average_precision(findings: list[Finding]) -> float:
    """Area under precision against recall over all faces at least `LEAST_HEIGHT` high, precision made monotonous."""
    scores = np.concatenate([finding.scores[finding.face_of != -2] for finding in findings])
    right = np.concatenate([finding.face_of[finding.face_of != -2] >= 0 for finding in findings])
    total = recall(findings, 1.0, LEAST_HEIGHT)[1]
    if not total or not len(scores):
        return 0.0
    right = right[np.argsort(-scores, kind="stable")]
    hits = right.cumsum()
    precision = np.maximum.accumulate((hits / np.arange(1, len(hits) + 1))[::-1])[::-1]
    return float(precision[right].sum() / total)


def pose_error(findings: list[Finding], threshold: float) -> dict[str, float]:
    """Medians of how far turn and tilt (in degrees) of the faces that were found are from their landmarks', and how many."""
    gaps = [
        np.abs(finding.poses[hit] - finding.photograph.poses[finding.face_of[hit]])
        for finding in findings
        for hit in [(finding.scores >= threshold) & (finding.face_of >= 0)]
    ]
    known = np.concatenate(gaps) if gaps else np.zeros((0, 2))
    known = known[~np.isnan(known).any(axis=1)]
    if not len(known):
        return {"faces": 0}
    turn, tilt = np.median(known, axis=0)
    return {"faces": len(known), "turn": float(turn), "tiltDegrees": float(np.degrees(tilt))}


def choose_threshold(findings: list[Finding]) -> float:
    """The lowest score, in hundredths, that keeps false positives on pictures without people within the allowance."""
    empty = [finding for finding in findings if finding.photograph.is_empty]
    for hundredths in range(10, 95):
        if false_positives(empty, hundredths / 100) <= MOST_FALSE_PER_EMPTY * len(empty):
            return hundredths / 100
    return 0.95


def summary(findings: list[Finding], threshold: float) -> dict:
    """All figures at one threshold, with counts, for `results.json`."""
    peopled = [finding for finding in findings if not finding.photograph.is_empty]
    empty = [finding for finding in findings if finding.photograph.is_empty]
    kinds = sorted({kind for finding in findings for kind in finding.photograph.classes})
    return {
        "threshold": threshold,
        "pictures": len(peopled),
        "emptyPictures": len(empty),
        "recall": {f"h{height}": _share(*recall(peopled, threshold, height)) for height in HEIGHTS},
        "recallByClass": {
            kind: {f"h{height}": _share(*recall(peopled, threshold, height, kind)) for height in HEIGHTS} for kind in kinds
        },
        "falsePositives": false_positives(peopled, threshold),
        "falsePositivesOnEmpty": false_positives(empty, threshold),
        "averagePrecision": average_precision(findings),
        "poseError": pose_error(peopled, threshold),
    }


def _share(found: int, total: int) -> dict[str, int]:
    return {"found": found, "faces": total}
