"""Tests of the detector's training. They need nobody's picture: all faces are drawn."""

import json
import tempfile
import unittest
from pathlib import Path

import numpy as np
import onnx
import torch

from roomtone_training import cli, manifest, optimisation, verification
from roomtone_training.faces import boxes, card, clutter, learning, measuring, mining, photographs, scenes, shipping, synthetic, targets
from roomtone_training.faces.network import STRIDES, FaceNetwork
from roomtone_training.faces.photographs import Photograph
from roomtone_training.faces.scenes import Scene
from roomtone_training.onnx_runner import OnnxRunner, as_input

NONE = np.zeros((0, 4), np.float32)


def box(*corners: float) -> np.ndarray:
    return np.array([corners], np.float32)


def photograph(faces: np.ndarray = NONE, ignored: np.ndarray = NONE, name: str = "made/1.png", complete: bool = True) -> Photograph:
    pixels = np.random.default_rng(len(name)).integers(0, 256, size=(120, 160), dtype=np.uint8)
    return Photograph(name, pixels, faces, ignored, ("bare",) * len(faces), complete)


class BoxesTest(unittest.TestCase):
    def test_overlap_is_intersection_over_union_and_covered_is_a_share_of_the_first(self):
        self.assertAlmostEqual(float(boxes.overlaps(box(0, 0, 10, 10), box(5, 0, 15, 10))[0, 0]), 1 / 3, places=6)
        self.assertAlmostEqual(float(boxes.covered(box(0, 0, 10, 10), box(5, 0, 50, 50))[0, 0]), 0.5, places=6)

    def test_of_boxes_that_overlap_the_surest_stays(self):
        several = np.concatenate([box(0, 0, 10, 10), box(1, 0, 11, 10), box(30, 0, 40, 10)])
        self.assertEqual(boxes.suppress(several, np.array([0.5, 0.9, 0.3])).tolist(), [1, 2])

    def test_a_box_that_was_dropped_drops_no_other(self):
        chain = np.concatenate([box(0, 0, 20, 20), box(8, 0, 28, 20), box(16, 0, 36, 20)])
        self.assertEqual(boxes.suppress(chain, np.array([0.9, 0.8, 0.7])).tolist(), [0, 2])

    def test_cells_are_decoded_around_their_centres(self):
        points, strides = boxes.centres(32, 48)
        self.assertEqual(len(points), 6 * 4 + 3 * 2 + 2 * 1)
        cells = torch.zeros(1, len(points), 7)
        cells[0, 25, 1:5] = torch.tensor([0.5, -0.5, np.log(2.0), 0.0])
        decoded = boxes.decode(cells, points, strides)[0, 25].tolist()
        self.assertEqual(points[25].tolist(), [24.0, 8.0])
        np.testing.assert_allclose(decoded, [24 + 8 - 16, 8 - 8 - 8, 24 + 8 + 16, 8 - 8 + 8], atol=1e-4)


class TargetsTest(unittest.TestCase):
    """Cells of a 64×64 picture: 8×8 at stride 8, then 4×4, then 2×2."""

    def setUp(self):
        self.points, self.strides = boxes.centres(64, 64)
        self.scores = torch.full((1, len(self.points)), 0.5)

    def assign(self, scene: Scene, predicted: torch.Tensor | None = None) -> targets.Targets:
        if predicted is None:
            half = self.strides[:, None]
            predicted = torch.cat([self.points - half, self.points + half], dim=1)[None]
        return targets.assign(self.scores, predicted, targets.Marks.of([scene]), self.points, self.strides)

    def test_cells_inside_a_face_learn_it_and_no_others(self):
        face = box(16, 16, 40, 40)
        assigned = self.assign(Scene(np.zeros((64, 64), np.uint8), face, NONE, NONE))
        learning_cells = assigned.score[0] > 0
        self.assertTrue(0 < int(learning_cells.sum()) <= targets.CELLS_A_FACE)
        inside = ((self.points > 16) & (self.points < 40)).all(dim=1)
        self.assertTrue(bool(inside[learning_cells].all()))
        self.assertEqual(assigned.box[0, learning_cells][0].tolist(), [16, 16, 40, 40])

    def test_the_cell_whose_box_fits_best_gets_the_highest_score_to_learn(self):
        face = box(16, 16, 40, 40)
        half = self.strides[:, None]
        predicted = torch.cat([self.points - half, self.points + half], dim=1)[None]
        exact = int(((self.points == torch.tensor([28.0, 28.0])).all(dim=1)).nonzero()[0])
        predicted[0, exact] = torch.from_numpy(face[0])
        assigned = self.assign(Scene(np.zeros((64, 64), np.uint8), face, NONE, NONE), predicted)
        self.assertEqual(int(assigned.score[0].argmax()), exact)
        self.assertAlmostEqual(float(assigned.score[0, exact]), 1.0, places=5)

    def test_even_a_face_smaller_than_a_cell_is_learnt(self):
        assigned = self.assign(Scene(np.zeros((64, 64), np.uint8), box(17, 17, 23, 23), NONE, NONE))
        self.assertGreater(float(assigned.score.max()), 0)

    def test_large_faces_are_for_the_coarse_grids(self):
        points, strides = boxes.centres(256, 256)
        half = strides[:, None] * 4
        predicted = torch.cat([points - half, points + half], dim=1)[None]
        scene = Scene(np.zeros((256, 256), np.uint8), box(20, 20, 230, 230), NONE, NONE)
        assigned = targets.assign(torch.full((1, len(points)), 0.5), predicted, targets.Marks.of([scene]), points, strides)
        self.assertEqual(set(strides[assigned.score[0] > 0].tolist()), {32.0})

    def test_cells_in_ignored_regions_are_not_punished(self):
        region = box(0, 0, 32, 64)
        assigned = self.assign(Scene(np.zeros((64, 64), np.uint8), NONE, region, NONE))
        left = self.points[:, 0] < 32
        self.assertFalse(bool(assigned.counts[0, left].any()))
        self.assertTrue(bool(assigned.counts[0, ~left].all()))

    def test_an_ignored_region_has_no_gradient_for_the_score(self):
        cells = torch.zeros(1, len(self.points), 7, requires_grad=True)
        marks = targets.Marks.of([Scene(np.zeros((64, 64), np.uint8), NONE, box(0, 0, 64, 64), NONE)])
        targets.loss(cells, marks, self.points, self.strides).backward()
        self.assertEqual(float(cells.grad.abs().max()), 0.0)

    def test_where_marks_are_incomplete_only_what_looks_like_a_face_is_spared(self):
        everywhere = box(0, 0, 64, 64)
        self.scores[0, :5] = 0.05
        assigned = self.assign(Scene(np.zeros((64, 64), np.uint8), NONE, NONE, everywhere))
        self.assertTrue(bool(assigned.counts[0, :5].all()))
        self.assertFalse(bool(assigned.counts[0, 5:].any()))

    def test_the_loss_falls_towards_the_truth(self):
        face = box(16, 16, 40, 40)
        marks = targets.Marks.of([Scene(np.zeros((64, 64), np.uint8), face, NONE, NONE)])
        cells = torch.zeros(1, len(self.points), 7)
        cells[..., 0] = -4
        exact = int(((self.points == torch.tensor([28.0, 28.0])).all(dim=1)).nonzero()[0])
        lost = float(targets.loss(cells, marks, self.points, self.strides))
        cells[0, exact, :5] = torch.tensor([4.0, 0, 0, np.log(24 / self.strides[exact]), np.log(24 / self.strides[exact])])
        self.assertLess(float(targets.loss(cells, marks, self.points, self.strides)), lost)


class SplitTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        synthetic.write(Path(cls.folder.name))
        cls.photographs = photographs.read(Path(cls.folder.name))

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_every_picture_is_in_one_part_whatever_the_order(self):
        parts = photographs.split(self.photographs)
        names = [one.name for part in parts.values() for one in part]
        self.assertEqual(sorted(names), sorted(one.name for one in self.photographs))
        self.assertEqual(set(parts), set(photographs.SPLITS))
        again = photographs.split(photographs.read(Path(self.folder.name)))
        self.assertEqual([one.name for one in parts["test"]], [one.name for one in again["test"]])

    def test_near_duplicates_stay_together(self):
        twins = [
            Photograph(f"made/{number}.png", np.clip(self.photographs[0].pixels.astype(int) + number, 0, 255).astype(np.uint8), NONE, NONE, (), True)
            for number in range(20)
        ]
        parts = photographs.split(twins)
        self.assertEqual(sorted(len(part) for part in parts.values()), [0, 0, 20])

    def test_marks_to_ignore_are_kept_apart_from_faces(self):
        marked = [one for one in self.photographs if len(one.ignored)]
        self.assertTrue(marked)
        self.assertTrue(all(len(one.faces) == len(one.classes) for one in self.photographs))
        self.assertFalse(any(one.is_empty for one in marked))

    def test_a_part_can_be_written_for_the_java_evaluation(self):
        part = photographs.split(self.photographs)["test"]
        folder = Path(self.folder.name) / "part"
        photographs.write_part(part, Path(self.folder.name), folder)
        self.assertEqual(len((folder / "images.csv").read_text().splitlines()), 1 + len(part))
        self.assertTrue((folder / "annotations.csv").read_text().startswith("image,x,y,w,h,ignore,class"))


class PosesTest(unittest.TestCase):
    ROW = {"lm1x": "10", "lm1y": "20", "lm2x": "30", "lm2y": "20", "lm3x": "24", "lm3y": "30", "lm4x": "12", "lm4y": "40",
           "lm5x": "28", "lm5y": "40"}

    def test_turn_is_where_the_nose_is_and_tilt_how_the_eyes_lie(self):
        np.testing.assert_allclose(photographs._pose(self.ROW), (4 / 20, 0), atol=1e-6)
        turn, tilt = photographs._pose(self.ROW | {"lm2y": "40"})
        self.assertAlmostEqual(tilt, np.pi / 4, places=6)
        self.assertTrue(np.isnan(photographs._pose({"lm1x": ""})).all())

    def test_a_window_turns_and_mirrors_the_pose_with_the_pixels(self):
        one = photograph(box(40, 30, 120, 110))
        one.pixels[:] = 20
        one.pixels[30:110, 40:80] = 220  # the bright half is at the left unless the window is mirrored
        one.poses[:] = 0.2, 0.1
        seen = set()
        for seed in range(40):
            scene = scenes._window(one, 1.0, np.array([80.0, 70.0]), 128, 128, np.random.default_rng(seed))
            for (left, top, right, bottom), (turn, tilt) in zip(np.round(scene.faces).astype(int), scene.poses):
                row = scene.pixels[(top + bottom) // 2]
                mirrored = int(row[(left + 3 * right) // 4]) > int(row[(3 * left + right) // 4])
                self.assertAlmostEqual(turn, -0.2 if mirrored else 0.2, places=5)
                seen.add((mirrored, round(float(tilt), 5) == (-0.1 if mirrored else 0.1)))
        self.assertEqual(len(seen), 4)  # each with and without a tilt of its own

    def test_the_loss_asks_for_known_poses_only(self):
        points, strides = boxes.centres(64, 64)
        lost = []
        for poses in (np.array([[0.3, 0.2]], np.float32), None):
            cells = torch.zeros(1, len(points), 7, requires_grad=True)
            targets.loss(cells, targets.Marks.of([Scene(np.zeros((64, 64), np.uint8), box(20, 20, 44, 44), NONE, NONE, poses)]), points, strides).backward()
            lost.append(float(cells.grad[..., 5:].abs().sum()))
        self.assertGreater(lost[0], 0)
        self.assertEqual(lost[1], 0)

    def test_the_error_is_of_faces_with_landmarks_that_were_found(self):
        several = np.concatenate([box(10, 10, 50, 50), box(60, 10, 100, 50)])
        known = photograph(several)
        known.poses[0] = 0.1, 0.0
        finding = measuring.match(known, several, np.array([0.9, 0.8]), np.array([[0.3, np.pi / 4], [0, 0]]))
        measured = measuring.pose_error([finding], 0.5)
        self.assertEqual((measured["faces"], round(measured["turn"], 4), round(measured["tiltDegrees"], 4)), (1, 0.2, 45))


class ClutterTest(unittest.TestCase):
    def test_the_generator_decides_and_nobody_is_in_it(self):
        first, again, other = (clutter.draw_some(2, np.random.default_rng(seed)) for seed in (1, 1, 2))
        np.testing.assert_array_equal(first[1].pixels, again[1].pixels)
        self.assertFalse(np.array_equal(first[1].pixels, other[1].pixels))
        self.assertTrue(all(one.is_empty and one.complete for one in first))
        self.assertGreater(first[0].pixels.std(), 0)


class ScenesTest(unittest.TestCase):
    def test_the_generator_decides_the_scene_and_boxes_lie_inside(self):
        some = [photograph(box(40, 30, 90, 95)), photograph(ignored=box(5, 5, 60, 60), faces=box(90, 40, 130, 80)), photograph()]
        crops = np.random.default_rng(0).integers(0, 256, size=(4, 48, 48), dtype=np.uint8)
        maker = scenes.SceneMaker(some, crops, side=128)
        for seed in range(25):
            first, second = (maker.scene(np.random.default_rng(seed)) for _ in range(2))
            np.testing.assert_array_equal(first.pixels, second.pixels)
            np.testing.assert_array_equal(first.faces, second.faces)
            self.assertEqual((first.pixels.shape, first.pixels.dtype), ((128, 128), np.uint8))
            for marks in (first.faces, first.ignored):
                self.assertTrue((marks >= 0).all() and (marks <= 128).all())
                self.assertTrue((marks[:, 2:] > marks[:, :2]).all())

    def test_a_face_goes_where_its_pixels_go(self):
        one = photograph(box(60, 40, 100, 90))
        one.pixels[:] = 20
        one.pixels[40:90, 60:100] = 220
        for seed in range(20):
            scene = scenes._window(one, 1.0, np.array([80.0, 65.0]), 128, 128, np.random.default_rng(seed))
            for left, top, right, bottom in np.round(scene.faces).astype(int):
                middle = scene.pixels[(top + bottom) // 2, (left + right) // 2]
                self.assertGreater(int(middle), 200)

    def test_what_is_cut_off_or_tiny_is_ignored_and_not_taught(self):
        several = np.concatenate([box(-30, 10, 12, 50), box(20, 20, 26, 27), box(40, 40, 80, 90)])
        cut, taught, rest = scenes._visible(several, 128, 128)
        np.testing.assert_array_equal(cut[taught], box(40, 40, 80, 90))
        self.assertEqual(rest.tolist(), [True, True, False])

    def test_pictures_with_incomplete_marks_say_so(self):
        partly = scenes._window(photograph(box(60, 40, 100, 90), complete=False), 1.0, None, 64, 64, np.random.default_rng(1))
        wholly = scenes._window(photograph(box(60, 40, 100, 90)), 1.0, None, 64, 64, np.random.default_rng(1))
        self.assertEqual((len(partly.doubtful), len(wholly.doubtful)), (1, 0))


class MeasuringTest(unittest.TestCase):
    def test_each_face_is_found_once_and_ignored_regions_swallow_boxes(self):
        one = photograph(np.concatenate([box(10, 10, 50, 60), box(80, 10, 90, 25)]), ignored=box(100, 60, 160, 120))
        several = np.concatenate([box(11, 10, 51, 60), box(9, 10, 49, 60), box(80, 10, 90, 25), box(110, 70, 150, 110), box(60, 80, 90, 110)])
        finding = measuring.match(one, several, np.array([0.9, 0.8, 0.7, 0.6, 0.5]), np.zeros((5, 2)))
        self.assertEqual(finding.face_of.tolist(), [0, -1, -2, -2, -1])
        self.assertEqual(measuring.recall([finding], 0.5, 20), (1, 1))
        self.assertEqual(measuring.recall([finding], 0.95, 20), (0, 1))
        self.assertEqual(measuring.false_positives([finding], 0.55), 1)

    def test_average_precision_is_the_area_under_what_is_reached(self):
        one = photograph(np.concatenate([box(0, 0, 40, 40), box(60, 0, 100, 40), box(0, 60, 40, 100)]))
        several = np.concatenate([box(0, 0, 40, 40), box(120, 80, 150, 110), box(60, 0, 100, 40)])
        finding = measuring.match(one, several, np.array([0.9, 0.8, 0.7]), np.zeros((3, 2)))
        self.assertAlmostEqual(measuring.average_precision([finding]), (1 + 2 / 3) / 3)

    def test_the_threshold_is_the_lowest_that_keeps_empty_pictures_empty(self):
        empty = [
            measuring.match(photograph(name=f"n/{number}"), box(0, 0, 30, 30), np.array([score]), np.zeros((1, 2)))
            for number, score in enumerate([0.31, 0.47])
        ]
        self.assertEqual(measuring.choose_threshold(empty), 0.48)

    def test_letterboxing_scales_down_and_fills_up(self):
        picture, scale = measuring.letterbox(np.full((360, 640), 9, np.uint8), 320)
        self.assertEqual((picture.shape, scale), ((192, 320), 0.5))
        self.assertEqual((int(picture[179, 0]), int(picture[180, 0])), (9, 0))
        self.assertEqual(measuring.letterbox(np.zeros((90, 100), np.uint8), 320)[0].shape, (96, 112))


class ShippingTest(unittest.TestCase):
    """One untrained network, exported and quantized once."""

    @classmethod
    def setUpClass(cls):
        torch.manual_seed(1)
        cls.network = FaceNetwork()
        cls.network(torch.rand(4, 1, 64, 64))
        cls.network.eval().requires_grad_(False)
        cls.folder = tempfile.TemporaryDirectory()
        cls.float_file, cls.int8_file = (Path(cls.folder.name) / f"{name}.onnx" for name in ("float", "int8"))
        shipping.write_float(cls.network, cls.float_file)
        cls.pictures = np.random.default_rng(1).integers(0, 256, size=(16, 96, 128), dtype=np.uint8)
        shipping.write_int8(cls.float_file, cls.int8_file, cls.pictures)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_the_float_file_computes_what_the_network_computes_at_any_size(self):
        runner = OnnxRunner.load(self.float_file)
        for height, width in ((240, 320), (64, 96)):
            picture = as_input(np.random.default_rng(2).integers(0, 256, size=(1, height, width), dtype=np.uint8))
            written = runner.run(picture)
            for stride, grid in zip(STRIDES, self.network(torch.from_numpy(picture))):
                self.assertEqual(grid.shape[1:], (7, -(-height // stride), -(-width // stride)))
                np.testing.assert_allclose(written[f"stride{stride}"], grid.numpy(), atol=1e-3)

    def test_8_bits_stay_close_and_the_last_layers_stay_float(self):
        exact, rounded = (OnnxRunner.load(file).run(as_input(self.pictures[:2])) for file in (self.float_file, self.int8_file))
        for name in shipping.OUTPUTS:
            self.assertLess(float(np.abs(exact[name] - rounded[name]).mean()), 0.05)
        model = onnx.load(str(self.int8_file))
        verification.check_quantized_types(model)
        kinds = [node.op_type for node in model.graph.node]
        self.assertEqual(kinds.count("Conv"), onnx_convolutions(self.float_file))

    def test_enlarging_keeps_the_8_bit_steps_it_was_given(self):
        model = onnx.load(str(self.int8_file))
        constants = {tensor.name: onnx.numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
        resize = next(node for node in model.graph.node if node.op_type == "Resize")
        before = next(node for node in model.graph.node if resize.input[0] in node.output)
        after = next(node for node in model.graph.node if resize.output[0] in node.input)
        self.assertEqual(constants[before.input[1]], constants[after.input[1]])

    def test_the_picture_reaches_the_network_without_rounding(self):
        model = onnx.load(str(self.int8_file))
        first = model.graph.node[0]
        constants = {tensor.name: onnx.numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
        self.assertEqual((first.op_type, first.input[0]), ("QuantizeLinear", shipping.INPUT))
        self.assertAlmostEqual(float(constants[first.input[1]]) * 255, 1.0, places=5)

    def test_verification_accepts_both_files(self):
        measured = shipping.verify(self.float_file, self.int8_file, self.network, self.pictures[0])
        self.assertLessEqual(measured["parameters"], shipping.MOST_PARAMETERS)

    def test_the_recording_holds_grids_and_the_boxes_that_follow(self):
        file = Path(self.folder.name) / "recording.json"
        shipping.record(self.float_file, file)
        recording = json.loads(file.read_text())
        rows, columns = recording["height"] // 8, recording["width"] // 8
        self.assertEqual(len(recording["grids"]["stride8"]), 7 * rows * columns)
        self.assertTrue(recording["boxes"])

    def test_the_manifest_says_what_the_program_needs(self):
        (Path(self.folder.name) / "face.onnx").write_bytes(b"weights")
        entry = manifest.entry(Path(self.folder.name), "face.onnx", "face", "int8", 0.4, shipping.CONTRACT)
        self.assertEqual(entry["task"], "face")
        self.assertEqual(entry["input"]["width"], 320)
        self.assertEqual(entry["outputs"], ["stride8", "stride16", "stride32"])
        self.assertEqual(entry["unsureBelow"], 0.4)


def onnx_convolutions(file: Path) -> int:
    return [node.op_type for node in onnx.load(str(file)).graph.node].count("Conv")


class LearningTest(unittest.TestCase):
    def test_a_second_call_goes_on_where_the_first_stopped(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            synthetic.write(folder, with_faces=16, empty=6)
            some = photographs.read(folder)
            maker = scenes.SceneMaker(some, np.zeros((0, 48, 48), np.uint8), side=96)
            paths = optimisation.Paths(folder / "run")
            for epochs in (1, 2):
                learning.train(learning.Recipe(epochs=epochs, scenes=16, batch=8), maker, some, paths, start_from=None)
            self.assertEqual(len(paths.log.read_text().splitlines()), 3)
            self.assertTrue(paths.best.exists())

    def test_one_picture_can_be_learnt_by_heart(self):
        torch.manual_seed(3)
        network = FaceNetwork()
        optimizer = torch.optim.AdamW(network.parameters(), lr=0.005)
        picture = shipping.synthetic_picture(96, 128, 48)
        scene = Scene(picture, box(40, 24, 88, 72), NONE, NONE)
        batch = torch.from_numpy(picture)[None, None].float().expand(4, -1, -1, -1) / 255
        for _ in range(60):
            loss = learning.grids_loss(network(batch), targets.Marks.of([scene] * 4))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        found, scores, _ = boxes.found([grid[0].detach().numpy() for grid in network(batch)], 0.05)
        self.assertGreater(float(boxes.overlaps(found[:1], scene.faces)[0, 0]), 0.5)


class MiningTest(unittest.TestCase):
    """On two photographs with faces, one of them marked incompletely, and one without people."""

    PEOPLED = Photograph("a/1", np.full((64, 96), 50, np.uint8), box(10, 10, 40, 40), NONE, ("bare",), complete=True)
    DOUBTFUL = Photograph("eden429/1", np.full((64, 96), 60, np.uint8), box(10, 10, 40, 40), NONE, ("bare",), complete=False)
    EMPTY = Photograph("negatives/1", np.full((64, 96), 70, np.uint8), NONE, NONE, (), complete=True)

    def mistakes(self, pictures: int) -> list[mining.Mistake]:
        """Of a network that is sure of the marked face and surer of a place beside it, less sure of a third one."""
        everywhere = np.array([[50, 20, 80, 50], [10, 10, 40, 40], [0, 30, 30, 60]], np.float32)
        some = [self.PEOPLED, self.DOUBTFUL, self.EMPTY]
        seen = everywhere, np.array([0.9, 0.8, 0.2]), np.zeros((3, 2))
        return mining.mistakes(lambda _: seen, some, pictures, np.random.default_rng(1))

    def test_sure_boxes_where_no_face_is_are_mistakes(self):
        found = [(mistake.photograph.name, mistake.place.tolist()) for mistake in self.mistakes(pictures=9)]
        self.assertEqual(
            found, [("negatives/1", [50, 20, 80, 50]), ("a/1", [50, 20, 80, 50]), ("negatives/1", [10, 10, 40, 40])]
        )

    def test_pictures_without_people_come_first(self):
        self.assertEqual({mistake.photograph.name for mistake in self.mistakes(pictures=1)}, {"negatives/1"})

    def test_mistakes_are_shown_again(self):
        bright = Photograph("b/1", np.full((64, 96), 255, np.uint8), NONE, NONE, (), complete=True)
        maker = scenes.SceneMaker([self.PEOPLED], np.zeros((0, 48, 48), np.uint8), side=96)
        shown = maker.showing([mining.Mistake(bright, np.array([10, 10, 40, 40], np.float32))])
        shares = [
            np.mean([(some.scene(np.random.default_rng(seed)).pixels > 150).mean() for seed in range(20)]) for some in (maker, shown)
        ]
        self.assertGreater(shares[1], shares[0] + 0.1)


class CardTest(unittest.TestCase):
    def test_the_card_gives_counts_their_intervals(self):
        share = {"found": 9, "faces": 10}
        figures = {
            "threshold": 0.4, "pictures": 5, "emptyPictures": 3, "recall": dict.fromkeys(("h20", "h40", "h60"), share),
            "recallByClass": {"bare": dict.fromkeys(("h20", "h40", "h60"), {"found": 0, "faces": 0})},
            "falsePositives": 1, "falsePositivesOnEmpty": 0, "averagePrecision": 0.5,
            "poseError": {"faces": 7, "turn": 0.05, "tiltDegrees": 3.0},
        }
        results = {
            "recipe": {"scenes": 10, "batch": 2, "learning_rate": 0.1, "average_decay": 0.9, "seed": 1, "precision": "float32"},
            "verification": {"parameters": 1, "megaFlops": 1.0, "int8Bytes": 1, "fp32Bytes": 1}, "epochs": 1, "trainingMinutes": 1.0,
            "environment": "here", "longestSide": 320, "part": "validation", "figures": {"int8": figures, "fp32": figures},
        }
        text = card.text(results)
        self.assertIn("90.0% (60% to 98%), n = 10", text)
        self.assertIn("| bare | – |", text)
        self.assertIn("still in training", text)


class CommandLineTest(unittest.TestCase):
    def test_the_detector_has_a_training_of_its_own(self):
        with self.assertRaises(SystemExit):
            cli.main(["--model", "face"])


class SmokeTest(unittest.TestCase):
    def test_every_step_works_on_drawn_faces(self):
        cli.main(["--model", "face", "--smoke"])


if __name__ == "__main__":
    unittest.main()
