"""`models/manifest.json`: which files ship, what they read and write, and their SHA-256."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from roomtone_training.dataset import FACE_SIZE
from roomtone_training.export import INPUT, outputs
from roomtone_training.labels import EXPRESSIONS


def expression(heads: tuple[str, ...]) -> dict:
    """What an expression model with these heads reads and writes."""
    return {
        "task": "expression",
        "input": {"name": INPUT, "width": FACE_SIZE, "height": FACE_SIZE, "channels": 1},
        "outputs": list(outputs(heads)),
        "labels": list(EXPRESSIONS),
    }


def entry(models_folder: Path, file: str, name: str, precision: str, unsure_below: float, contract: dict) -> dict:
    """The manifest's row of one model; `file` is relative to the models folder.

    `scale` and `offset` turn an 8-bit grey value into the network's input: value = grey × scale + offset.
    """
    content = (models_folder / file).read_bytes()
    return {
        "name": name,
        "task": contract["task"],
        "precision": precision,
        "file": file,
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
        "input": {**contract["input"], "scale": 1 / 255, "offset": 0.0},
        "outputs": contract["outputs"],
        "labels": contract["labels"],
        "unsureBelow": unsure_below,
    }


def update(models_folder: Path, entries: list[dict]) -> None:
    """Puts entries into the manifest in place of those with the same name and precision; others stay as they are.

    A new int8 file so takes its .tflite off the list, until `models/training/tflite` has written that one, too.
    """
    replaced = {(new["name"], new["precision"]) for new in entries}
    kept = [old for old in read(models_folder) if (old["name"], old["precision"]) not in replaced]
    write(models_folder, kept + entries)


def read(models_folder: Path) -> list[dict]:
    """The manifest's rows; none where there is no manifest yet."""
    file = models_folder / "manifest.json"
    return json.loads(file.read_text())["models"] if file.exists() else []


def write(models_folder: Path, entries: list[dict]) -> None:
    """The whole manifest."""
    (models_folder / "manifest.json").write_text(json.dumps({"models": entries}, indent=2) + "\n")
