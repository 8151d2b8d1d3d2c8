"""Finds what a network in training takes for faces and is none, so that it sees those places more often.

Bootstrapping, or hard negative mining (Sung and Poggio 1998, "Example-based learning for view-based human face
detection").
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from roomtone_training.faces import measuring
from roomtone_training.faces.photographs import Photograph

LEAST_SCORE = 0.3
"""What the network is less sure of is no mistake worth a lesson."""
MOST = 3000
_LONGEST_SIDES = (256, 320, 384, 448)


@dataclass(frozen=True)
class Mistake:
    """A place float32 [4] (left, top, right, bottom in pixels of the photograph) where no face is."""

    photograph: Photograph
    place: np.ndarray


def mistakes(detector: measuring.Detector, photographs: list[Photograph], pictures: int, random: np.random.Generator) -> list[Mistake]:
    """The surest false boxes, `MOST` at most, in so many photographs; each is looked at in one of several sizes.

    Photographs without people come first. Those with unmarked faces are left out: there a false box may be right.
    """
    complete = [photograph for photograph in photographs if photograph.complete]
    peopled = [photograph for photograph in complete if not photograph.is_empty]
    random.shuffle(peopled)
    chosen = [photograph for photograph in complete if photograph.is_empty] + peopled
    found = []
    for photograph in chosen[:pictures]:
        boxes, finding = measuring.find(detector, photograph, int(random.choice(_LONGEST_SIDES)))
        false = (finding.face_of == -1) & (finding.scores >= LEAST_SCORE)
        found += [(score, Mistake(photograph, box)) for score, box in zip(finding.scores[false], boxes[false])]
    found.sort(key=lambda scored: -scored[0])
    return [mistake for _, mistake in found[:MOST]]
