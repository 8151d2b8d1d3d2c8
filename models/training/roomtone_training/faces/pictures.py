"""The diagram of a detector's training. No face is ever drawn."""

from __future__ import annotations

from pathlib import Path

from matplotlib import pyplot as plot

from roomtone_training.pictures import save


def curves(epochs: list[dict[str, float]], file: Path) -> None:
    """The loss on the left, what the validation pictures say on the right, by epoch."""
    figure, (losses, shares) = plot.subplots(1, 2, figsize=(11, 4))
    number = [row["epoch"] for row in epochs]
    losses.plot(number, [row["training_loss"] for row in epochs])
    losses.set_ylabel("training loss")
    for name, title in (
        ("average_precision", "average precision"), ("recall_h40", "found, ≥ 40 px"), ("bare_h40", "found, bare ≥ 40 px"),
        ("masked_h40", "found, masked ≥ 40 px"),
    ):
        shares.plot(number, [100 * row[name] for row in epochs], label=title)
    shares.set_ylabel("validation pictures (%)")
    shares.legend()
    for axes in (losses, shares):
        axes.set_xlabel("epoch")
        axes.grid(alpha=0.3)
    save(figure, file)
