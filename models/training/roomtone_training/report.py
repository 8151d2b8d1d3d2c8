"""Measures a shipped pair of files on PrivateTest and writes `results.json`, the diagrams and the card.

PrivateTest is for this step alone, once a shipped model. Outputs may come from another engine: a file of
little-endian float32 [n, outputs, 7] (probabilities, fer2013, ferplus; a network with one head: probabilities) for all
PrivateTest rows in the official order.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from roomtone_training import labels, metrics, pictures, verification
from roomtone_training.dataset import Splits
from roomtone_training.export import PROBABILITIES
from roomtone_training.onnx_runner import OnnxRunner


@dataclass(frozen=True)
class Outputs:
    """What the two files said of PrivateTest, by output name float [n, 7], and which engine ran them."""

    engine: str
    int8: dict[str, np.ndarray]
    fp32: dict[str, np.ndarray]


def emulate(int8_file: Path, fp32_file: Path, faces: np.ndarray) -> Outputs:
    """Runs both files with this package's own emulation."""
    return Outputs(
        "this package's emulation of the ONNX operators",
        OnnxRunner.load(int8_file).run_pictures(faces),
        OnnxRunner.load(fp32_file).run_pictures(faces),
    )


def read_outputs(engine: str, names: tuple[str, ...], int8_file: Path, fp32_file: Path) -> Outputs:
    """Outputs that another engine wrote, in the order of `names`."""
    return Outputs(engine, _read(int8_file, names), _read(fp32_file, names))


def _read(file: Path, names: tuple[str, ...]) -> dict[str, np.ndarray]:
    values = np.fromfile(file, dtype="<f4").reshape(-1, len(names), len(labels.EXPRESSIONS))
    return {name: values[:, number] for number, name in enumerate(names)}


def measure(outputs: Outputs, splits: Splits, unsure_below: float) -> dict:
    """All figures of the shipped files on PrivateTest, as one object for `results.json`."""
    label, crowd = splits.test.label, labels.majority(splits.test.votes)
    agreed, fresh = crowd >= 0, ~splits.test_in_training
    return {
        "engine": outputs.engine,
        "unsureBelow": unsure_below,
        "int8": _figures(outputs.int8, label, crowd, agreed, fresh, unsure_below),
        "fp32": _figures(outputs.fp32, label, crowd, agreed, fresh, unsure_below),
        "agreement": {name: verification.agreement(outputs.int8[name], outputs.fp32[name]) for name in outputs.int8},
    }


def measure_one_head(outputs: Outputs, splits: Splits, unsure_below: float) -> dict:
    """The same of a network that has the FER2013 head alone."""
    label, fresh = splits.test.label, ~splits.test_in_training
    figures = {}
    for precision, given in (("int8", outputs.int8), ("fp32", outputs.fp32)):
        spoken = given[PROBABILITIES]
        sure = spoken.max(axis=1) >= unsure_below
        figures[precision] = {
            "onFer2013Labels": metrics.summary(spoken, label),
            "withoutDuplicates": metrics.summary(spoken[fresh], label[fresh]),
            "sureShare": float(sure.mean()),
            "sureAccuracyOnFer2013Labels": metrics.accuracy(spoken[sure], label[sure]) if sure.any() else 0.0,
        }
    same = verification.agreement(outputs.int8[PROBABILITIES], outputs.fp32[PROBABILITIES])
    return {"engine": outputs.engine, "unsureBelow": unsure_below, **figures, "agreement": {PROBABILITIES: same}}


def _figures(outputs, label, crowd, agreed, fresh, unsure_below) -> dict:
    spoken = outputs["probabilities"]
    sure = spoken.max(axis=1) >= unsure_below
    return {
        "fer2013Head": metrics.summary(outputs["fer2013"], label),
        "fer2013HeadWithoutDuplicates": metrics.summary(outputs["fer2013"][fresh], label[fresh]),
        "ferplusHead": metrics.summary(outputs["ferplus"][agreed], crowd[agreed]),
        "ferplusHeadWithoutDuplicates": metrics.summary(outputs["ferplus"][agreed & fresh], crowd[agreed & fresh]),
        "spokenOnFer2013Labels": metrics.summary(spoken, label),
        "spokenOnFerplusMajority": metrics.summary(spoken[agreed], crowd[agreed]),
        "sureShare": float(sure.mean()),
        "sureAccuracyOnFer2013Labels": metrics.accuracy(spoken[sure], label[sure]),
        "sureAccuracyOnFerplusMajority": metrics.accuracy(spoken[sure & agreed], crowd[sure & agreed]),
    }


def write(results: dict, folder: Path) -> None:
    """Writes `results.json` and the diagrams that come from it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "results.json").write_text(json.dumps(results, indent=2) + "\n")
    shipped = results["test"]["int8"]
    pictures.robustness(results["robustness"], folder / "robustness.png")
    pictures.confusion(
        {
            "FER2013 head on FER2013 labels (%)": np.array(shipped["fer2013Head"]["confusion"]),
            "FER+ head on the crowd's majority (%)": np.array(shipped["ferplusHead"]["confusion"]),
        },
        folder / "confusion.png",
    )
    pictures.reliability(
        {
            "FER2013 head": shipped["fer2013Head"]["reliability"],
            "FER+ head": shipped["ferplusHead"]["reliability"],
            "probabilities, FER+ majority": shipped["spokenOnFerplusMajority"]["reliability"],
        },
        folder / "reliability.png",
    )


def validation_figures(int8_file: Path, fp32_file: Path, rows) -> dict[str, dict[str, float]]:
    """Accuracies of both files on the validation rows, by this package's emulation."""
    crowd = labels.majority(rows.votes)
    agreed = crowd >= 0
    figures = {}
    for precision, file in (("int8", int8_file), ("fp32", fp32_file)):
        outputs = OnnxRunner.load(file).run_pictures(rows.faces)
        figures[precision] = {
            "fer2013Accuracy": metrics.accuracy(outputs["fer2013"], rows.label),
            "ferplusAccuracy": metrics.accuracy(outputs["ferplus"][agreed], crowd[agreed]),
            "fer2013Ece": metrics.expected_calibration_error(outputs["fer2013"], rows.label),
            "ferplusEce": metrics.expected_calibration_error(outputs["ferplus"][agreed], crowd[agreed]),
        }
    return figures
