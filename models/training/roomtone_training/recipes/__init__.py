"""How the systems of others are trained, and what they claim: one JSON file each, beside this one.

`title` · `trainedBy`: what its authors wrote of the training · `claim`: what its authors say it reaches · `difference`: one
sentence on why our figure differs · `departures`: where the training here is not theirs · `training`: fields of
`learning.Recipe` that are not as in `learning.Recipe` itself; its `augmentation` begins with no change at all ·
`eightBitActivations`: false where the int8 file rounds the weights alone.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).parent

SYSTEMS = ("sap-fer", "alexnet", "vgg16", "resnet50", "seven-conv", "four-conv", "siamese-xception")
"""The names of the networks that belong to systems of others, in the order of the table."""


@dataclass(frozen=True)
class System:
    """One file, read."""

    title: str
    trainedBy: str
    claim: str
    difference: str
    departures: str
    training: dict
    eightBitActivations: bool = True
    """Whether the int8 file's activations are 8 bits too, or its weights alone."""


def read(name: str) -> System:
    """The system of that name, one of `SYSTEMS`."""
    return System(**json.loads((_FOLDER / f"{name}.json").read_text()))


def training(name: str) -> dict:
    """What a network's recipe says that `learning.Recipe` does not; nothing for our own networks."""
    return read(name).training if name in SYSTEMS else {}
