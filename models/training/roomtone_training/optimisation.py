"""What every training here shares: its files, the learning rate's course, precision, seeds and checkpoints."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import torch
from torch import nn


class Recipe(Protocol):
    """What the steps here read of a training's recipe."""

    epochs: int
    learning_rate: float
    """Highest learning rate."""
    warm_up_epochs: float
    precision: str
    """`bfloat16` or `float32`."""


@dataclass(frozen=True)
class Paths:
    """Files of one training run."""

    folder: Path

    @property
    def checkpoint(self) -> Path:
        return self.folder / "checkpoint.pt"

    @property
    def best(self) -> Path:
        return self.folder / "best.pt"

    @property
    def log(self) -> Path:
        return self.folder / "log.csv"

    @property
    def recipe(self) -> Path:
        return self.folder / "recipe.json"


def learning_rate(recipe: Recipe, epoch: float) -> float:
    """Linear warm-up, then a cosine to zero; `epoch` counts from 0 and has a fraction."""
    warm_up = min(recipe.warm_up_epochs, recipe.epochs / 10)
    if epoch < warm_up:
        return recipe.learning_rate * max(epoch / warm_up, 0.01)
    done = (epoch - warm_up) / (recipe.epochs - warm_up)
    return recipe.learning_rate * 0.5 * (1 + math.cos(math.pi * min(done, 1.0)))


def parameter_groups(network: nn.Module, weight_decay: float) -> list[dict]:
    """Biases and normalisation do not decay."""
    decaying = [parameter for parameter in network.parameters() if parameter.dim() > 1]
    steady = [parameter for parameter in network.parameters() if parameter.dim() <= 1]
    return [{"params": decaying, "weight_decay": weight_decay}, {"params": steady, "weight_decay": 0.0}]


def precision(recipe: Recipe, device: torch.device):
    """A context in which the network computes in the recipe's arithmetic."""
    return torch.autocast(device.type, dtype=torch.bfloat16, enabled=recipe.precision == "bfloat16")


def seed(number: int) -> None:
    """Sets every generator of random numbers."""
    random.seed(number)
    np.random.seed(number)
    torch.manual_seed(number)


def checkpoint(file, epoch, best_score, network, averaged, optimizer) -> None:
    """Writes all that an interrupted training needs to go on."""
    save(
        {
            "epoch": epoch,
            "best_score": best_score,
            "network": network.state_dict(),
            "averaged": averaged.network.state_dict(),
            "updates": averaged.updates,
            "optimizer": optimizer.state_dict(),
        },
        file,
    )


def resume(file, network, averaged, optimizer) -> tuple[int, float]:
    """Restores everything `checkpoint` wrote; returns the next epoch and the best score so far."""
    saved = torch.load(file, map_location="cpu")
    network.load_state_dict(saved["network"])
    averaged.network.load_state_dict(saved["averaged"])
    averaged.updates = saved["updates"]
    optimizer.load_state_dict(saved["optimizer"])
    return saved["epoch"] + 1, saved["best_score"]


def save(content: dict, file: Path) -> None:
    """Writes through a temporary name, so that an interruption never leaves half a file."""
    temporary = file.with_suffix(".part")
    torch.save(content, temporary)
    temporary.replace(file)


def load_weights(file: Path) -> dict[str, torch.Tensor]:
    """The averaged weights of a `best.pt` or `checkpoint.pt`."""
    saved = torch.load(file, map_location="cpu")
    return saved["weights"] if "weights" in saved else saved["averaged"]
