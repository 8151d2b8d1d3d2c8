"""What a person sees of a training: one line per epoch, and one row of a CSV file."""

from __future__ import annotations

import csv
import time
from dataclasses import asdict, dataclass, fields
from pathlib import Path


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


def log(epoch: Epoch, csv_file: Path) -> None:
    """Prints a line with the time that is left, and appends to the CSV file (with its header when it is new)."""
    left = epoch.seconds * (epoch.epochs - epoch.epoch)
    print(
        f"epoch {epoch.epoch:3d}/{epoch.epochs}  loss {epoch.training_loss:.4f}  validation {epoch.validation_loss:.4f}"
        f"  FER2013 {epoch.fer2013_accuracy:6.2%}  FER+ {epoch.ferplus_accuracy:6.2%}"
        f"  disgust {epoch.disgust_recall:.2f}  fear {epoch.fear_recall:.2f}"
        f"  {epoch.seconds:.0f} s  left {time.strftime('%H:%M:%S', time.gmtime(left))}",
        flush=True,
    )
    is_new = not csv_file.exists()
    with csv_file.open("a", newline="") as file:
        writer = csv.DictWriter(file, [field.name for field in fields(Epoch)])
        if is_new:
            writer.writeheader()
        writer.writerow(asdict(epoch))


def read(csv_file: Path) -> list[dict[str, float]]:
    """The rows of a log, numbers as float."""
    with csv_file.open(newline="") as file:
        return [{name: float(value) for name, value in row.items()} for row in csv.DictReader(file)]
