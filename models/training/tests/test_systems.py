"""Tests of the systems of others: architectures, recipes, losses, files and the table."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
import unittest.mock
from pathlib import Path

import numpy as np
import onnx
import torch

from roomtone_training import (
    architectures, augmentation, calibration, cli, contrastive, dataset, diagram, export, labels, learning, manifest, metrics,
    onnx_runner, optimisation, progress, quantization, recipes, synthetic, table, verification,
)
from roomtone_training.architectures.layers import FER2013_ONLY, Dense

PARAMETERS = {
    "alexnet": 24_800_000,
    "seven-conv": 4_430_000,
    "resnet50": 23_508_032 + 7 * 2049,
    "vgg16": 14_714_688 + 513 * 256 + 257 * 128 + 129 * 7,
}
"""What the systems' documents say, and what these two networks are known to have with their own dense layers."""

LABEL = np.tile(np.arange(7), 4)


def _faces() -> np.ndarray:
    generator = np.random.default_rng(4)
    return np.stack([synthetic.draw(label, generator) for label in LABEL])


class ArchitectureTest(unittest.TestCase):
    """Each network of `recipes.SYSTEMS`, made once."""

    @classmethod
    def setUpClass(cls):
        cls.faces = _faces()
        cls.networks = {}
        for name in recipes.SYSTEMS:
            torch.manual_seed(2)
            cls.networks[name] = architectures.create(name)

    def test_parameters_are_the_documents(self):
        for name, expected in PARAMETERS.items():
            with self.subTest(name):
                found = sum(parameter.numel() for parameter in self.networks[name].parameters())
                self.assertLess(abs(found - expected), 0.001 * expected)

    def test_seven_scores_a_face_from_one_head(self):
        for name, network in self.networks.items():
            with self.subTest(name):
                self.assertEqual(learning.scores(network.eval(), self.faces[:2]).shape, (2, 7))
                self.assertEqual(network.heads.names, FER2013_ONLY)

    def test_a_dense_layer_is_the_convolution_that_it_is_exported_as(self):
        torch.manual_seed(3)
        dense = Dense(5, 11, side=4)
        features = torch.randn(3, 5, 4, 4)
        expected = torch.nn.functional.conv2d(features, dense.weight, dense.bias)
        torch.testing.assert_close(dense(features), expected, rtol=1e-4, atol=1e-5)

    def test_a_step_of_its_optimizer_lowers_the_loss(self):
        faces = torch.from_numpy(onnx_runner.as_input(self.faces[:14]))
        targets = [torch.from_numpy(labels.one_hot(LABEL[:14]))]
        for name in recipes.SYSTEMS:
            with self.subTest(name):
                torch.manual_seed(2)
                network = architectures.create(name).train()
                optimizer = learning.optimizer(network, learning.Recipe.of(name, learning_rate=1e-4))
                losses = []
                for _ in range(2):
                    torch.manual_seed(3)  # the same dropout both times
                    loss = learning.label_loss(network(faces), targets)
                    optimizer.zero_grad()
                    loss.backward()
                    optimizer.step()
                    losses.append(float(loss))
                self.assertLess(losses[1], losses[0])

    def test_both_files_name_what_the_network_names(self):
        for name, network in self.networks.items():
            with self.subTest(name), tempfile.TemporaryDirectory() as folder:
                network.eval().requires_grad_(False)
                # A fresh network says one expression of all faces; without its mean score it tells them apart.
                scores = learning.scores(network, self.faces)
                network.heads.scores.bias -= torch.from_numpy(scores.mean(axis=0))
                scores -= scores.mean(axis=0)
                fitted = calibration.Calibration(calibration.HeadCalibration(float(scores.std()), (0.0,) * 7), 0.3, 0.8)
                float_file, int8_file = Path(folder) / "float.onnx", Path(folder) / "int8.onnx"
                export.write_float(network, fitted, float_file)
                onnx.save(quantization.quantize(onnx.load(str(float_file)), self.faces), str(int8_file))
                expected = {"probabilities": fitted.spoken.apply(scores)}
                measured = verification.verify(
                    float_file, int8_file, expected, self.faces, ("probabilities",), verification.Limits()
                )
                exact = onnx_runner.OnnxRunner.load(float_file).run_pictures(self.faces)["probabilities"]
                self.assertEqual(exact.argmax(axis=1).tolist(), scores.argmax(axis=1).tolist())
                # These differences are a fresh network's: small. A trained one's files agree on 98 % and more.
                self.assertGreaterEqual(measured["agreement_probabilities"], 0.75)

    def test_weights_alone_can_be_8_bits(self):
        network = self.networks["siamese-xception"].eval().requires_grad_(False)
        fitted = calibration.Calibration(calibration.HeadCalibration(1.0, (0.0,) * 7), 0.3, 0.8)
        with tempfile.TemporaryDirectory() as folder:
            float_file = Path(folder) / "float.onnx"
            export.write_float(network, fitted, float_file)
            exact = onnx.load(str(float_file))
            rounded = quantization.quantize_weights(exact)
            verification.check_quantized_types(rounded, activations=False)
            with self.assertRaises(AssertionError):
                verification.check_quantized_types(rounded)
            said, expected = (
                onnx_runner.OnnxRunner(model).run_pictures(self.faces)["probabilities"] for model in (rounded, exact)
            )
            self.assertLess(np.abs(said - expected).max(), 0.01)
            self.assertLess(len(rounded.SerializeToString()), 0.3 * float_file.stat().st_size)

    def test_the_penalty_is_for_dense_layers_alone(self):
        groups = optimisation.parameter_groups(self.networks["sap-fer"], 0.0, dense_l2=0.01)
        self.assertEqual([(group["weight_decay"], len(group["params"])) for group in groups][2:], [(0.02, 1)])
        counted = sum(len(group["params"]) for group in groups)
        self.assertEqual(counted, len(list(self.networks["sap-fer"].parameters())))


class RecipesTest(unittest.TestCase):
    def test_every_recipe_is_read_and_says_what_it_claims(self):
        for name in recipes.SYSTEMS:
            with self.subTest(name):
                system, recipe = recipes.read(name), learning.Recipe.of(name)
                self.assertEqual((recipe.model, recipe.optimizer), (name, "adam"))
                self.assertTrue(system.claim and system.difference and system.departures)

    def test_what_the_documents_give(self):
        sap, seven = learning.Recipe.of("sap-fer"), learning.Recipe.of("seven-conv")
        self.assertEqual((sap.learning_rate, sap.batch, sap.epochs, sap.text_log), (0.001, 64, 100, True))
        self.assertEqual((seven.learning_rate, seven.epochs, seven.dense_l2), (0.0001, 30, 0.001))
        self.assertEqual(sap.augmentation, augmentation.NONE)
        four = learning.Recipe.of("four-conv").augmentation
        self.assertTrue(four.rotation_degrees and four.shear_degrees and four.shift and four.noise)

    def test_an_override_wins_and_our_own_networks_keep_the_defaults(self):
        self.assertEqual(learning.Recipe.of("sap-fer", epochs=3).epochs, 3)
        self.assertEqual(learning.Recipe.of("expression"), learning.Recipe("expression"))


class ContrastiveTest(unittest.TestCase):
    def test_equal_faces_pay_for_distance_and_different_ones_for_nearness(self):
        distance = torch.tensor([0.5, 0.5, 2.0])
        same = torch.tensor([True, False, False])
        self.assertEqual(contrastive.pair_loss(distance, same, margin=1.25).tolist(), [0.25, 0.5625, 0.0])

    def test_both_kinds_of_pairs_have_half_of_the_weight(self):
        points = torch.tensor([[0.0, 0.0], [3.0, 4.0], [0.0, 1.0]])
        # Pairs: 0-1 the same, 5 apart: 25. 0-2 different, 1 apart: 1. 1-2 different, √18 apart: 0.
        found = contrastive.loss(points, torch.tensor([2, 2, 5]), margin=2.0)
        self.assertAlmostEqual(float(found), (25 + (1 + 0) / 2) / 2, places=4)

    def test_two_faces_at_one_point_have_a_gradient(self):
        points = torch.zeros(2, 3, requires_grad=True)
        contrastive.loss(points, torch.tensor([0, 1]), margin=1.0).backward()
        self.assertTrue(torch.isfinite(points.grad).all())

    def test_the_first_share_of_the_epochs_is_for_pairs(self):
        recipe = learning.Recipe("siamese-xception", epochs=10, contrastive_share=0.3)
        self.assertEqual([recipe.learns_pairs(number) for number in (1, 3, 4)], [True, True, False])


class AugmentationTest(unittest.TestCase):
    def test_no_change_is_no_change(self):
        faces = torch.rand(4, 1, 48, 48)
        self.assertTrue(torch.equal(augmentation.augment(faces, [], augmentation.NONE)[0], faces))

    def test_shear_moves_top_and_bottom_apart(self):
        faces = torch.zeros(8, 1, 48, 48)
        faces[:, :, :, 23:25] = 1
        torch.manual_seed(1)
        leaning, _ = augmentation.augment(faces, [], augmentation.Strength(**{**vars(augmentation.NONE), "shear_degrees": 30.0}))
        centre = (leaning * torch.arange(48.0)).sum(dim=3) / leaning.sum(dim=3)
        drift = (centre[:, 0, 4] - centre[:, 0, 43]).abs()
        self.assertGreater(float(drift.max()), 5)
        self.assertLess(float((centre[:, 0, 23:25].mean(dim=1) - 23.5).abs().max()), 1)


class TrainingTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        synthetic.write(Path(cls.folder.name), training=48, test=10)
        cls.splits = dataset.split(dataset.read(Path(cls.folder.name)))

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def _train(self, folder: Path, recipe: learning.Recipe, **more) -> learning.Paths:
        paths = learning.Paths(folder)
        learning.train(recipe, self.splits, paths, teachers=[], start_from=None, **more)
        return paths

    def test_pairs_then_labels_and_what_came_of_it(self):
        with tempfile.TemporaryDirectory() as name:
            paths = self._train(Path(name), learning.Recipe.of("siamese-xception", epochs=3, batch=16))
            rows, outcome = progress.read(paths.log), json.loads(paths.outcome.read_text())
        self.assertEqual(rows[0]["training_accuracy"], 0.0)
        self.assertEqual([row["score"] for row in rows], [row["fer2013_accuracy"] for row in rows])
        self.assertIn("CPU", outcome["trainedOn"] if not torch.cuda.is_available() else "CPU")
        self.assertTrue(0 <= outcome["trainingAccuracy"] <= 1)

    def test_sap_fer_logs_each_epoch_in_words(self):
        with tempfile.TemporaryDirectory() as name:
            self._train(Path(name), learning.Recipe.of("sap-fer", epochs=1, batch=16))
            lines = (Path(name) / "epochs.txt").read_text().splitlines()
        self.assertEqual(len(lines), 1)
        self.assertRegex(lines[0], r"^Epoch 1: loss [\d.]+, accuracy [\d.]+, validation loss [\d.]+, validation accuracy [\d.]+$")

    def test_no_epoch_begins_after_its_minutes(self):
        with tempfile.TemporaryDirectory() as name:
            paths = self._train(Path(name), learning.Recipe.of("siamese-xception", epochs=1, batch=16), minutes=0)
            self.assertFalse(paths.log.exists() or paths.outcome.exists())

    def test_balanced_sampling_draws_rare_expressions_as_often(self):
        rows = self.splits.training
        skewed = rows.where(np.concatenate([np.flatnonzero(rows.label == 0)[:1], np.flatnonzero(rows.label == 3)]))
        many = skewed.where(np.tile(np.arange(len(skewed)), 40))
        recipe = learning.Recipe.of("seven-conv", batch=16, augmentation=augmentation.NONE)
        batches = learning.Batches(many, recipe, torch.device("cpu"), learning.Team())
        drawn = torch.cat([targets for _, targets, _ in batches.of_epoch(1)])
        self.assertAlmostEqual(float((drawn[:, 0] > 0).float().mean()), 0.5, delta=0.15)

    def test_a_log_that_an_earlier_version_began_keeps_its_columns(self):
        with tempfile.TemporaryDirectory() as name:
            file = Path(name) / "log.csv"
            file.write_text("epoch,seconds\n1,2.0\n")
            row = progress.Epoch(2, 2, *[0.5] * 6, 0.1, 3.0, 0.5, 0.5)
            progress.log(row, file)
            with file.open() as lines:
                self.assertEqual(list(csv.reader(lines))[1:], [["1", "2.0"], ["2", "3.0"]])


class CalibrationTest(unittest.TestCase):
    def test_a_temperature_alone_keeps_what_the_network_names(self):
        scores = np.random.default_rng(0).normal(size=(200, 7)) * 5
        rows = dataset.Rows(np.zeros((200, 48, 48), np.uint8), np.arange(200), np.arange(200) % 7, np.zeros((200, 10), np.uint8))
        fitted = calibration.fit_one_head(scores, rows, coverage=0.8)
        self.assertEqual(fitted.spoken.offsets, (0.0,) * 7)
        self.assertTrue((fitted.spoken.apply(scores).argmax(axis=1) == scores.argmax(axis=1)).all())
        with tempfile.TemporaryDirectory() as name:
            fitted.write(Path(name) / "calibration.json")
            self.assertEqual(calibration.Calibration.read(Path(name) / "calibration.json"), fitted)


class DiagramTest(unittest.TestCase):
    def test_layers_are_those_of_the_architecture(self):
        network = architectures.create("siamese-xception").eval().requires_grad_(False)
        fitted = calibration.Calibration(calibration.HeadCalibration(1.0, (0.0,) * 7), 0.3, 0.8)
        with tempfile.TemporaryDirectory() as name:
            export.write_float(network, fitted, Path(name) / "float.onnx")
            model = onnx.load(str(Path(name) / "float.onnx"))
            found = diagram.layers(model)
            diagram.draw(model, "Siamese Xception", Path(name) / "architecture.png")
            self.assertGreater((Path(name) / "architecture.png").stat().st_size, 1000)
        self.assertEqual([layer.kind for layer in found].count("each channel by itself"), 6)
        self.assertEqual(found[0].text, "convolution 3×3 32 @ 24×24")
        self.assertEqual([layer.text for layer in found[-2:]], ["dense 128", "dense 7"])


class TableTest(unittest.TestCase):
    def setUp(self):
        confusion = np.eye(7, dtype=int) * 6 + 1
        probabilities = np.repeat(np.eye(7), 7, axis=0)
        summary = metrics.summary(probabilities, np.tile(np.arange(7), 7))
        self.results = {
            "recipe": {"epochs": 100},
            "epochsTrained": 12,
            "trainedOn": "a CPU",
            "trainingMinutes": 34.4,
            "trainingAccuracy": 0.5,
            "ships": True,
            "verification": {"parameters": 1234567, "megaFlops": 100.0, "fp32Bytes": 4_900_000, "int8Bytes": 1_240_000},
            "test": {"int8": {"onFer2013Labels": summary, "withoutDuplicates": summary}},
        }
        self.evaluated = {
            "accuracy": 0.5, "accuracyLow": 0.45, "accuracyHigh": 0.55, "accuracyWithoutDuplicates": 0.49, "latencyMicros": 321.4,
            "confusion": {
                true: dict(zip(labels.EXPRESSIONS, row.tolist())) for true, row in zip(labels.EXPRESSIONS, confusion)
            },
        }

    def _text(self, results: dict | None) -> str:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "README.md").write_text(f"before\n{table.BEGIN}\nold\n{table.END}\nafter\n")
            if results is not None:
                (folder / "four-conv").mkdir()
                (folder / "four-conv" / "results.json").write_text(json.dumps(results))
            table.write(folder)
            return (folder / "README.md").read_text()

    def test_a_system_without_results_is_not_trained_yet_and_ours_comes_last(self):
        lines = self._text(None).splitlines()
        self.assertEqual((lines[0], lines[-1]), ("before", "after"))
        rows = lines[4:-2]
        self.assertEqual(len(rows), len(recipes.SYSTEMS) + 1)
        self.assertTrue(all("not trained yet" in row for row in rows))
        self.assertIn("ours", rows[-1])
        self.assertIn("88.43", rows[0])
        self.assertEqual({line.count("|") for line in lines[2:-2]}, {15})

    def test_figures_come_from_the_result_file_and_say_how_much_it_learned(self):
        row = next(line for line in self._text(self.results).splitlines() if "four-conv" in line)
        for expected in ("12 of 100", "a CPU", "14.3 (", "1,234,567", "4.9 / 1.2", "34", "50.0"):
            self.assertIn(expected, row)

    def test_the_apps_own_evaluation_comes_first(self):
        row = next(line for line in self._text({**self.results, "evaluated": self.evaluated}).splitlines() if "four-conv" in line)
        for expected in ("50.0 (45.0 to 55.0)", "49.0", ".54 / .54 / .54", "321"):
            self.assertIn(expected, row)

    def test_a_file_without_a_place_for_it_is_refused(self):
        with tempfile.TemporaryDirectory() as name:
            (Path(name) / "README.md").write_text("nothing\n")
            with self.assertRaises(SystemExit):
                table.write(Path(name))


class AppAgreementTest(unittest.TestCase):
    PROGRAM = """#!{python}
import json, sys
pictures = [name for name in sys.argv if name.endswith(".png")]
assert sys.argv[1:6] == ["classify", "--crop", "--json", "--model", "sap-fer"]
said = ["happy"] * len(pictures)
said[0] = "{first}"
print(json.dumps([{{"picture": name, "faces": [{{"expression": one}}]}} for name, one in zip(pictures, said)]))
"""

    def _ask(self, first: str) -> float:
        happy = np.tile(labels.one_hot(np.array([3])), (60, 1))
        with tempfile.TemporaryDirectory() as name:
            program = Path(name) / "roomtone"
            program.write_text(self.PROGRAM.format(python=sys.executable, first=first))
            program.chmod(0o755)
            return verification.app_agreement(program, "sap-fer", np.zeros((60, 48, 48), np.uint8), happy)

    def test_the_share_of_faces_that_the_program_names_alike(self):
        self.assertEqual(self._ask("happy"), 1.0)
        self.assertAlmostEqual(self._ask("sad"), 59 / 60)

    def test_a_program_that_names_others_is_refused(self):
        with unittest.mock.patch.object(verification, "LEAST_AGREEMENT", 0.99), self.assertRaisesRegex(AssertionError, "98.3%"):
            self._ask("sad")


class ContractTest(unittest.TestCase):
    def test_one_head_gives_one_output(self):
        self.assertEqual(manifest.expression(FER2013_ONLY)["outputs"], ["probabilities"])

    def test_every_picture_of_a_card_is_there(self):
        cards = list((Path(__file__).parents[2]).glob("*/card.md"))
        self.assertGreaterEqual(len(cards), 5)
        for file in cards:
            for picture in re.findall(r"!\[.*?\]\((.+?)\)", file.read_text()):
                self.assertTrue((file.parent / picture).is_file(), f"{file}: {picture}")


class SmokeTest(unittest.TestCase):
    def test_every_step_works_on_made_up_faces(self):
        cli.main(["--smoke", "--model", "siamese-xception"])


class OnGpuTest(unittest.TestCase):
    """The script for a lent machine, on this one."""

    def test_what_is_trained_there_can_be_unpacked_here(self):
        script = Path(__file__).resolve().parents[1] / "on-gpu"
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            synthetic.write(folder / "data", training=140, test=20)
            there = {"DATA": folder / "data", "RUNS": folder / "there", "OUT": folder / "out", "PYTHON": sys.executable, "EPOCHS": 1}
            said = self._call(script, there, "zoo", "siamese-xception")
            self.assertIn("siamese-xception: packed", said)
            self._call(script, {"RUNS": folder / "here"}, "unpack", folder / "out")
            learning.load_network("siamese-xception", folder / "here" / "siamese-xception" / "best.pt")
            self.assertEqual(len(progress.read(folder / "here" / "siamese-xception" / "log.csv")), 1)
            self.assertTrue((folder / "here" / "siamese-xception" / "outcome.json").exists())

    @staticmethod
    def _call(script: Path, environment: dict, *arguments) -> str:
        told = {**os.environ, **{name: str(value) for name, value in environment.items()}}
        return subprocess.run([script, *map(str, arguments)], env=told, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    unittest.main()
