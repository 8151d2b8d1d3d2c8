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

from roomtone_training.architectures.layers import Dense


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

    @property
    def outcome(self) -> Path:
        return self.folder / "outcome.json"


def learning_rate(recipe: Recipe, epoch: float) -> float:
    """Linear warm-up, then a cosine to zero; `epoch` counts from 0 and has a fraction."""
    warm_up = min(recipe.warm_up_epochs, recipe.epochs / 10)
    if epoch < warm_up:
        return recipe.learning_rate * max(epoch / warm_up, 0.01)
    done = (epoch - warm_up) / (recipe.epochs - warm_up)
    return recipe.learning_rate * 0.5 * (1 + math.cos(math.pi * min(done, 1.0)))


def parameter_groups(network: nn.Module, weight_decay: float, dense_l2: float = 0.0) -> list[dict]:
    """Biases and normalisation do not decay.

    `dense_l2` times the squares of the weights of `layers.Dense` is a penalty beside the loss: its gradient is a decay of
    twice that.
    """
    penalised = [layer.weight for layer in network.modules() if dense_l2 and isinstance(layer, Dense)]
    known = {id(parameter) for parameter in penalised}
    decaying = [parameter for parameter in network.parameters() if parameter.dim() > 1 and id(parameter) not in known]
    steady = [parameter for parameter in network.parameters() if parameter.dim() <= 1]
    groups = [{"params": decaying, "weight_decay": weight_decay}, {"params": steady, "weight_decay": 0.0}]
    return groups + ([{"params": penalised, "weight_decay": 2 * dense_l2}] if penalised else [])


def ready(device: torch.device) -> None:
    """Sets what makes a device fast and changes next to nothing.

    A GPU chooses its fastest convolutions, and rounds what is not bfloat16 anyway to TensorFloat-32. A CPU takes numbers
    below 1e-38 as 0: it is slow with them, and under an L2 penalty Adam's squares of dying weights are full of them.
    """
    torch.set_flush_denormal(True)
    if device.type == "cuda":
        torch.backends.cudnn.benchmark = True
        torch.set_float32_matmul_precision("high")


def device_name(device: torch.device) -> str:
    """What a training ran on, for its results."""
    return torch.cuda.get_device_name(device) if device.type == "cuda" else f"CPU, threads: {torch.get_num_threads()}"


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
