"""One call of the command: which steps run, and what each reads and writes."""

from __future__ import annotations

import argparse
import dataclasses
import json
import platform
from pathlib import Path

import numpy as np
import onnx
import torch

from roomtone_training import (
    averaging, calibration, card, dataset, export, labels, learning, manifest, metrics, opinions, optimisation, pictures, progress,
    quantization, report, robustness, verification,
)
from roomtone_training.architectures.layers import BOTH_HEADS
from roomtone_training.onnx_runner import OnnxRunner
from roomtone_training.team import Team

STAGES = ("prepare", "train", "calibrate", "export", "verify", "report")
AVERAGE = "average"
"""A step in place of `train`."""
AVERAGING_FACES = 4096
CALIBRATION_FACES = 1024
APP_FACES = 500
"""Faces that the built program names, too."""
OVERRIDES = ("epochs", "seed", "batch", "learning_rate", "class_balance", "label_smoothing", "distillation_weight", "opinion_share", "precision")
"""Options that take the place of a value in the network's recipe."""


class Session:
    """Options, data and the paths of one run of a network with both heads. Each step reads what earlier ones wrote."""

    def __init__(self, options: argparse.Namespace):
        self._options = options
        self._paths = learning.Paths(options.runs_folder / (options.run or options.model))
        self._shipped = options.models_folder / options.model
        self._splits = dataset.split(dataset.read(options.data))

    def take_steps(self) -> None:
        """Takes the chosen steps in their order."""
        for stage in ("prepare", AVERAGE, *STAGES[1:]):
            if stage in self._options.stage:
                print(f"== {stage}", flush=True)
                getattr(self, f"_{stage}")()

    def amend(self) -> None:
        """Adds to a reported model's results how many of its training faces the int8 file names right, and `--evaluated`."""
        file = self._shipped / "results.json"
        results = json.loads(file.read_text())
        rows = self._splits.training
        said = OnnxRunner.load(self._int8_file).run_pictures(rows.faces)
        results["trainingAccuracy"] = metrics.accuracy(said.get("fer2013", said[export.PROBABILITIES]), rows.label)
        if self._options.evaluated:
            results["evaluated"] = json.loads(self._options.evaluated.read_text())
        file.write_text(json.dumps(results, indent=2) + "\n")

    @property
    def _files_folder(self) -> Path:
        """The models' folder in which both exported files are."""
        return self._options.models_folder

    @property
    def _float_name(self) -> str:
        return f"{self._options.model}/{self._options.model}-fp32.onnx"

    @property
    def _int8_name(self) -> str:
        return f"{self._options.model}/{self._options.model}-int8.onnx"

    @property
    def _float_file(self) -> Path:
        return self._files_folder / self._float_name

    @property
    def _int8_file(self) -> Path:
        return self._files_folder / self._int8_name

    @property
    def _calibration_file(self) -> Path:
        return self._paths.folder / "calibration.json"

    def _network(self) -> torch.nn.Module:
        """The best epoch's network."""
        return learning.load_network(self._options.model, self._paths.best)

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
        given = {name: value for name, value in vars(options).items() if name in OVERRIDES}
        recipe = learning.Recipe.of(options.model, **given)
        recipe = dataclasses.replace(recipe, augmentation=dataclasses.replace(recipe.augmentation, **dict(options.augmentation)))
        teachers = [learning.load_network(model, Path(file)) for model, file in options.teacher]
        meeting_file = self._paths.folder / "team"
        team = Team.join(options.team_member, options.team_size, meeting_file)
        opinion = None
        if options.opinion_of is not None:
            network = learning.begin_with(options.model, options.opinion_of, self._splits.training).eval()
            opinion = opinions.targets(self._splits.training, network)
        learning.train(recipe, self._splits, self._paths, teachers, options.start_from, team, options.minutes, opinion)

    def _average(self) -> None:
        rows = self._splits.training
        networks = [learning.begin_with(self._options.model, file, rows) for file in self._options.average]
        chosen = np.random.default_rng(0).permutation(len(rows))[:AVERAGING_FACES]
        network = averaging.mean(networks, rows.faces[chosen])
        self._paths.folder.mkdir(parents=True, exist_ok=True)
        optimisation.save({"weights": network.state_dict(), "epoch": 0, "score": 0.0}, self._paths.best)
        print(f"{self._paths.best}: the mean of {len(networks)} networks")

    def _calibrate(self) -> None:
        scores = learning.scores(self._network(), self._splits.validation.faces)
        fitted, experiment = calibration.fit(scores, self._splits.validation, self._options.coverage)
        fitted.write(self._calibration_file)
        (self._paths.folder / "blends.json").write_text(json.dumps(experiment, indent=2) + "\n")
        for row in experiment:
            print("  ".join(f"{name} {value:.4f}" for name, value in row.items()))
        print(fitted)

    def _export(self) -> None:
        network = self._network()
        self._write_files(network)
        entries = self._entries(network, self._files_folder)
        manifest.update(self._files_folder, entries)
        for entry in entries:
            print(f"{entry['file']}  {entry['bytes']} bytes  {entry['sha256']}")

    def _write_files(self, network: torch.nn.Module) -> None:
        fitted = calibration.Calibration.read(self._calibration_file)
        export.write_float(network, fitted, self._float_file)
        chosen = np.random.default_rng(getattr(self._options, "seed", learning.Recipe.seed)).permutation(len(self._splits.training))
        faces = self._splits.training.faces[chosen[:CALIBRATION_FACES]]
        onnx.save(self._quantized(onnx.load(str(self._float_file)), faces), str(self._int8_file))

    def _quantized(self, model: onnx.ModelProto, faces: np.ndarray) -> onnx.ModelProto:
        return quantization.quantize(model, faces)

    def _entries(self, network: torch.nn.Module, folder: Path) -> list[dict]:
        """The manifest's rows of both files in a models' folder, int8 first."""
        unsure = calibration.Calibration.read(self._calibration_file).unsure_below
        contract = manifest.expression(network.heads.names)
        return [
            manifest.entry(folder, file, self._options.model, precision, unsure, contract)
            for file, precision in ((self._int8_name, "int8"), (self._float_name, "fp32"))
        ]

    def _verify(self) -> None:
        validation = self._splits.validation
        fitted = calibration.Calibration.read(self._calibration_file)
        scores = learning.scores(self._network(), validation.faces)
        expected = {"fer2013": fitted.fer2013.apply(scores[:, learning.FER2013_HEAD])}
        measured = verification.verify(
            self._float_file, self._int8_file, expected, validation.faces, export.outputs(BOTH_HEADS), verification.KIOSK_LIMITS
        )
        blended = fitted.blend_weight * scores[:, learning.FER2013_HEAD] + (1 - fitted.blend_weight) * scores[:, learning.FERPLUS_HEAD]
        measured |= self._app_agreement(validation.faces, fitted.spoken.apply(blended))
        measured["validation"] = report.validation_figures(self._int8_file, self._float_file, validation)
        self._write_verification(measured)

    def _app_agreement(self, faces: np.ndarray, expected: np.ndarray) -> dict[str, float]:
        """What `--app` says of the first faces, against the network's `probabilities`; nothing where it is not given."""
        if self._options.app is None:
            return {}
        few = slice(0, APP_FACES)
        return {"agreement_app": verification.app_agreement(self._options.app, self._options.model, faces[few], expected[few])}

    def _write_verification(self, measured: dict) -> None:
        (self._paths.folder / "verification.json").write_text(json.dumps(measured, indent=2) + "\n")
        print(json.dumps(measured, indent=2))

    def _outputs(self, heads: tuple[str, ...]) -> report.Outputs:
        """What both files say of PrivateTest."""
        options = self._options
        if options.int8_outputs is None:
            return report.emulate(self._int8_file, self._float_file, self._splits.test.faces)
        return report.read_outputs(options.engine, export.outputs(heads), options.int8_outputs, options.fp32_outputs)

    def _results(self) -> dict:
        """What every report begins with."""
        return {
            "model": self._options.model,
            "environment": f"Python {platform.python_version()}, torch {torch.__version__}, onnx {onnx.__version__}",
            "recipe": json.loads(self._paths.recipe.read_text()),
            "calibration": dataclasses.asdict(calibration.Calibration.read(self._calibration_file)),
            "verification": json.loads((self._paths.folder / "verification.json").read_text()),
            "trainingMinutes": sum(row["seconds"] for row in progress.read(self._paths.log)) / 60,
            **(json.loads(self._paths.outcome.read_text()) if self._paths.outcome.exists() else {}),
            **({"evaluated": json.loads(self._options.evaluated.read_text())} if self._options.evaluated else {}),
        }

    def _report(self) -> None:
        outputs = self._outputs(BOTH_HEADS)
        results = self._results()
        unsure_below = results["calibration"]["unsure_below"]
        results |= {
            "blends": json.loads((self._paths.folder / "blends.json").read_text()),
            "robustness": robustness.measure(OnnxRunner.load(self._int8_file), self._splits.validation, unsure_below),
            "test": report.measure(outputs, self._splits, unsure_below),
        }
        report.write(results, self._shipped)
        pictures.curves(progress.read(self._paths.log), self._shipped / "curves.png")
        (self._shipped / "card.md").write_text(card.text(results))
        head = results["test"]["int8"]["fer2013Head"]
        print(f"int8 on PrivateTest: {head['accuracy']:.2%}, by {outputs.engine}; the card is written")
