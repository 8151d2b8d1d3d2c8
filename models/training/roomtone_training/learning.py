"""Trains one network: seeded, resumable, logged."""

from __future__ import annotations

import json
import math
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as functional
from torch import nn

from roomtone_training import architectures, augmentation, labels, metrics, optimisation, progress
from roomtone_training.averaging import AveragedNetwork
from roomtone_training.dataset import Rows, Splits
from roomtone_training.optimisation import Paths
from roomtone_training.team import Team

FER2013_HEAD = slice(0, 7)
FERPLUS_HEAD = slice(7, 14)


@dataclass(frozen=True)
class Recipe:
    """Everything that decides how a network turns out, apart from the data."""

    model: str
    epochs: int
    seed: int = 2013
    batch: int = 128
    learning_rate: float = 0.08
    """Highest learning rate; it rises for `warm_up_epochs` (a tenth of all at most), then falls on a cosine to zero."""
    warm_up_epochs: float = 2.0
    weight_decay: float = 5e-4
    momentum: float = 0.9
    average_decay: float = 0.999
    label_smoothing: float = 0.1
    """Share of a FER2013 label that goes to what the FER+ crowd saw."""
    class_balance: float = 0.3
    """A FER2013 row weighs (rows of its expression) to the power of minus this; 0 is no balancing."""
    ferplus_weight: float = 1.0
    distillation_weight: float = 0.7
    """Share of the loss that comes from the teachers, where there are any."""
    distillation_temperature: float = 2.0
    precision: str = "bfloat16"
    augmentation: augmentation.Strength = field(default_factory=augmentation.Strength)


def train(
    recipe: Recipe, splits: Splits, paths: Paths, teachers: list[nn.Module], start_from: Path | None, team: Team = Team()
) -> None:
    """Trains up to `recipe.epochs`, from the run's own checkpoint where there is one.

    `start_from`: a finished run's weights to begin with (only when there is no checkpoint yet).
    Writes a checkpoint, a log row and, where the averaged network did better than before, `best.pt` each epoch.
    """
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    optimisation.seed(recipe.seed)
    paths.folder.mkdir(parents=True, exist_ok=True)
    if team.leads:
        paths.recipe.write_text(json.dumps(asdict(recipe), indent=2) + "\n")
    network = architectures.create(recipe.model)
    if start_from is not None and not paths.checkpoint.exists():
        network.load_state_dict(optimisation.load_weights(start_from))
    network = network.to(device, memory_format=torch.channels_last)
    averaged = AveragedNetwork(network, recipe.average_decay)
    optimizer = torch.optim.SGD(
        optimisation.parameter_groups(network, recipe.weight_decay), lr=recipe.learning_rate, momentum=recipe.momentum, nesterov=True
    )
    first_epoch, best_score = 1, 0.0
    if paths.checkpoint.exists():
        first_epoch, best_score = optimisation.resume(paths.checkpoint, network, averaged, optimizer)
        print(f"resumed {paths.checkpoint} at epoch {first_epoch}", flush=True)
    teachers = [teacher.to(device, memory_format=torch.channels_last).eval() for teacher in teachers]
    batches = Batches(splits.training, recipe, device, team)
    for number in range(first_epoch, recipe.epochs + 1):
        began = time.monotonic()
        loss = _run_epoch(number, recipe, network, averaged, optimizer, batches, teachers, team)
        if not team.leads:
            continue
        epoch = _validate(number, recipe, averaged.network, splits.validation, loss, optimizer, began)
        progress.log(epoch, paths.log)
        if epoch.score > best_score:
            best_score = epoch.score
            optimisation.save({"weights": averaged.network.state_dict(), "epoch": number, "score": best_score}, paths.best)
        optimisation.checkpoint(paths.checkpoint, number, best_score, network, averaged, optimizer)


class Batches:
    """The training rows on the device, shuffled and augmented batch by batch; belongs to one training.

    The epoch's number and the seed decide order and changes, so a resumed training sees what it would have seen.
    """

    def __init__(self, rows: Rows, recipe: Recipe, device: torch.device, team: Team):
        hard = labels.one_hot(rows.label)
        votes, vote_weight = labels.soft_votes(rows.votes)
        target = labels.informed_smoothing(hard, votes, vote_weight, recipe.label_smoothing)
        weight = hard.sum(axis=0).clip(min=1)[rows.label] ** -recipe.class_balance
        self._recipe = recipe
        self._team = team
        self._share = recipe.batch // team.size
        self._faces = torch.from_numpy(rows.faces).to(device)
        self._fer2013 = torch.from_numpy(target * (weight / weight.mean())[:, None].astype(np.float32)).to(device)
        self._ferplus = torch.from_numpy(votes * vote_weight[:, None] * recipe.ferplus_weight).to(device)

    def __len__(self) -> int:
        return len(self._faces) // self._recipe.batch

    def of_epoch(self, number: int):
        """Yields (faces [n, 1, 48, 48], FER2013 targets [n, 7], FER+ targets [n, 7]); targets carry their weight."""
        epoch_seed = self._recipe.seed + 1000 * number
        order = torch.randperm(len(self._faces), generator=torch.Generator().manual_seed(epoch_seed)).to(self._faces.device)
        torch.manual_seed(epoch_seed + 1 + self._team.member)
        for batch in range(len(self)):
            start = batch * self._recipe.batch + self._team.member * self._share
            chosen = order[start : start + self._share]
            faces = self._faces[chosen].unsqueeze(1).float() / 255
            targets = [self._fer2013[chosen], self._ferplus[chosen]]
            faces, targets = augmentation.augment(faces, targets, self._recipe.augmentation)
            yield faces.contiguous(memory_format=torch.channels_last), *targets


def load_network(model: str, file: Path) -> nn.Module:
    """A trained network in evaluation mode, on the CPU."""
    network = architectures.create(model)
    network.load_state_dict(optimisation.load_weights(file))
    return network.eval().requires_grad_(False)


@torch.no_grad()
def scores(network: nn.Module, faces: np.ndarray, batch: int = 256) -> np.ndarray:
    """Raw scores float32 [n, 14] of uint8 faces [n, 48, 48], in float32 arithmetic unless the caller says otherwise."""
    device = next(network.parameters()).device
    parts = [
        network(torch.from_numpy(part).to(device).unsqueeze(1).float() / 255).float().cpu().numpy()
        for part in np.array_split(faces, max(1, math.ceil(len(faces) / batch)))
    ]
    return np.concatenate(parts)


def _run_epoch(number, recipe, network, averaged, optimizer, batches, teachers, team) -> float:
    """One pass over the training rows; returns the mean loss in nats of this process's share."""
    network.train()
    total, steps = 0.0, len(batches)
    for step, (faces, fer2013, ferplus) in enumerate(batches.of_epoch(number)):
        rate = optimisation.learning_rate(recipe, number - 1 + step / steps)
        for group in optimizer.param_groups:
            group["lr"] = rate
        with optimisation.precision(recipe, faces.device):
            predicted = network(faces)
        loss = _loss(predicted.float(), fer2013, ferplus)
        if teachers:
            with torch.no_grad(), optimisation.precision(recipe, faces.device):
                taught = [teacher(faces).float() for teacher in teachers]
            distilled = _distillation_loss(predicted.float(), taught, recipe.distillation_temperature)
            loss = (1 - recipe.distillation_weight) * loss + recipe.distillation_weight * distilled
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        team.average_gradients(network)
        optimizer.step()
        averaged.update(network)
        total += loss.item()
    return total / steps


def _loss(predicted: torch.Tensor, fer2013: torch.Tensor, ferplus: torch.Tensor) -> torch.Tensor:
    """Cross-entropy of both heads against weighted soft targets."""
    first = -(functional.log_softmax(predicted[:, FER2013_HEAD], dim=1) * fer2013).sum(dim=1)
    second = -(functional.log_softmax(predicted[:, FERPLUS_HEAD], dim=1) * ferplus).sum(dim=1)
    return (first + second).mean()


def _distillation_loss(predicted: torch.Tensor, taught: list[torch.Tensor], temperature: float) -> torch.Tensor:
    """Divergence of both heads from the teachers' mean probabilities (Hinton et al. 2015), in nats × temperature²."""
    total = torch.zeros((), device=predicted.device)
    for head in (FER2013_HEAD, FERPLUS_HEAD):
        mean = torch.stack([functional.softmax(scores[:, head] / temperature, dim=1) for scores in taught]).mean(dim=0)
        own = functional.log_softmax(predicted[:, head] / temperature, dim=1)
        total = total + functional.kl_div(own, mean, reduction="batchmean")
    return total * temperature**2


def _validate(number, recipe, network, rows: Rows, training_loss, optimizer, began) -> progress.Epoch:
    with optimisation.precision(recipe, next(network.parameters()).device):
        raw = torch.from_numpy(scores(network, rows.faces))
    fer2013 = functional.softmax(raw[:, FER2013_HEAD], dim=1).numpy()
    ferplus = functional.softmax(raw[:, FERPLUS_HEAD], dim=1).numpy()
    crowd = labels.majority(rows.votes)
    agreed = crowd >= 0
    recall = metrics.recall(metrics.confusion(fer2013, rows.label))
    truth = torch.from_numpy(rows.label)
    return progress.Epoch(
        epoch=number,
        epochs=recipe.epochs,
        training_loss=training_loss,
        validation_loss=float(functional.cross_entropy(raw[:, FER2013_HEAD], truth)),
        fer2013_accuracy=metrics.accuracy(fer2013, rows.label),
        ferplus_accuracy=metrics.accuracy(ferplus[agreed], crowd[agreed]),
        disgust_recall=float(recall[labels.EXPRESSIONS.index("disgust")]),
        fear_recall=float(recall[labels.EXPRESSIONS.index("fear")]),
        learning_rate=optimizer.param_groups[0]["lr"],
        seconds=time.monotonic() - began,
    )