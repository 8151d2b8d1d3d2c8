"""The table of `models/README.md`: every system's row from its own `results.json`, beside what it claims; ours last."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from roomtone_training import metrics, recipes
from roomtone_training.labels import EXPRESSIONS

BEGIN, END = "<!-- systems: begin, written by models/training/table -->", "<!-- systems: end -->"
OURS = "expression"
_UNKNOWN = "–"
_HEADINGS = (
    "system", "epochs, and what they ran on", "accuracy on PrivateTest (95 %)", "without duplicates", "macro precision / recall / F1",
    "recall: " + " / ".join(EXPRESSIONS), "on its training faces", "parameters", "MFLOPs", "fp32 / int8 MB", "µs a face, int8",
    "minutes to train", "its claim", "why they differ",
)


@dataclass(frozen=True)
class Reading:
    """What the int8 file said of PrivateTest. `confusion` counts int [7 true, 7 read]."""

    accuracy: float
    interval: tuple[float, float]
    without_duplicates: float
    confusion: np.ndarray


def reading(results: dict) -> Reading:
    """From the app's own evaluation where the results hold one, else from the report's."""
    if "evaluated" in results:
        told = results["evaluated"]
        counts = [[told["confusion"][true][read] for read in EXPRESSIONS] for true in EXPRESSIONS]
        interval = told["accuracyLow"], told["accuracyHigh"]
        return Reading(told["accuracy"], interval, told["accuracyWithoutDuplicates"], np.array(counts))
    shipped = results["test"]["int8"]
    whole, fresh = (
        ("onFer2013Labels", "withoutDuplicates") if "onFer2013Labels" in shipped else ("fer2013Head", "fer2013HeadWithoutDuplicates")
    )
    interval = tuple(shipped[whole]["accuracyInterval95"])
    return Reading(shipped[whole]["accuracy"], interval, shipped[fresh]["accuracy"], np.array(shipped[whole]["confusion"]))


def text(models_folder: Path) -> str:
    """The table's Markdown."""
    rows = [_row(models_folder, name) for name in (*recipes.SYSTEMS, OURS)]
    lines = ["| " + " | ".join(cells) + " |" for cells in (_HEADINGS, ["---"] * len(_HEADINGS), *rows)]
    return "\n".join(lines)


def write(models_folder: Path) -> None:
    """Puts the table between the two markers of the folder's README.md."""
    file = models_folder / "README.md"
    before, begin, rest = file.read_text().partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise SystemExit(f'{file} has no place for the table: put the lines "{BEGIN}" and "{END}" where it belongs.')
    file.write_text(f"{before}{BEGIN}\n{text(models_folder)}\n{END}{after}")


def _row(models_folder: Path, name: str) -> list[str]:
    file = models_folder / name / "results.json"
    if name == OURS:
        title, claim, difference = "`expression`, ours", _UNKNOWN, "Its FER2013 head; it claims what is measured here."
    else:
        system = recipes.read(name)
        title, claim, difference = f"{system.title}, `{name}`", system.claim, system.difference
    if not file.exists():
        return [title, "not trained yet", *[_UNKNOWN] * (len(_HEADINGS) - 4), claim, difference]
    results = json.loads(file.read_text())
    return [f"[{title}]({name}/card.md)", *_figures(results), claim, difference]


def _figures(results: dict) -> list[str]:
    read, checked = reading(results), results["verification"]
    planned = results["recipe"]["epochs"]
    trained = results.get("epochsTrained", planned)
    low, high = read.interval
    latency = results.get("evaluated", {}).get("latencyMicros")
    return [
        (f"{trained}" if trained == planned else f"{trained} of {planned}") + f", {results.get('trainedOn', 'CPU')}",
        f"{_percent(read.accuracy)} ({_percent(low)} to {_percent(high)})",
        _percent(read.without_duplicates),
        " / ".join(_share(value) for value in (
            metrics.precision(read.confusion).mean(), metrics.recall(read.confusion).mean(), metrics.macro_f1(read.confusion)
        )),
        " / ".join(_share(value) for value in metrics.recall(read.confusion)),
        _percent(results["trainingAccuracy"]) if "trainingAccuracy" in results else _UNKNOWN,
        f"{checked['parameters']:,}",
        f"{checked['megaFlops']:.0f}",
        f"{checked['fp32Bytes'] / 1e6:.1f} / {checked['int8Bytes'] / 1e6:.1f}" + ("" if results.get("ships", True) else ", built locally"),
        f"{latency:.0f}" if latency is not None else _UNKNOWN,
        f"{results['trainingMinutes']:.0f}",
    ]


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"


def _share(value: float) -> str:
    return f"{value:.2f}".removeprefix("0")
