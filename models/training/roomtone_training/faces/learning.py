"""Trains the detector: seeded, resumable, logged."""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn

from roomtone_training import optimisation, progress
from roomtone_training.averaging import AveragedNetwork
from roomtone_training.faces import boxes, measuring, mining, targets
from roomtone_training.faces.network import FaceNetwork
from roomtone_training.faces.photographs import Photograph
from roomtone_training.faces.scenes import SceneMaker
from roomtone_training.optimisation import Paths
from roomtone_training.team import Team

FACE_MODEL = "face"


@dataclass(frozen=True)
class Recipe:
    """Everything that decides how the detector turns out, apart from the data."""

    epochs: int
    scenes: int = 6144
    """Made-up pictures an epoch."""
    seed: int = 2026
    batch: int = 16
    learning_rate: float = 0.002
    """Highest learning rate; it rises for `warm_up_epochs` (a tenth of all at most), then falls on a cosine to zero."""
    warm_up_epochs: float = 1.0
    weight_decay: float = 0.02
    average_decay: float = 0.998
    longest_gradient: float = 10.0
    mine_every: int = 4
    """Epochs between searches for the network's mistakes in training pictures, which then are shown more often; 0: never."""
    mined_pictures: int = 2000
    precision: str = "float32"
    longest_side: int = 320
    """Validation pictures are scaled down to this."""


@dataclass(frozen=True)
class Epoch:
    """One epoch's figures on the validation pictures; recalls are shares 0..1 at the threshold chosen there."""

    epoch: int
    epochs: int
    training_loss: float
    average_precision: float
    threshold: float
    recall_h40: float
    recall_h60: float
    bare_h40: float
    masked_h40: float
    learning_rate: float
    seconds: float

    @property
    def figures(self) -> str:
        return (
            f"loss {self.training_loss:.4f}  precision {self.average_precision:.4f}  at {self.threshold:.2f}:"
            f"  ≥40 {self.recall_h40:6.2%}  ≥60 {self.recall_h60:6.2%}  bare {self.bare_h40:6.2%}  masked {self.masked_h40:6.2%}"
        )

    @property
    def score(self) -> float:
        """What chooses the best epoch: average precision alone, since a single box moves what a threshold leaves by points."""
        return self.average_precision


def train(
    recipe: Recipe, maker: SceneMaker, validation: list[Photograph], paths: Paths, start_from: Path | None, team: Team = Team()
) -> None:
    """Trains up to `recipe.epochs`, from the run's own checkpoint where there is one.

    `start_from`: a finished run's weights to begin with (only when there is no checkpoint yet).
    Writes a checkpoint, a log row and, where the averaged network did better than before, `best.pt` each epoch.
    """
    optimisation.seed(recipe.seed)
    paths.folder.mkdir(parents=True, exist_ok=True)
    if team.leads:
        paths.recipe.write_text(json.dumps({"model": FACE_MODEL, **asdict(recipe)}, indent=2) + "\n")
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network = FaceNetwork()
    if start_from is not None and not paths.checkpoint.exists():
        network.load_state_dict(optimisation.load_weights(start_from))
    network = network.to(device, memory_format=torch.channels_last)
    averaged = AveragedNetwork(network, recipe.average_decay)
    optimizer = torch.optim.AdamW(optimisation.parameter_groups(network, recipe.weight_decay), lr=recipe.learning_rate)
    first_epoch, best_score = 1, -1.0
    if paths.checkpoint.exists():
        first_epoch, best_score = optimisation.resume(paths.checkpoint, network, averaged, optimizer)
        print(f"resumed {paths.checkpoint} at epoch {first_epoch}", flush=True)
    for number in range(first_epoch, recipe.epochs + 1):
        began = time.monotonic()
        if recipe.mine_every and (number == first_epoch or number % recipe.mine_every == 0):
            maker = maker.showing(_mistakes(recipe, number, averaged.network, maker.photographs))
        loss = _run_epoch(number, recipe, network, averaged, optimizer, maker, team)
        if not team.leads:
            continue
        rate = optimizer.param_groups[0]["lr"]
        epoch = _validate(number, recipe, averaged.network, validation, loss, rate, began)
        progress.log(epoch, paths.log)
        if epoch.score > best_score:
            best_score = epoch.score
            optimisation.save({"weights": averaged.network.state_dict(), "epoch": number, "score": best_score}, paths.best)
        optimisation.checkpoint(paths.checkpoint, number, best_score, network, averaged, optimizer)


def _mistakes(recipe, number, network, photographs) -> list[mining.Mistake]:
    """What the averaged network takes for faces now; a resumed training searches again."""
    random = np.random.default_rng([recipe.seed, number])
    found = mining.mistakes(as_detector(network), photographs, recipe.mined_pictures, random)
    print(f"{len(found)} mistakes to show again", flush=True)
    return found


def _run_epoch(number, recipe, network, averaged, optimizer, maker, team) -> float:
    """One pass over newly made scenes; returns the mean loss of this process's share.

    The epoch's number, the seed and the member decide the scenes, so a resumed training sees what it would have seen.
    """
    network.train()
    device = next(network.parameters()).device
    random = np.random.default_rng([recipe.seed, number, team.member])
    total, steps = 0.0, max(1, recipe.scenes // recipe.batch)
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = optimisation.learning_rate(recipe, number - 1 + step / steps)
        scenes = [maker.scene(random) for _ in range(recipe.batch // team.size)]
        pictures = torch.from_numpy(np.stack([scene.pixels for scene in scenes]))[:, None].to(device).float() / 255
        with optimisation.precision(recipe, device):
            grids = network(pictures)
        loss = grids_loss(tuple(grid.float().cpu() for grid in grids), targets.Marks.of(scenes))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        team.average_gradients(network)
        nn.utils.clip_grad_norm_(network.parameters(), recipe.longest_gradient)
        optimizer.step()
        averaged.update(network)
        total += loss.item()
    return total / steps


def grids_loss(grids: tuple[torch.Tensor, ...], marks: targets.Marks) -> torch.Tensor:
    """The loss of a batch's grids, on the CPU, where the small tensors of the assignment are."""
    height, width = (side * 8 for side in grids[0].shape[2:])
    return targets.loss(boxes.flatten(grids), marks, *boxes.centres(height, width))


def load_network(file: Path) -> FaceNetwork:
    """A trained network in evaluation mode, on the CPU."""
    network = FaceNetwork()
    network.load_state_dict(optimisation.load_weights(file))
    return network.eval().requires_grad_(False)


def as_detector(network: nn.Module) -> measuring.Detector:
    """The network with decoding and suppression."""
    device = next(network.parameters()).device

    @torch.no_grad()
    def detect(picture: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        grids = network(torch.from_numpy(picture)[None, None].to(device).float() / 255)
        return boxes.found([grid[0].cpu().numpy() for grid in grids], measuring.LEAST_SCORE)

    return detect


def _validate(number, recipe, network, photographs, training_loss, rate, began) -> Epoch:
    findings = measuring.look(as_detector(network), photographs, recipe.longest_side)
    threshold = measuring.choose_threshold(findings)

    def share(least_height: float, kind: str | None = None) -> float:
        found, total = measuring.recall(findings, threshold, least_height, kind)
        return found / max(total, 1)

    return Epoch(
        epoch=number, epochs=recipe.epochs, training_loss=training_loss,
        average_precision=measuring.average_precision(findings), threshold=threshold,
        recall_h40=share(40), recall_h60=share(60), bare_h40=share(40, "bare"), masked_h40=share(40, "masked"),
        learning_rate=rate, seconds=time.monotonic() - began,
    )
