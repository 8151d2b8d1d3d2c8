"""Trains one network: seeded, resumable, logged."""

from __future__ import annotations

import json
import math
import time
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as functional
from torch import nn

from roomtone_training import architectures, augmentation, contrastive, labels, metrics, optimisation, progress, recipes, unfolding, widening
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
    epochs: int = 60
    seed: int = 2013
    batch: int = 128
    optimizer: str = "sgd"
    """`sgd` (with momentum) or `adam`."""
    learning_rate: float = 0.08
    """Highest learning rate."""
    schedule: str = "cosine"
    """`cosine`: the rate rises for `warm_up_epochs` (a tenth of all at most), then falls to zero; or `constant`."""
    warm_up_epochs: float = 2.0
    weight_decay: float = 5e-4
    dense_l2: float = 0.0
    """Penalty on the squares of the dense layers' weights."""
    momentum: float = 0.9
    average_decay: float = 0.999
    """Of the averaged weights, which are what ships; with 0 they are the last ones."""
    label_smoothing: float = 0.1
    """Share of a FER2013 label that goes to what the FER+ crowd saw."""
    class_balance: float = 0.3
    """A FER2013 row weighs (rows of its expression) to the power of minus this; 0 is no balancing."""
    balanced_sampling: bool = False
    """Each expression is drawn as often as the next, rows repeating, instead of each row once an epoch."""
    ferplus_weight: float = 1.0
    distillation_weight: float = 0.7
    """Share of the loss that comes from the teachers, where there are any."""
    distillation_temperature: float = 2.0
    opinion_share: float = 0.0
    """Share of a FER2013 target that is what crowd and a trained network together say (`opinions.py`) instead of the label."""
    contrastive_share: float = 0.0
    """Share of the epochs, the first ones, in which pairs of faces teach the trunk (`contrastive.py`) instead of labels."""
    contrastive_margin: float = 1.0
    precision: str = "bfloat16"
    text_log: bool = False
    """Whether each epoch also adds a line to `epochs.txt` (`progress.TextLog`)."""
    augmentation: augmentation.Strength = field(default_factory=augmentation.Strength)

    @staticmethod
    def of(model: str, **overrides) -> "Recipe":
        """The network's own recipe, and what differs from it this time."""
        given = recipes.training(model)
        if "augmentation" in given:
            given = {**given, "augmentation": replace(augmentation.NONE, **given["augmentation"])}
        return Recipe(model, **{**given, **overrides})

    def learns_pairs(self, epoch: int) -> bool:
        """Whether the epoch with that number (from 1) is one of the contrastive ones."""
        return epoch <= self.contrastive_share * self.epochs


def train(
    recipe: Recipe, splits: Splits, paths: Paths, teachers: list[nn.Module], start_from: Path | None, team: Team = Team(),
    minutes: float = math.inf, opinion: np.ndarray | None = None,
) -> None:
    """Trains up to `recipe.epochs`, from the run's own checkpoint where there is one.

    `start_from`: a finished run's weights or an exported float file to begin with (only when there is no checkpoint yet); a
    narrower network's weights are widened. After `minutes` no new
    epoch begins; another call goes on. `opinion` float32 [n, 7] is what `recipe.opinion_share` is a share of. Writes a checkpoint, a log row and, where the averaged network did better than
    before, `best.pt` each epoch; when it stops, `outcome.json`.
    """
    began_at = time.monotonic()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    optimisation.ready(device)
    optimisation.seed(recipe.seed)
    paths.folder.mkdir(parents=True, exist_ok=True)
    if team.leads:
        paths.recipe.write_text(json.dumps(asdict(recipe), indent=2) + "\n")
    network = architectures.create(recipe.model)
    if start_from is not None and not paths.checkpoint.exists():
        network = begin_with(recipe.model, start_from, splits.training)
    network = network.to(device, memory_format=torch.channels_last)
    averaged = AveragedNetwork(network, recipe.average_decay)
    descent = optimizer(network, recipe)
    first_epoch, best_score = 1, -1.0
    if paths.checkpoint.exists():
        first_epoch, best_score = optimisation.resume(paths.checkpoint, network, averaged, descent)
        print(f"resumed {paths.checkpoint} at epoch {first_epoch}", flush=True)
    teachers = [teacher.to(device, memory_format=torch.channels_last).eval() for teacher in teachers]
    batches = Batches(splits.training, recipe, device, team, opinion)
    for number in range(first_epoch, recipe.epochs + 1):
        began = time.monotonic()
        if began - began_at > 60 * minutes:
            print(f"stopped after {minutes:g} minutes, before epoch {number}; call again to go on", flush=True)
            break
        loss, right = _run_epoch(number, recipe, network, averaged, descent, batches, teachers, team)
        if not team.leads:
            continue
        epoch = _validate(number, recipe, averaged.network, splits.validation, loss, right, descent, began)
        progress.log(epoch, paths.log)
        if recipe.text_log:
            progress.TextLog(paths.folder / "epochs.txt")(epoch)
        if epoch.score > best_score:
            best_score = epoch.score
            optimisation.save({"weights": averaged.network.state_dict(), "epoch": number, "score": best_score}, paths.best)
        optimisation.checkpoint(paths.checkpoint, number, best_score, network, averaged, descent)
    if team.leads and paths.best.exists():
        _conclude(recipe, splits.training, paths, device, len(teachers))


def begin_with(model: str, file: Path, rows: Rows) -> nn.Module:
    """A network with the weights of a finished run or of an exported float file (whose normalisations are set by `rows`)."""
    network = architectures.create(model)
    if file.suffix == ".onnx":
        unfolding.unfold(network, file, rows.faces[np.random.permutation(len(rows))[: unfolding.FACES]])
    else:
        network.load_state_dict(widening.widen(optimisation.load_weights(file), network.state_dict()))
    return network


def optimizer(network: nn.Module, recipe: Recipe) -> torch.optim.Optimizer:
    """What the recipe asks for, over all of a network's weights."""
    groups = optimisation.parameter_groups(network, recipe.weight_decay, recipe.dense_l2)
    if recipe.optimizer == "adam":
        return torch.optim.Adam(groups, lr=recipe.learning_rate)
    return torch.optim.SGD(groups, lr=recipe.learning_rate, momentum=recipe.momentum, nesterov=True)


def _conclude(recipe: Recipe, rows: Rows, paths: Paths, device: torch.device, teachers: int) -> None:
    """Writes `outcome.json`: what the training ran on, and how much of its own data the best epoch's network knows."""
    network = load_network(recipe.model, paths.best).to(device, memory_format=torch.channels_last)
    with optimisation.precision(recipe, device):
        predicted = scores(network, rows.faces)[:, FER2013_HEAD]
    outcome = {
        "trainedOn": optimisation.device_name(device),
        "teachers": teachers,
        "trainingAccuracy": metrics.accuracy(predicted, rows.label),
    }
    paths.outcome.write_text(json.dumps(outcome, indent=2) + "\n")


class Batches:
    """The training rows on the device, shuffled and augmented batch by batch; belongs to one training.

    The epoch's number and the seed decide order and changes, so a resumed training sees what it would have seen.
    """

    def __init__(self, rows: Rows, recipe: Recipe, device: torch.device, team: Team, opinion: np.ndarray | None = None):
        hard = labels.one_hot(rows.label)
        votes, vote_weight = labels.soft_votes(rows.votes)
        if recipe.opinion_share > 0:
            target = (1 - recipe.opinion_share) * hard + recipe.opinion_share * opinion
        else:
            target = labels.informed_smoothing(hard, votes, vote_weight, recipe.label_smoothing)
        weight = hard.sum(axis=0).clip(min=1)[rows.label] ** -recipe.class_balance
        self._recipe = recipe
        self._team = team
        self._share = recipe.batch // team.size
        self._faces = torch.from_numpy(rows.faces).to(device)
        self._chance = torch.from_numpy(1 / hard.sum(axis=0).clip(min=1)[rows.label]) if recipe.balanced_sampling else None
        self._fer2013 = torch.from_numpy(target * (weight / weight.mean())[:, None].astype(np.float32)).to(device)
        self._ferplus = torch.from_numpy(votes * vote_weight[:, None] * recipe.ferplus_weight).to(device)

    def __len__(self) -> int:
        return len(self._faces) // self._recipe.batch

    def of_epoch(self, number: int):
        """Yields (faces [n, 1, 48, 48], FER2013 targets [n, 7], FER+ targets [n, 7]); targets carry their weight."""
        epoch_seed = self._recipe.seed + 1000 * number
        order = self._order(torch.Generator().manual_seed(epoch_seed)).to(self._faces.device)
        torch.manual_seed(epoch_seed + 1 + self._team.member)
        for batch in range(len(self)):
            start = batch * self._recipe.batch + self._team.member * self._share
            chosen = order[start : start + self._share]
            faces = self._faces[chosen].unsqueeze(1).float() / 255
            targets = [self._fer2013[chosen], self._ferplus[chosen]]
            faces, targets = augmentation.augment(faces, targets, self._recipe.augmentation)
            yield faces.contiguous(memory_format=torch.channels_last), *targets

    def _order(self, generator: torch.Generator) -> torch.Tensor:
        """The rows of an epoch."""
        if self._chance is None:
            return torch.randperm(len(self._faces), generator=generator)
        return torch.multinomial(self._chance, len(self._faces), replacement=True, generator=generator)


def load_network(model: str, file: Path) -> nn.Module:
    """A trained network in evaluation mode, on the CPU."""
    network = architectures.create(model)
    network.load_state_dict(optimisation.load_weights(file))
    return network.eval().requires_grad_(False)


@torch.no_grad()
def scores(network: nn.Module, faces: np.ndarray, batch: int = 256) -> np.ndarray:
    """Raw scores float32 [n, 7 × heads] of uint8 faces [n, 48, 48], in float32 arithmetic unless the caller says otherwise."""
    device = next(network.parameters()).device
    parts = [
        network(torch.from_numpy(part).to(device).unsqueeze(1).float() / 255).float().cpu().numpy()
        for part in np.array_split(faces, max(1, math.ceil(len(faces) / batch)))
    ]
    return np.concatenate(parts)


def _run_epoch(number, recipe, network, averaged, optimizer, batches, teachers, team) -> tuple[float, float]:
    """One pass over the training rows; returns the mean loss in nats and the share of rows that were named right.

    Both are of this process's share, and are read from the device only at the end, so that a GPU is not waited for.
    """
    network.train()
    steps = len(batches)
    total, right, seen = 0.0, 0, 0
    for step, (faces, *targets) in enumerate(batches.of_epoch(number)):
        for group in optimizer.param_groups:
            group["lr"] = _learning_rate(recipe, number - 1 + step / steps)
        if recipe.learns_pairs(number):
            with optimisation.precision(recipe, faces.device):
                points = contrastive.embed(network, faces)
            loss = contrastive.loss(points, targets[0].argmax(dim=1), recipe.contrastive_margin)
        else:
            with optimisation.precision(recipe, faces.device):
                predicted = network(faces)
            loss = label_loss(predicted.float(), targets)
            right += (predicted[:, FER2013_HEAD].argmax(dim=1) == targets[0].argmax(dim=1)).sum()
            if teachers:
                with torch.no_grad(), optimisation.precision(recipe, faces.device):
                    taught = [teacher(faces).float() for teacher in teachers]
                distilled = _distillation_loss(predicted.float(), taught, recipe.distillation_temperature)
                loss = (1 - recipe.distillation_weight) * loss + recipe.distillation_weight * distilled
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        team.average_gradients(network)
        optimizer.step()
        if recipe.average_decay:
            averaged.update(network)
        total += loss.detach()
        seen += len(faces)
    if not recipe.average_decay:
        averaged.update(network)
    return float(total) / steps, int(right) / seen


def _learning_rate(recipe: Recipe, epoch: float) -> float:
    return recipe.learning_rate if recipe.schedule == "constant" else optimisation.learning_rate(recipe, epoch)


def _by_head(scores: torch.Tensor) -> tuple[torch.Tensor, ...]:
    """Scores [n, 7 × heads] as one [n, 7] a head."""
    return scores.split(len(labels.EXPRESSIONS), dim=1)


def label_loss(predicted: torch.Tensor, targets: list[torch.Tensor]) -> torch.Tensor:
    """Cross-entropy of each head that the network has against weighted soft targets, [n, 7] each, FER2013's first."""
    return sum(
        -(functional.log_softmax(head, dim=1) * target).sum(dim=1).mean() for head, target in zip(_by_head(predicted), targets)
    )


def _distillation_loss(predicted: torch.Tensor, taught: list[torch.Tensor], temperature: float) -> torch.Tensor:
    """Divergence of each head from the teachers' mean probabilities (Hinton et al. 2015), in nats × temperature²."""
    total = torch.zeros((), device=predicted.device)
    for own, *others in zip(_by_head(predicted), *(_by_head(scores) for scores in taught)):
        mean = torch.stack([functional.softmax(other / temperature, dim=1) for other in others]).mean(dim=0)
        total = total + functional.kl_div(functional.log_softmax(own / temperature, dim=1), mean, reduction="batchmean")
    return total * temperature**2


def _validate(number, recipe, network, rows: Rows, training_loss, training_accuracy, optimizer, began) -> progress.Epoch:
    with optimisation.precision(recipe, next(network.parameters()).device):
        raw = torch.from_numpy(scores(network, rows.faces))
    heads = _by_head(raw)
    fer2013, ferplus = (functional.softmax(head, dim=1).numpy() for head in (heads[0], heads[-1]))
    crowd = labels.majority(rows.votes)
    agreed = crowd >= 0
    recall = metrics.recall(metrics.confusion(fer2013, rows.label))
    accuracies = metrics.accuracy(fer2013, rows.label), metrics.accuracy(ferplus[agreed], crowd[agreed])
    return progress.Epoch(
        epoch=number,
        epochs=recipe.epochs,
        training_loss=training_loss,
        validation_loss=float(functional.cross_entropy(heads[0], torch.from_numpy(rows.label))),
        fer2013_accuracy=accuracies[0],
        ferplus_accuracy=accuracies[1],
        disgust_recall=float(recall[labels.EXPRESSIONS.index("disgust")]),
        fear_recall=float(recall[labels.EXPRESSIONS.index("fear")]),
        learning_rate=optimizer.param_groups[0]["lr"],
        seconds=time.monotonic() - began,
        training_accuracy=training_accuracy,
        score=sum(accuracies[: len(heads)]) / len(heads),
    )
