"""What a person sees of a training: one line per epoch, and one row of a CSV file."""

from __future__ import annotations

import csv
import time
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True)
class Epoch:
    """One epoch's figures. Losses are mean nats per face, accuracies shares 0..1 on the validation rows."""

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

    @property
    def score(self) -> float:
        """What chooses the best epoch: the mean of both heads' accuracy."""
        return (self.fer2013_accuracy + self.ferplus_accuracy) / 2

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
    with csv_file.open("a", newline="") as file:
        writer = csv.DictWriter(file, [field.name for field in fields(epoch)])
        if is_new:
            writer.writeheader()
        writer.writerow(asdict(epoch))


def read(csv_file: Path) -> list[dict[str, float]]:
    """The rows of a log, numbers as float."""
    with csv_file.open(newline="") as file:
        return [{name: float(value) for name, value in row.items()} for row in csv.DictReader(file)]
