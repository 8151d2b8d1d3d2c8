"""The steps of a system of others: one head, its own recipe, files that ship only where they are small."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch

from roomtone_training import (
    calibration, diagram, export, learning, manifest, pictures, progress, quantization, recipes, report, system_card, verification,
)
from roomtone_training.architectures.layers import FER2013_ONLY
from roomtone_training.session import Session

LARGEST_SHIPPED_BYTES = 5_000_000
VERIFIED_FACES = 500


class SystemSession(Session):
    """One run of one of `recipes.SYSTEMS`.

    Both files go into a models' folder inside the run's; the int8 file into the project's too, where it has at most
    `LARGEST_SHIPPED_BYTES`.
    """

    @property
    def _files_folder(self) -> Path:
        return self._paths.folder / "models"

    @property
    def _system(self) -> recipes.System:
        return recipes.read(self._options.model)

    def _quantized(self, model: onnx.ModelProto, faces: np.ndarray) -> onnx.ModelProto:
        return super()._quantized(model, faces) if self._system.eightBitActivations else quantization.quantize_weights(model)

    def _calibrate(self) -> None:
        scores = learning.scores(self._network(), self._splits.validation.faces)
        fitted = calibration.fit_one_head(scores, self._splits.validation, self._options.coverage)
        fitted.write(self._calibration_file)
        print(fitted)

    def _export(self) -> None:
        super()._export()
        entry = self._entries(self._network(), self._files_folder)[0]
        if entry["bytes"] <= LARGEST_SHIPPED_BYTES:
            self._shipped.mkdir(parents=True, exist_ok=True)
            shutil.copy(self._int8_file, self._options.models_folder / self._int8_name)
            manifest.update(self._options.models_folder, [entry])
            print(f"{self._int8_name} ships: it is in {self._options.models_folder} and its manifest")
        else:
            print(f"{self._int8_name} has more than {LARGEST_SHIPPED_BYTES:,} bytes, so it stays out of the project")
        print(self._how_to_use())

    def _how_to_use(self) -> str:
        """Where to put files that are only built here."""
        name = self._options.model
        return (
            f"To use a file that does not ship: copy {self._files_folder / name} into the kiosk's models folder, add the lines of\n"
            f"{self._files_folder / 'manifest.json'} to the manifest.json there, and set emotion.model to {name}."
        )

    def _verify(self) -> None:
        faces = self._splits.validation.faces[:VERIFIED_FACES]
        fitted = calibration.Calibration.read(self._calibration_file)
        network = self._network()
        expected = {export.PROBABILITIES: fitted.spoken.apply(learning.scores(network, faces))}
        outputs = export.outputs(FER2013_ONLY)
        limits = verification.Limits(eight_bit_activations=self._system.eightBitActivations)
        measured = verification.verify(self._float_file, self._int8_file, expected, faces, outputs, limits)
        measured |= self._app_agreement(faces, expected[export.PROBABILITIES])
        # The file has batch normalisation folded into its convolutions; the architecture's own number counts it.
        measured["parameters"] = _parameters(network)
        self._write_verification(measured)

    def _report(self) -> None:
        outputs = self._outputs(FER2013_ONLY)
        results = self._results()
        epochs = progress.read(self._paths.log)
        results["epochsTrained"] = int(epochs[-1]["epoch"])
        results["ships"] = self._int8_file.stat().st_size <= LARGEST_SHIPPED_BYTES
        results["test"] = report.measure_one_head(outputs, self._splits, results["calibration"]["unsure_below"])
        self._shipped.mkdir(parents=True, exist_ok=True)
        (self._shipped / "results.json").write_text(json.dumps(results, indent=2) + "\n")
        system = self._system
        measured = results["test"]["int8"]["onFer2013Labels"]
        pairs_until = int(results["recipe"]["contrastive_share"] * results["recipe"]["epochs"])
        pictures.system_curves(epochs, pairs_until, self._shipped / "curves.png")
        pictures.confusion({"FER2013 labels (%)": np.array(measured["confusion"])}, self._shipped / "confusion.png")
        pictures.reliability({"probabilities": measured["reliability"]}, self._shipped / "reliability.png")
        diagram.draw(onnx.load(str(self._float_file)), system.title, self._shipped / "architecture.png")
        (self._shipped / "card.md").write_text(system_card.text(results, system))
        print(f"int8 on PrivateTest: {measured['accuracy']:.2%}, by {outputs.engine}; the card is written")


def _parameters(network: torch.nn.Module) -> int:
    return sum(parameter.numel() for parameter in network.parameters())
