"""Tests of the pure parts of the training. `python3 -m unittest discover -s models/training/tests -t models/training`."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import shutil
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
    architectures, augmentation, averaging, calibration, cli, dataset, export, labels, learning, manifest, metrics, occlusion,
    onnx_runner, opinions, quantization, robustness, synthetic, team, unfolding, verification, widening,
)
from roomtone_training.architectures.layers import BOTH_HEADS

CALIBRATION = calibration.Calibration(
    fer2013=calibration.HeadCalibration(1.5, (0.1, 0, 0, 0, 0, 0, -0.1)),
    ferplus=calibration.HeadCalibration(0.8, (0.0,) * 7),
    blend=calibration.HeadCalibration(1.2, (0, 0.3, 0, 0, 0, -0.3, 0)),
    blend_crowd_share=0.25,
    blend_weight=0.4,
    unsure_below=0.3,
    coverage=0.8,
)


class LabelsTest(unittest.TestCase):
    def test_single_votes_are_noise_and_contempt_only_lowers_the_weight(self):
        votes = np.array([[0, 6, 0, 0, 1, 0, 0, 3, 0, 0]], dtype=np.uint8)
        distribution, weight = labels.soft_votes(votes)
        np.testing.assert_allclose(distribution[0], labels.one_hot(np.array([3]))[0])
        self.assertAlmostEqual(float(weight[0]), 6 / 9, places=6)

    def test_votes_become_a_distribution_in_fer2013_order(self):
        votes = np.array([[4, 0, 0, 0, 6, 0, 0, 0, 0, 0]], dtype=np.uint8)
        distribution, weight = labels.soft_votes(votes)
        np.testing.assert_allclose(distribution[0], [0.6, 0, 0, 0, 0, 0, 0.4], rtol=1e-6)
        self.assertEqual(float(weight[0]), 1.0)

    def test_rows_without_votes_weigh_nothing(self):
        distribution, weight = labels.soft_votes(np.zeros((1, 10), dtype=np.uint8))
        self.assertAlmostEqual(float(distribution.sum()), 1.0, places=6)
        self.assertEqual(float(weight[0]), 0.0)

    def test_majority_needs_more_than_half_of_the_kept_votes_for_one_of_the_seven(self):
        votes = np.array(
            [
                [0, 0, 6, 4, 0, 0, 0, 0, 0, 0],
                [5, 5, 0, 0, 0, 0, 0, 0, 0, 0],
                [0, 0, 0, 0, 0, 0, 2, 8, 0, 0],
                [0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
            ],
            dtype=np.uint8,
        )
        self.assertEqual(labels.majority(votes).tolist(), [5, -1, -1, -1])

    def test_informed_smoothing_keeps_a_distribution(self):
        hard = labels.one_hot(np.array([1, 4]))
        distribution, weight = labels.soft_votes(np.array([[8, 0, 0, 2, 0, 0, 0, 0, 0, 0], [0] * 10], dtype=np.uint8))
        smooth = labels.informed_smoothing(hard, distribution, weight, mass=0.2)
        np.testing.assert_allclose(smooth.sum(axis=1), 1, rtol=1e-6)
        self.assertAlmostEqual(float(smooth[0, 6]), 0.2 * 0.8, places=6)
        self.assertAlmostEqual(float(smooth[1, 4]), 0.8 + 0.2 / 7, places=6)


class SplitTest(unittest.TestCase):
    def test_no_test_picture_is_left_in_training_nor_private_ones_in_validation(self):
        with tempfile.TemporaryDirectory() as folder:
            synthetic.write(Path(folder), training=60, test=20)
            rows = dataset.read(Path(folder))
            splits = dataset.split(rows)
        tested = set(rows["PublicTest"].image) | set(rows["PrivateTest"].image)
        self.assertFalse(tested & set(splits.training.image))
        self.assertFalse(set(splits.validation.image) & set(rows["PrivateTest"].image))
        self.assertEqual(len(splits.training), 58)
        self.assertEqual(len(splits.validation), 19)
        self.assertEqual(len(splits.test), 20)
        self.assertEqual(int(splits.test_in_training.sum()), 1)


class MetricsTest(unittest.TestCase):
    def test_wilson_interval_of_a_known_case(self):
        low, high = metrics.wilson_interval(0.7, 3589)
        self.assertAlmostEqual(low, 0.6848, places=3)
        self.assertAlmostEqual(high, 0.7148, places=3)

    def test_calibration_error_is_the_gap_between_confidence_and_accuracy(self):
        probabilities = np.full((4, 7), 0.2 / 6)
        probabilities[:, 0] = 0.8
        self.assertAlmostEqual(metrics.expected_calibration_error(probabilities, np.array([0, 0, 1, 1])), 0.3, places=6)

    def test_coverage_keeps_the_surest(self):
        probabilities = np.eye(7)[[0, 1]] * np.array([[0.9], [0.5]])
        self.assertEqual(metrics.accuracy_at_coverage(probabilities, np.array([0, 0]), 0.5), 1.0)


class CalibrationTest(unittest.TestCase):
    def test_an_expression_that_is_named_too_seldom_gets_a_larger_offset(self):
        generator = np.random.default_rng(4)
        label = generator.integers(0, 7, 2000)
        scores = generator.normal(size=(2000, 7)) + 2 * labels.one_hot(label)
        scores[:, 2] -= 1.2
        plain = calibration.HeadCalibration(1.0, (0.0,) * 7)
        found = calibration._with_least_recall(plain, scores, label)
        recall = metrics.recall(metrics.confusion(found.apply(scores), label))
        self.assertLess(metrics.recall(metrics.confusion(plain.apply(scores), label))[2], calibration.LEAST_RECALL)
        self.assertGreaterEqual(recall.min(), calibration.LEAST_RECALL)
        self.assertLess(recall[2], calibration.LEAST_RECALL + 0.05)
        self.assertEqual([offset > 0 for offset in found.offsets], [expression == 2 for expression in range(7)])

    def test_temperature_undoes_overconfidence_and_offsets_undo_a_preference(self):
        generator = np.random.default_rng(0)
        scores = generator.normal(size=(4000, 7))
        drawn = (calibration.softmax(scores).cumsum(axis=1) > generator.random((4000, 1))).argmax(axis=1)
        preference = np.array([0, 0, 0, 0, 0, 0, 3.0])
        fitted = calibration.fit_head(3 * scores + preference, labels.one_hot(drawn), balance=0)
        self.assertAlmostEqual(fitted.temperature, 3.0, delta=0.25)
        self.assertAlmostEqual(fitted.offsets[6] - np.mean(fitted.offsets[:6]), -1.0, delta=0.2)


class RobustnessTest(unittest.TestCase):
    def test_changes_keep_a_face_a_face(self):
        face = np.random.default_rng(3).integers(0, 256, size=(48, 48), dtype=np.uint8)
        for name, (change, values) in robustness.SWEEPS.items():
            for value in values:
                with self.subTest(name, value=value):
                    changed = change(face, value)
                    self.assertEqual((changed.shape, changed.dtype), ((48, 48), np.uint8))

    def test_the_neutral_values_change_nothing(self):
        face = np.random.default_rng(3).integers(0, 256, size=(48, 48), dtype=np.uint8)
        for change, value in ((robustness.smaller, 48), (robustness.blurred, 0), (robustness.recropped, 1), (robustness.masked, 0)):
            np.testing.assert_array_equal(change(face, value), face)


class AugmentationTest(unittest.TestCase):
    def test_faces_keep_shape_and_range_and_the_seed_decides(self):
        faces, target = torch.rand(16, 1, 48, 48), torch.eye(7)[torch.arange(16) % 7]
        results = []
        for _ in range(2):
            torch.manual_seed(5)
            changed, _ = augmentation.augment(faces, [target], augmentation.Strength())
            results.append(changed)
        self.assertEqual(results[0].shape, faces.shape)
        self.assertTrue(torch.equal(*results))
        self.assertGreaterEqual(float(results[0].min()), 0.0)
        self.assertLessEqual(float(results[0].max()), 1.0)

    def test_a_covered_mouth_leaves_little_certainty_and_the_rows_weight(self):
        torch.manual_seed(5)
        faces, target = torch.rand(64, 1, 48, 48), 2 * torch.eye(7)[torch.arange(64) % 7]
        covered, (softened,) = occlusion.occlude(faces, [target], mask_share=1, glasses_share=0)
        mouth = (slice(None), 0, slice(32, 40), slice(18, 30))
        self.assertFalse(bool((covered[mouth] == faces[mouth]).any()))
        self.assertTrue(torch.equal(covered[:, 0, :18, 20:28], faces[:, 0, :18, 20:28]))
        self.assertLess(float(softened.max()), 2 * 0.35)
        self.assertTrue(torch.allclose(softened.sum(dim=1), target.sum(dim=1)))
        self.assertTrue(torch.equal(softened.argmax(dim=1), target.argmax(dim=1)))

    def test_without_shares_nothing_is_covered(self):
        faces, target = torch.rand(8, 1, 48, 48), torch.eye(8)[:, :7]
        same, (kept,) = occlusion.occlude(faces, [target], mask_share=0, glasses_share=0)
        self.assertTrue(torch.equal(same, faces))
        self.assertTrue(torch.equal(kept, target))


class ExportTest(unittest.TestCase):
    """One untrained network, exported and quantized once."""

    @classmethod
    def setUpClass(cls):
        torch.manual_seed(1)
        cls.faces = np.random.default_rng(1).integers(0, 256, size=(64, 48, 48), dtype=np.uint8)
        cls.network = architectures.create("expression").eval().requires_grad_(False)
        cls.folder = tempfile.TemporaryDirectory()
        cls.float_file = Path(cls.folder.name) / "float.onnx"
        export.write_float(cls.network, CALIBRATION, cls.float_file)
        cls.float_model = onnx.load(str(cls.float_file))
        cls.int8_model = quantization.quantize(cls.float_model, cls.faces)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_float_file_computes_the_networks_calibrated_probabilities(self):
        scores = learning.scores(self.network, self.faces)
        outputs = onnx_runner.OnnxRunner(self.float_model).run_pictures(self.faces)
        blend = 0.4 * scores[:, :7] + 0.6 * scores[:, 7:]
        np.testing.assert_allclose(outputs["fer2013"], CALIBRATION.fer2013.apply(scores[:, :7]), atol=1e-5)
        np.testing.assert_allclose(outputs["ferplus"], CALIBRATION.ferplus.apply(scores[:, 7:]), atol=1e-5)
        np.testing.assert_allclose(outputs["probabilities"], CALIBRATION.blend.apply(blend), atol=1e-5)

    def test_quantizer_writes_u8_activations_and_s8_weights_per_channel(self):
        verification.check_quantized_types(self.int8_model)
        with self.assertRaises(AssertionError):
            verification.check_quantized_types(self.float_model)

    def test_8_bits_stay_close_to_float(self):
        exact = onnx_runner.OnnxRunner(self.float_model).run_pictures(self.faces)
        rounded = onnx_runner.OnnxRunner(self.int8_model).run_pictures(self.faces)
        self.assertLess(float(np.abs(exact["probabilities"] - rounded["probabilities"]).mean()), 0.01)

    def test_weights_round_by_half_a_step_at_most_inside_the_range(self):
        weight = np.random.default_rng(2).uniform(-1, 1, size=(4, 3, 3, 3)).astype(np.float32)
        steps, scale = quantization.quantize_weight(weight)
        self.assertEqual(steps.dtype, np.int8)
        kept = np.abs(weight) <= 127 * scale[:, None, None, None]
        error = np.abs(steps * scale[:, None, None, None] - weight)
        self.assertTrue((error <= 0.5001 * scale[:, None, None, None])[kept].all())

    def test_a_range_always_holds_zero_exactly(self):
        measured = quantization.best_range(np.array([2.0, 3.0, 4.0], dtype=np.float32))
        self.assertEqual(int(measured.zero_point), 0)
        self.assertLessEqual(measured.low, 0.0)


class ManifestTest(unittest.TestCase):
    def test_hash_is_of_the_files_bytes_and_other_models_stay(self):
        with tempfile.TemporaryDirectory() as name:
            folder, contract = Path(name), manifest.expression(BOTH_HEADS)
            (folder / "a.onnx").write_bytes(b"weights")
            (folder / "manifest.json").write_text(json.dumps({"models": [{"name": "face", "precision": "int8"}]}))
            manifest.update(folder, [manifest.entry(folder, "a.onnx", "expression", "int8", 0.4, contract)])
            manifest.update(folder, [manifest.entry(folder, "a.onnx", "expression", "int8", 0.5, contract)])
            written = json.loads((folder / "manifest.json").read_text())["models"]
        self.assertEqual([entry["name"] for entry in written], ["face", "expression"])
        self.assertEqual(written[1]["sha256"], hashlib.sha256(b"weights").hexdigest())
        self.assertEqual(written[1]["bytes"], 7)
        self.assertEqual(written[1]["unsureBelow"], 0.5)


class LearningTest(unittest.TestCase):
    def test_a_second_call_goes_on_where_the_first_stopped(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            synthetic.write(folder, training=40, test=10)
            splits = dataset.split(dataset.read(folder))
            paths = learning.Paths(folder / "run")
            for epochs in (1, 2):
                recipe = learning.Recipe(model="expression", epochs=epochs, batch=16)
                learning.train(recipe, splits, paths, teachers=[], start_from=None)
            self.assertEqual(len(paths.log.read_text().splitlines()), 3)

    def test_a_widened_network_says_what_the_narrow_one_says(self):
        torch.manual_seed(1)
        narrow, wide = architectures.create("expression"), architectures.create("expression-teacher")
        faces = torch.rand(4, 1, 48, 48)
        narrow(faces)  # moves the running statistics away from 0 and 1
        with unittest.mock.patch.object(widening, "NOISE", 0):
            wide.load_state_dict(widening.widen(narrow.state_dict(), wide.state_dict()))
        torch.testing.assert_close(wide.eval()(faces), narrow.eval()(faces), atol=1e-4, rtol=1e-4)

    def test_an_exported_file_is_a_start_that_says_what_the_file_says(self):
        shipped = Path(__file__).resolve().parents[2] / "expression" / "expression-fp32.onnx"
        generator = np.random.default_rng(5)
        faces = np.stack([synthetic.draw(label, generator) for label in np.tile(np.arange(7), 6)])
        network = architectures.create("expression")
        unfolding.unfold(network, shipped, faces)
        expected = onnx_runner.OnnxRunner.load(shipped).run_pictures(faces)
        found = learning.scores(network.eval(), faces)
        np.testing.assert_allclose(calibration.softmax(found[:, :7]), expected["fer2013"], atol=1e-3)
        np.testing.assert_allclose(calibration.softmax(found[:, 7:]), expected["ferplus"], atol=1e-3)
        network.heads.dropout.p = 0.0
        learning_too = learning.scores(network.train(), faces)
        np.testing.assert_allclose(calibration.softmax(learning_too[:, :7]), expected["fer2013"], atol=0.05)

    def test_an_exported_file_of_another_architecture_is_no_start(self):
        shipped = Path(__file__).resolve().parents[2] / "expression" / "expression-fp32.onnx"
        with self.assertRaisesRegex(ValueError, "has no convolution"):
            unfolding.unfold(architectures.create("siamese-xception"), shipped, np.zeros((1, 48, 48), np.uint8))

    def test_widening_leaves_no_two_channels_alike(self):
        narrow, wide = architectures.create("expression"), architectures.create("expression-teacher")
        first = widening.widen(narrow.state_dict(), wide.state_dict())["trunk.0.0.weight"]
        self.assertFalse(torch.equal(first[:32], first[32:]))

    def test_a_narrower_network_is_no_start(self):
        narrow, wide = architectures.create("expression"), architectures.create("expression-teacher")
        with self.assertRaisesRegex(ValueError, "widened"):
            widening.widen(wide.state_dict(), narrow.state_dict())
        with self.assertRaisesRegex(ValueError, "other layers"):
            widening.widen(narrow.state_dict(), architectures.create("sap-fer").state_dict())

    def test_an_opinion_follows_a_crowd_that_is_often_right(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            synthetic.write(folder, training=400, test=10)
            rows = dataset.split(dataset.read(folder)).training
            network = architectures.create("expression").eval()
            opinion = opinions.targets(rows, network)
        np.testing.assert_allclose(opinion.sum(axis=1), 1, atol=1e-5)
        crowd = labels.majority(rows.votes)
        clear = (crowd == rows.label) & (rows.votes.max(axis=1) >= 8)
        self.assertGreater(int(clear.sum()), 20)
        self.assertGreater(metrics.accuracy(opinion[clear], rows.label[clear]), 0.75)

    def test_an_opinion_is_a_share_of_what_is_learnt(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            synthetic.write(folder, training=40, test=10)
            rows = dataset.split(dataset.read(folder)).training
        opinion = np.full((len(rows), 7), 1 / 7, np.float32)
        plain = augmentation.NONE
        for share in (0.25, 1.0):
            recipe = learning.Recipe(model="expression", batch=len(rows), opinion_share=share, class_balance=0, augmentation=plain)
            batches = learning.Batches(rows, recipe, torch.device("cpu"), team.Team(), opinion)
            _, target, _ = next(iter(batches.of_epoch(1)))
            torch.testing.assert_close(target.max(dim=1).values, torch.full((len(rows),), 1 - share * 6 / 7))

    def test_the_mean_of_networks_has_mean_weights_and_statistics_of_its_own(self):
        torch.manual_seed(3)
        one, other = (architectures.create("expression").eval() for _ in range(2))
        faces = np.random.default_rng(1).integers(0, 256, (64, 48, 48), np.uint8)
        mean = averaging.mean([one, other], faces)
        name = "heads.scores.weight"
        expected = (one.state_dict()[name] + other.state_dict()[name]) / 2
        torch.testing.assert_close(mean.state_dict()[name], expected)
        first = next(module for module in mean.modules() if isinstance(module, torch.nn.BatchNorm2d))
        self.assertFalse(torch.equal(first.running_mean, torch.zeros_like(first.running_mean)))
        self.assertFalse(mean.training)

    def test_a_network_learns_from_a_teacher(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            synthetic.write(folder, training=40, test=10)
            splits = dataset.split(dataset.read(folder))
            recipe = learning.Recipe(model="expression", epochs=1, batch=16)
            teacher = architectures.create("expression-teacher")
            learning.train(recipe, splits, learning.Paths(folder / "run"), [teacher], start_from=None)
            self.assertTrue((folder / "run" / "best.pt").exists())


def _average_on_a_team(member: int, meeting_file: str, results) -> None:
    network = torch.nn.Linear(2, 1)
    network.weight.grad = torch.full((1, 2), float(member))
    network.bias.grad = torch.full((1,), 10.0 * member)
    team.Team.join(member, 2, Path(meeting_file)).average_gradients(network)
    results.put((network.weight.grad.tolist(), network.bias.grad.tolist()))


class TeamTest(unittest.TestCase):
    def test_every_member_gets_the_mean_gradient(self):
        processes = multiprocessing.get_context("spawn")
        results = processes.Queue()
        with tempfile.TemporaryDirectory() as folder:
            members = [
                processes.Process(target=_average_on_a_team, args=(member, f"{folder}/meeting", results)) for member in (0, 1)
            ]
            for member in members:
                member.start()
            for member in members:
                member.join(timeout=120)
            gathered = [results.get(timeout=10) for _ in members]
        self.assertEqual(gathered, [([[0.5, 0.5]], [5.0])] * 2)


class MemoryTest(unittest.TestCase):
    PROGRAM = """
import resource, sys, torch
from roomtone_training import memory
if not memory.keep_what_is_freed():
    sys.exit("not glibc")
block = 10 << 20
for _ in range(32):  # until every page of the heap's last growth has been used once
    torch.ones(block)
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(4):
    torch.ones(block)
print((resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before) * resource.getpagesize() / (4 * block * 4))
"""

    def test_freed_memory_is_used_again_without_asking_the_system(self):
        environment = {name: value for name, value in os.environ.items() if not name.startswith("MALLOC_")}
        training = Path(__file__).resolve().parents[1]
        ran = subprocess.run([sys.executable, "-c", self.PROGRAM], cwd=training, env=environment, capture_output=True, text=True)
        if "not glibc" in ran.stderr:
            self.skipTest("the C library is not glibc")
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertLess(float(ran.stdout), 0.1, "share of the blocks' pages that were new to the process")


class AmendTest(unittest.TestCase):
    def test_a_reported_model_gets_what_was_measured_later(self):
        shipped = Path(__file__).resolve().parents[2] / "expression"
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            synthetic.write(folder / "data", training=14, test=3)
            (folder / "models" / "expression").mkdir(parents=True)
            for file in ("expression-int8.onnx", "results.json"):
                shutil.copy(shipped / file, folder / "models" / "expression" / file)
            (folder / "evaluated.json").write_text('{"latencyMicros": 12.5}')
            cli.main(["--stage", "amend", "--data", name + "/data", "--models-folder", name + "/models",
                      "--evaluated", name + "/evaluated.json"])
            results = json.loads((folder / "models" / "expression" / "results.json").read_text())
        self.assertEqual(results["evaluated"], {"latencyMicros": 12.5})
        self.assertTrue(0 <= results["trainingAccuracy"] <= 1)
        self.assertIn("test", results)


class CommandLineTest(unittest.TestCase):
    def test_changes_are_set_by_name(self):
        options = cli.parse(["--smoke", "--augmentation", "mixup_share=0", "cutout_share=0.2"])
        self.assertEqual(dict(options.augmentation), {"mixup_share": 0.0, "cutout_share": 0.2})


class SmokeTest(unittest.TestCase):
    def test_every_step_works_on_made_up_faces(self):
        cli.main(["--smoke"])


if __name__ == "__main__":
    unittest.main()
