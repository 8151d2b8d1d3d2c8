"""`train --model face`: which steps run, on which paths."""

from __future__ import annotations

import argparse
import dataclasses
import json
import platform
import tempfile
from pathlib import Path

import cv2
import numpy as np
import onnx
import torch

from roomtone_training import dataset, manifest, progress
from roomtone_training.faces import card, clutter, learning, measuring, photographs, pictures, scenes, shipping, synthetic
from roomtone_training.optimisation import Paths
from roomtone_training.team import Team

STAGES = ("prepare", "train", "export", "verify", "report")
FLOAT_NAME, INT8_NAME = (f"{learning.FACE_MODEL}/{learning.FACE_MODEL}-{precision}.onnx" for precision in ("fp32", "int8"))
CALIBRATION_SCENES = 256
DRAWN_ROOMS = 400
"""Pictures without people beside the photographed ones."""


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    default_models = Path(__file__).resolve().parents[3]
    recipe = learning.Recipe(epochs=36)
    parser = argparse.ArgumentParser(
        prog="train --model face",
        description="Prepares, trains, quantizes, exports, verifies and measures the detector that finds faces.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    parser.add_argument("--model", choices=(learning.FACE_MODEL,), default=learning.FACE_MODEL)
    parser.add_argument("--data", type=Path, help="folder with images.csv, annotations.csv and the photographs")
    parser.add_argument("--faces", type=Path, help="folder with FER2013's crops, which are pasted into pictures; none is fine")
    parser.add_argument("--run", default=learning.FACE_MODEL, help="name of the training run")
    parser.add_argument("--runs-folder", type=Path, default=Path("runs"), help="where checkpoints and logs go")
    parser.add_argument("--models-folder", type=Path, default=default_models, help="where shipped files go")
    parser.add_argument("--recording", type=Path, help="where the export writes what Java's tests read",
                        default=default_models.parent / "app/src/test/resources/roomtone/face/grids.json")
    parser.add_argument("--measured", type=Path, metavar="FILE",
                        help="what `roomtone evaluate faces --json --peers` wrote of the test pictures, for the card")
    parser.add_argument("--part", choices=("validation", "test"), default="test",
                        help="what the report measures on; validation for a network that is still in training")
    parser.add_argument("--stage", nargs="+", choices=STAGES, default=list(STAGES), help="the steps to take, in this order")
    parser.add_argument("--epochs", type=int, default=recipe.epochs)
    parser.add_argument("--scenes", type=int, default=recipe.scenes, help="made-up pictures an epoch")
    parser.add_argument("--seed", type=int, default=recipe.seed)
    parser.add_argument("--batch", type=int, default=recipe.batch)
    parser.add_argument("--learning-rate", type=float, default=recipe.learning_rate)
    parser.add_argument("--mine-every", type=int, default=recipe.mine_every,
                        help="epochs between searches for the network's mistakes, which then are shown more often; 0: never")
    parser.add_argument("--longest-side", type=int, default=recipe.longest_side, help="of the pictures measured on, in pixels")
    parser.add_argument("--start-from", type=Path, metavar="FILE", help="weights of an earlier run to begin with")
    parser.add_argument("--precision", choices=("bfloat16", "float32"), default=recipe.precision, help="arithmetic of training")
    parser.add_argument("--threads", type=int, default=1, help="CPU threads")
    parser.add_argument("--team-size", type=int, default=1, help="processes that train together, all started by you")
    parser.add_argument("--team-member", type=int, default=0, help="which of them this is; all but 0 only train")
    parser.add_argument("--smoke", action="store_true", help="every step on a small made-up data set, in a temporary folder")
    options = parser.parse_args(arguments)
    if not options.smoke and options.data is None:
        parser.error("--data is needed (or --smoke)")
    return options


def main(arguments: list[str] | None = None) -> None:
    options = parse(arguments)
    torch.set_num_threads(options.threads)
    cv2.setNumThreads(1)
    if options.smoke:
        with tempfile.TemporaryDirectory() as folder:
            _Session(_as_smoke(options, Path(folder))).take_steps()
        print("smoke run: every step worked")
    else:
        _Session(options).take_steps()


def _as_smoke(options: argparse.Namespace, folder: Path) -> argparse.Namespace:
    """The same options on a synthetic data set, two epochs, nothing written outside the temporary folder."""
    synthetic.write(folder / "data")
    small = {
        "data": folder / "data", "faces": None, "runs_folder": folder / "runs", "models_folder": folder / "models",
        "recording": folder / "recording.json", "epochs": 2, "scenes": 96, "batch": 16,
    }
    return argparse.Namespace(**{**vars(options), **small})


class _Session:
    """One call of the command: options, data and the paths of one run. Each step reads what earlier ones wrote."""

    def __init__(self, options: argparse.Namespace):
        self._options = options
        self._paths = Paths(options.runs_folder / options.run)
        self._shipped = options.models_folder / learning.FACE_MODEL
        self._float_file, self._int8_file = (options.models_folder / name for name in (FLOAT_NAME, INT8_NAME))
        self._parts = photographs.split(photographs.read(options.data))
        drawn = clutter.draw_some(DRAWN_ROOMS, np.random.default_rng(options.seed))
        self._maker = scenes.SceneMaker(self._parts["training"] + drawn, self._crops())

    def _crops(self) -> np.ndarray:
        if self._options.faces is None:
            return np.zeros((0, dataset.FACE_SIZE, dataset.FACE_SIZE), np.uint8)
        return dataset.split(dataset.read(self._options.faces)).training.faces

    def take_steps(self) -> None:
        for stage in STAGES:
            if stage in self._options.stage:
                print(f"== {stage}", flush=True)
                getattr(self, f"_{stage}")()

    def _prepare(self) -> None:
        for name, part in self._parts.items():
            empty = sum(photograph.is_empty for photograph in part)
            faces = sum(len(photograph.faces) for photograph in part)
            print(f"{name}: {len(part)} pictures, {empty} of them without people, {faces} faces")
            photographs.write_part(part, self._options.data, self._paths.folder / name)

    def _train(self) -> None:
        options = self._options
        names = {field.name for field in dataclasses.fields(learning.Recipe)}
        recipe = learning.Recipe(**{name: value for name, value in vars(options).items() if name in names})
        team = Team.join(options.team_member, options.team_size, self._paths.folder / "team")
        learning.train(recipe, self._maker, self._parts["validation"], self._paths, options.start_from, team)

    def _export(self) -> None:
        options = self._options
        shipping.write_float(learning.load_network(self._paths.best), self._float_file)
        random = np.random.default_rng(options.seed)
        pictures = np.stack([self._maker.scene(random).pixels for _ in range(CALIBRATION_SCENES)])
        shipping.write_int8(self._float_file, self._int8_file, pictures)
        findings = measuring.look(shipping.as_detector(self._int8_file), self._parts["validation"], options.longest_side)
        threshold = measuring.choose_threshold(findings)
        self._write("validation", measuring.summary(findings, threshold))
        folder, name = options.models_folder, learning.FACE_MODEL
        entries = [
            manifest.entry(folder, file, name, precision, threshold, shipping.CONTRACT)
            for file, precision in ((INT8_NAME, "int8"), (FLOAT_NAME, "fp32"))
        ]
        manifest.update(folder, entries)
        shipping.record(self._float_file, options.recording)
        for entry in entries:
            print(f"{entry['file']}  {entry['bytes']} bytes  {entry['sha256']}")
        print(f"threshold {threshold}, chosen on the validation pictures")

    def _verify(self) -> None:
        picture = shipping.synthetic_picture(shipping.HEIGHT, shipping.WIDTH, 96)
        measured = shipping.verify(self._float_file, self._int8_file, learning.load_network(self._paths.best), picture)
        self._write("verification", measured)

    def _report(self) -> None:
        threshold = self._read("validation")["threshold"]
        figures = {}
        for precision, file in (("int8", self._int8_file), ("fp32", self._float_file)):
            findings = measuring.look(shipping.as_detector(file), self._parts[self._options.part], self._options.longest_side)
            figures[precision] = measuring.summary(findings, threshold)
        epochs = progress.read(self._paths.log)
        results = {
            "model": learning.FACE_MODEL,
            "environment": f"Python {platform.python_version()}, torch {torch.__version__}, onnx {onnx.__version__}",
            "recipe": json.loads(self._paths.recipe.read_text()),
            "epochs": len(epochs),
            "trainingMinutes": sum(row["seconds"] for row in epochs) / 60,
            "verification": self._read("verification"),
            "longestSide": self._options.longest_side,
            "validation": self._read("validation"),
            "part": self._options.part,
            "figures": figures,
        }
        if self._options.measured is not None:
            results["measured"] = json.loads(self._options.measured.read_text())
        (self._shipped / "results.json").write_text(json.dumps(results, indent=2) + "\n")
        (self._shipped / "card.md").write_text(card.text(results))
        pictures.curves(epochs, self._shipped / "curves.png")
        print(json.dumps(figures["int8"], indent=2))

    def _write(self, name: str, content: dict) -> None:
        text = json.dumps(content, indent=2)
        (self._paths.folder / f"{name}.json").write_text(text + "\n")
        print(text)

    def _read(self, name: str) -> dict:
        return json.loads((self._paths.folder / f"{name}.json").read_text())
