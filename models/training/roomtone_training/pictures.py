"""The diagrams of a training. No face is ever drawn."""

from __future__ import annotations

from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plot
import numpy as np

from roomtone_training.labels import EXPRESSIONS


def class_distribution(counts: dict[str, list[int]], file: Path) -> None:
    """Bars of rows per expression; `counts` maps a split's name to seven counts."""
    figure, axes = plot.subplots(figsize=(8, 4))
    width = 0.8 / len(counts)
    for number, (name, values) in enumerate(counts.items()):
        axes.bar(np.arange(7) + (number - (len(counts) - 1) / 2) * width, values, width, label=name)
    axes.set_xticks(range(7), EXPRESSIONS)
    axes.set_ylabel("faces")
    axes.legend()
    save(figure, file)


def save_by_epoch(figure, file: Path) -> None:
    """Writes a picture whose axes all go along the epochs."""
    for axes in figure.axes:
        axes.set_xlabel("epoch")
        axes.grid(alpha=0.3)
        axes.legend()
    save(figure, file)


def curves(epochs: list[dict[str, float]], file: Path) -> None:
    """Losses on the left, validation accuracies on the right, by epoch."""
    figure, (losses, accuracies) = plot.subplots(1, 2, figsize=(11, 4))
    number = [row["epoch"] for row in epochs]
    losses.plot(number, [row["training_loss"] for row in epochs], label="training, both heads and teachers")
    losses.plot(number, [row["validation_loss"] for row in epochs], label="validation, FER2013 head")
    losses.set_ylabel("loss (nats)")
    accuracies.plot(number, [100 * row["fer2013_accuracy"] for row in epochs], label="FER2013 head")
    accuracies.plot(number, [100 * row["ferplus_accuracy"] for row in epochs], label="FER+ head, crowd majority")
    accuracies.set_ylabel("validation accuracy (%)")
    save_by_epoch(figure, file)


def system_curves(epochs: list[dict[str, float]], pairs_until: int, file: Path) -> None:
    """Losses and accuracies of a network with one head, by epoch; a line marks where pairs gave way to labels."""
    figure, (losses, accuracies) = plot.subplots(1, 2, figsize=(11, 4))
    number = [row["epoch"] for row in epochs]
    losses.plot(number, [row["training_loss"] for row in epochs], label="training")
    losses.plot(number, [row["validation_loss"] for row in epochs], label="validation")
    losses.set_ylabel("loss (nats)")
    # Pairs name no expression, so there is nothing to be right about.
    accuracies.plot(
        number[pairs_until:], [100 * row["training_accuracy"] for row in epochs[pairs_until:]], label="training, changed faces"
    )
    accuracies.plot(number, [100 * row["fer2013_accuracy"] for row in epochs], label="validation")
    accuracies.set_ylabel("accuracy (%)")
    if pairs_until:
        for axes in (losses, accuracies):
            axes.axvline(pairs_until + 0.5, color="grey", linestyle="--", label="until here: pairs")
    save_by_epoch(figure, file)


def confusion(matrices: dict[str, np.ndarray], file: Path) -> None:
    """Confusion matrices side by side, shares of each true expression in percent."""
    figure, all_axes = plot.subplots(1, len(matrices), figsize=(5.6 * len(matrices), 5), squeeze=False)
    for axes, (title, counts) in zip(all_axes[0], matrices.items()):
        share = 100 * counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
        axes.imshow(share, cmap="Blues", vmin=0, vmax=100)
        for row in range(7):
            for column in range(7):
                shade = "white" if share[row, column] > 55 else "black"
                axes.text(column, row, f"{share[row, column]:.0f}", ha="center", va="center", color=shade)
        axes.set_xticks(range(7), EXPRESSIONS, rotation=45, ha="right")
        axes.set_yticks(range(7), EXPRESSIONS)
        axes.set_xlabel("read as")
        axes.set_ylabel("labelled")
        axes.set_title(title)
    save(figure, file)


def reliability(tables: dict[str, list[dict[str, float]]], file: Path) -> None:
    """Accuracy against confidence by bin; on the diagonal, a probability means what it says."""
    figure, axes = plot.subplots(figsize=(5.5, 5))
    axes.plot([0, 1], [0, 1], color="grey", linestyle="--", label="perfect")
    for name, bins in tables.items():
        axes.plot([row["confidence"] for row in bins], [row["accuracy"] for row in bins], marker="o", label=name)
    axes.set_xlabel("top probability")
    axes.set_ylabel("share that was right")
    axes.grid(alpha=0.3)
    axes.legend()
    save(figure, file)


def robustness(sweeps: dict[str, list[dict[str, float]]], file: Path) -> None:
    """One small diagram a sweep: accuracy of the FER2013 head, and the share of faces that are not "unsure"."""
    figure, all_axes = plot.subplots(2, 3, figsize=(11, 6), sharey=True)
    for axes, (name, rows) in zip(all_axes.flat, sweeps.items()):
        value = [row["value"] for row in rows]
        axes.plot(value, [100 * row["accuracy"] for row in rows], marker="o", label="right, FER2013 head")
        axes.plot(value, [100 * row["sure"] for row in rows], marker=".", linestyle="--", label="sure")
        axes.set_xlabel(name)
        axes.grid(alpha=0.3)
    all_axes[0, 0].set_ylabel("validation faces (%)")
    all_axes[1, 0].set_ylabel("validation faces (%)")
    all_axes[0, 0].legend()
    save(figure, file)


def save(figure, file: Path) -> None:
    """Writes a finished diagram, the same bytes for the same numbers."""
    file.parent.mkdir(parents=True, exist_ok=True)
    figure.tight_layout()
    figure.savefig(file, dpi=90, metadata={"Software": None})
    plot.close(figure)
