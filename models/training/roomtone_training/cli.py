"""The command line: which steps run, on which paths."""

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

from roomtone_training import (
    augmentation, calibration, card, dataset, export, labels, learning, manifest, pictures, progress, quantization, report,
    robustness, synthetic, verification,
)
from roomtone_training.architectures import ARCHITECTURES
import roomtone_training.faces.cli as faces_cli
from roomtone_training.onnx_runner import OnnxRunner
from roomtone_training.team import Team

STAGES = ("prepare", "train", "calibrate", "export", "verify", "report")
CALIBRATION_FACES = 1024


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    default_models = Path(__file__).resolve().parents[2]
    parser = argparse.ArgumentParser(
        prog="train",
        description="Prepares, trains, calibrates, quantizes, exports and verifies a model that reads expressions.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    parser.add_argument("--data", type=Path, help="folder with rows.csv.gz and s0.png … (FER2013 with FER+ votes)")
    parser.add_argument("--model", choices=sorted(ARCHITECTURES), default="expression")
    parser.add_argument("--run", help="name of the training run; the model's name unless given")
    parser.add_argument("--runs-folder", type=Path, default=Path("runs"), help="where checkpoints and logs go")
    parser.add_argument("--models-folder", type=Path, default=default_models, help="where shipped files go")
    parser.add_argument("--stage", nargs="+", choices=STAGES, default=list(STAGES), help="the steps to take, in this order")
    parser.add_argument("--epochs", type=int, default=60)
    parser.add_argument("--seed", type=int, default=learning.Recipe.seed)
    parser.add_argument("--batch", type=int, default=learning.Recipe.batch)
    parser.add_argument("--learning-rate", type=float, default=learning.Recipe.learning_rate)
    parser.add_argument("--class-balance", type=float, default=learning.Recipe.class_balance)
    parser.add_argument("--label-smoothing", type=float, default=learning.Recipe.label_smoothing)
    parser.add_argument("--augmentation", nargs="+", action="extend", type=_strength, default=[], metavar="NAME=VALUE",
                        help="a field of augmentation.Strength, such as mixup_share=0")
    parser.add_argument("--teacher", nargs=2, action="append", default=[], metavar=("MODEL", "FILE"),
                        help="distil from a trained network; may be given several times")
    parser.add_argument("--start-from", type=Path, metavar="FILE", help="weights of an earlier run to begin with")
    parser.add_argument("--precision", choices=("bfloat16", "float32"), default=learning.Recipe.precision,
                        help="arithmetic of training; bfloat16 pays on CPUs with AMX and on GPUs")
    parser.add_argument("--threads", type=int, default=1, help="CPU threads")
    parser.add_argument("--team-size", type=int, default=1, help="processes that train together, all started by you")
    parser.add_argument("--team-member", type=int, default=0, help="which of them this is; all but 0 only train")
    parser.add_argument("--coverage", type=float, default=0.8, help="share of faces on which the kiosk is not unsure")
    parser.add_argument("--engine", default="ONNX Runtime", help="name of the engine that wrote the --…-outputs")
    parser.add_argument("--int8-outputs", type=Path, metavar="FILE", help="PrivateTest outputs that an engine wrote")
    parser.add_argument("--fp32-outputs", type=Path, metavar="FILE", help="the same of the float file")
    parser.add_argument("--smoke", action="store_true", help="every step on a small made-up data set, in a temporary folder")
    options = parser.parse_args(arguments)
    if not options.smoke and options.data is None:
        parser.error("--data is needed (or --smoke)")
    if (options.int8_outputs is None) != (options.fp32_outputs is None):
        parser.error("--int8-outputs and --fp32-outputs go together")
    return options


def _model(arguments: list[str] | None) -> str:
    """The model asked for: the detector's training has options of its own."""
    first = argparse.ArgumentParser(add_help=False)
    first.add_argument("--model", default="expression")
    return first.parse_known_args(arguments)[0].model


def _strength(text: str) -> tuple[str, float]:
    """One `NAME=VALUE` of `--augmentation`."""
    name, _, value = text.partition("=")
    if name not in {field.name for field in dataclasses.fields(augmentation.Strength)}:
        raise argparse.ArgumentTypeError(f"{name} is no field of augmentation.Strength")
    return name, float(value)


def main(arguments: list[str] | None = None) -> None:
    if _model(arguments) == faces_cli.learning.FACE_MODEL:
        faces_cli.main(arguments)
        return
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
    small = {"data": folder / "data", "runs_folder": folder / "runs", "models_folder": folder / "models", "epochs": 2, "batch": 32}
    return argparse.Namespace(**{**vars(options), **small})


class _Session:
    """One call of the command: options, data and the paths of one run. Each step reads what earlier ones wrote."""

    def __init__(self, options: argparse.Namespace):
        self._options = options
        self._paths = learning.Paths(options.runs_folder / (options.run or options.model))
        self._shipped = options.models_folder / options.model
        self._splits = dataset.split(dataset.read(options.data))

    def take_steps(self) -> None:
        for stage in STAGES:
            if stage in self._options.stage:
                print(f"== {stage}", flush=True)
                getattr(self, f"_{stage}")()

    @property
    def _float_name(self) -> str:
        return f"{self._options.model}/{self._options.model}-fp32.onnx"

    @property
    def _int8_name(self) -> str:
        return f"{self._options.model}/{self._options.model}-int8.onnx"

    @property
    def _calibration_file(self) -> Path:
        return self._paths.folder / "calibration.json"

    def _prepare(self) -> None:
        counts = {
            "training": np.bincount(self._splits.training.label, minlength=7).tolist(),
            "validation": np.bincount(self._splits.validation.label, minlength=7).tolist(),
        }
        for name, values in counts.items():
            print(f"{name}: {sum(values)} faces, " + ", ".join(f"{e} {n}" for e, n in zip(labels.EXPRESSIONS, values)))
        print(f"test: {len(self._splits.test)} faces, {int(self._splits.test_in_training.sum())} of them in official training")
        self._shipped.mkdir(parents=True, exist_ok=True)
        pictures.class_distribution(counts, self._shipped / "classes.png")

    def _train(self) -> None:
        options = self._options
        recipe = learning.Recipe(
            model=options.model, epochs=options.epochs, seed=options.seed, batch=options.batch,
            learning_rate=options.learning_rate, class_balance=options.class_balance,
            label_smoothing=options.label_smoothing, precision=options.precision,
            augmentation=dataclasses.replace(augmentation.Strength(), **dict(options.augmentation)),
        )
        teachers = [learning.load_network(model, Path(file)) for model, file in options.teacher]
        meeting_file = self._paths.folder / "team"
        team = Team.join(options.team_member, options.team_size, meeting_file)
        learning.train(recipe, self._splits, self._paths, teachers, options.start_from, team)

    def _calibrate(self) -> None:
        network = learning.load_network(self._options.model, self._paths.best)
        scores = learning.scores(network, self._splits.validation.faces)
        fitted, experiment = calibration.fit(scores, self._splits.validation, self._options.coverage)
        fitted.write(self._calibration_file)
        (self._paths.folder / "blends.json").write_text(json.dumps(experiment, indent=2) + "\n")
        for row in experiment:
            print("  ".join(f"{name} {value:.4f}" for name, value in row.items()))
        print(fitted)

    def _export(self) -> None:
        folder = self._options.models_folder
        fitted = calibration.Calibration.read(self._calibration_file)
        network = learning.load_network(self._options.model, self._paths.best)
        export.write_float(network, fitted, folder / self._float_name)
        chosen = np.random.default_rng(self._options.seed).permutation(len(self._splits.training))[:CALIBRATION_FACES]
        rounded = quantization.quantize(onnx.load(str(folder / self._float_name)), self._splits.training.faces[chosen])
        onnx.save(rounded, str(folder / self._int8_name))
        name, unsure = self._options.model, fitted.unsure_below
        entries = [
            manifest.entry(folder, self._int8_name, name, "int8", unsure),
            manifest.entry(folder, self._float_name, name, "fp32", unsure),
        ]
        manifest.update(folder, entries)
        for entry in entries:
            print(f"{entry['file']}  {entry['bytes']} bytes  {entry['sha256']}")

    def _verify(self) -> None:
        folder, validation = self._options.models_folder, self._splits.validation
        fitted = calibration.Calibration.read(self._calibration_file)
        scores = learning.scores(learning.load_network(self._options.model, self._paths.best), validation.faces)
        expected = fitted.fer2013.apply(scores[:, learning.FER2013_HEAD])
        measured = verification.verify(folder / self._float_name, folder / self._int8_name, expected, validation.faces)
        measured["validation"] = report.validation_figures(folder / self._int8_name, folder / self._float_name, validation)
        (self._paths.folder / "verification.json").write_text(json.dumps(measured, indent=2) + "\n")
        print(json.dumps(measured, indent=2))

    def _report(self) -> None:
        options = self._options
        int8_file, fp32_file = options.models_folder / self._int8_name, options.models_folder / self._float_name
        if options.int8_outputs is None:
            outputs = report.emulate(int8_file, fp32_file, self._splits.test.faces)
        else:
            outputs = report.read_outputs(options.engine, options.int8_outputs, options.fp32_outputs)
        fitted = calibration.Calibration.read(self._calibration_file)
        epochs = progress.read(self._paths.log)
        results = {
            "model": options.model,
            "environment": f"Python {platform.python_version()}, torch {torch.__version__}, onnx {onnx.__version__}",
            "recipe": json.loads(self._paths.recipe.read_text()),
            "calibration": dataclasses.asdict(fitted),
            "blends": json.loads((self._paths.folder / "blends.json").read_text()),
            "verification": json.loads((self._paths.folder / "verification.json").read_text()),
            "trainingMinutes": sum(row["seconds"] for row in epochs) / 60,
            "robustness": robustness.measure(OnnxRunner.load(int8_file), self._splits.validation, fitted.unsure_below),
            "test": report.measure(outputs, self._splits, fitted.unsure_below),
        }
        report.write(results, self._shipped)
        pictures.curves(epochs, self._shipped / "curves.png")
        (self._shipped / "card.md").write_text(card.text(results))
        head = results["test"]["int8"]["fer2013Head"]
        print(f"int8 on PrivateTest: {head['accuracy']:.2%}, by {outputs.engine}; the card is written")
