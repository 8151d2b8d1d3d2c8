"""What a person sees of a training: one line per epoch, and one row of a CSV file."""

from __future__ import annotations

import csv
import time
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True)
class Epoch:
    """One epoch's figures. Losses are mean nats per face, accuracies shares 0..1 on the validation rows.

    A network with one head is held against the crowd's majority too (`ferplus_accuracy`).
    """

    epoch: int
    epochs: int
    training_loss: float
    validation_loss: float
    fer2013_accuracy: float
    ferplus_accuracy: float
    disgust_recall: float
    fear_recall: float
    learning_rate: float
    seconds: float
    training_accuracy: float
    """Share of the training faces, changed as they were, whose likeliest label the FER2013 head named while it learned."""
    score: float
    """What chooses the best epoch: the mean of the heads' accuracies."""

    @property
    def figures(self) -> str:
        """What a person wants to see of it."""
        return (
            f"loss {self.training_loss:.4f}  validation {self.validation_loss:.4f}"
            f"  FER2013 {self.fer2013_accuracy:6.2%}  FER+ {self.ferplus_accuracy:6.2%}"
            f"  disgust {self.disgust_recall:.2f}  fear {self.fear_recall:.2f}"
        )


class Row(Protocol):
    """A dataclass with an epoch's numbers, as a training of any model logs them."""

    epoch: int
    epochs: int
    seconds: float

    @property
    def figures(self) -> str: ...


def log(epoch: Row, csv_file: Path) -> None:
    """Prints a line with the time that is left, and appends to the CSV file (with its header when it is new)."""
    left = time.strftime("%H:%M:%S", time.gmtime(epoch.seconds * (epoch.epochs - epoch.epoch)))
    print(f"epoch {epoch.epoch:3d}/{epoch.epochs}  {epoch.figures}  {epoch.seconds:.0f} s  left {left}", flush=True)
    is_new = not csv_file.exists()
    names = [field.name for field in fields(epoch)] if is_new else _header(csv_file)
    with csv_file.open("a", newline="") as file:
        # A log that an earlier version began keeps its columns.
        writer = csv.DictWriter(file, names, extrasaction="ignore")
        if is_new:
            writer.writeheader()
        writer.writerow(asdict(epoch))


def _header(csv_file: Path) -> list[str]:
    with csv_file.open(newline="") as file:
        return next(csv.reader(file))


@dataclass(frozen=True)
class TextLog:
    """SAP-FER's per-epoch callback: called with each finished epoch, it adds a line of losses and accuracies to a file."""

    file: Path

    def __call__(self, epoch: Epoch) -> None:
        line = (
            f"Epoch {epoch.epoch}: loss {epoch.training_loss:.4f}, accuracy {epoch.training_accuracy:.4f}, "
            f"validation loss {epoch.validation_loss:.4f}, validation accuracy {epoch.fer2013_accuracy:.4f}"
        )
        with self.file.open("a") as file:
            file.write(line + "\n")


def read(csv_file: Path) -> list[dict[str, float]]:
    """The rows of a log, numbers as float."""
    with csv_file.open(newline="") as file:
        return [{name: float(value) for name, value in row.items()} for row in csv.DictReader(file)]
