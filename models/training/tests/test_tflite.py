"""Tests of the .tflite exporter. What its files compute is tested in Java, where TensorFlow Lite is."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import unittest
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from roomtone_training import manifest, quantization, tflite, tflite_cli

MODELS = Path(__file__).resolve().parents[2]


def _float_network() -> onnx.ModelProto:
    """A convolution whose channels are weighed, as in the expression network."""
    random = np.random.default_rng(1)
    weights = {
        "first_weight": random.normal(size=(4, 1, 3, 3)), "first_bias": random.normal(size=4),
        "weigh_weight": random.normal(size=(4, 4, 1, 1)), "weigh_bias": random.normal(size=4),
        "last_weight": random.normal(size=(2, 4, 1, 1)), "last_bias": random.normal(size=2),
    }
    convolution = {"kernel_shape": [3, 3], "strides": [2, 2], "pads": [1, 1, 1, 1], "dilations": [1, 1], "group": 1}
    single = {"kernel_shape": [1, 1], "strides": [1, 1], "pads": [0, 0, 0, 0], "dilations": [1, 1], "group": 1}
    nodes = [
        helper.make_node("Conv", ["picture", "first_weight", "first_bias"], ["first"], "first", **convolution),
        helper.make_node("Relu", ["first"], ["seen"], "relu"),
        helper.make_node("GlobalAveragePool", ["seen"], ["pooled"], "pool"),
        helper.make_node("Conv", ["pooled", "weigh_weight", "weigh_bias"], ["weighed"], "weigh", **single),
        helper.make_node("Sigmoid", ["weighed"], ["share"], "sigmoid"),
        helper.make_node("Mul", ["seen", "share"], ["product"], "multiply"),
        helper.make_node("Conv", ["product", "last_weight", "last_bias"], ["grid"], "last", **single),
    ]
    graph = helper.make_graph(
        nodes, "small",
        [helper.make_tensor_value_info("picture", TensorProto.FLOAT, ["n", 1, 8, 8])],
        [helper.make_tensor_value_info("grid", TensorProto.FLOAT, ["n", 2, 4, 4])],
        [numpy_helper.from_array(value.astype(np.float32), name) for name, value in weights.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
    model.ir_version = 8
    return model


def _quantized() -> onnx.ModelProto:
    pictures = np.random.default_rng(2).integers(0, 256, (16, 8, 8), dtype=np.uint8)
    return quantization.quantize(_float_network(), pictures, 8)


class ConvertTest(unittest.TestCase):
    def test_eight_bit_operators_come_first_and_channels_come_out_first(self):
        converter = tflite._Converter(_quantized(), 8, 8)
        converted = converter.convert()
        self.assertEqual(converted.content[4:8], b"TFL3")
        self.assertEqual(converted.standardise, 0)
        file = converter._file
        eight_bits = [file._tensors[outputs[0]].type == 9 for _, _, outputs, _ in file._operators]
        self.assertEqual(eight_bits, sorted(eight_bits, reverse=True))
        self.assertEqual(file.shape(file._operators[-1][2][0]), (1, 2, 4, 4))

    def test_a_stride_pads_as_onnx_says_not_as_the_format_would(self):
        converter = tflite._Converter(_quantized(), 8, 8)
        converter.convert()
        first = converter._file._operators[0]
        self.assertEqual(converter._file._codes[first[0]][0], tflite.Operator.PAD)
        self.assertEqual(converter._file.shape(first[2][0]), (1, 10, 10, 1))

    def test_an_activation_keeps_its_values_with_a_zero_point_128_lower(self):
        model = _quantized()
        converter = tflite._Converter(model, 8, 8)
        converter.convert()
        constants = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
        kept = converter._file.quantization(converter._int8["seen"])
        self.assertEqual(kept.scale[0], constants["seen_scale"])
        self.assertEqual(kept.zero_point[0], int(constants["seen_zero"]) - 128)

    def test_sigmoids_have_the_steps_of_the_format_and_older_files_can_get_them(self):
        model = _quantized()
        self.assertTrue(tflite.has_same_steps(model))
        for tensor in model.graph.initializer:
            if tensor.name == "share_scale":
                tensor.CopyFrom(numpy_helper.from_array(np.float32(0.003), "share_scale"))
        self.assertFalse(tflite.has_same_steps(model))
        self.assertTrue(tflite.has_same_steps(tflite.with_same_steps(model)))
        self.assertFalse(tflite.has_same_steps(model))

    def test_what_is_not_known_is_refused_by_its_name(self):
        model = _quantized()
        model.graph.node[-1].op_type = "Softplus"
        with self.assertRaisesRegex(tflite.Unsupported, "Softplus"):
            tflite.convert(model, 8, 8)


class ShippedTest(unittest.TestCase):
    def test_the_shipped_files_are_what_the_shipped_onnx_files_give(self):
        entries = manifest.read(MODELS)
        lines = [entry for entry in entries if entry.get("format") == tflite_cli.FORMAT]
        self.assertEqual({line["name"] for line in lines}, {"expression", "face"})
        for line in lines:
            source = next(entry for entry in entries if tflite_cli._is(entry, line["name"], None))
            size = line["input"]["height"], line["input"]["width"]
            made = tflite.convert(onnx.load(str(MODELS / source["file"])), *size)
            self.assertEqual(hashlib.sha256(made.content).hexdigest(), line["sha256"], "run models/training/tflite")
            self.assertEqual(line["input"].get("standardise", 0), made.standardise)


class CommandTest(unittest.TestCase):
    def setUp(self):
        self._temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self._temporary.cleanup)
        self.folder = Path(self._temporary.name)
        shutil.copytree(MODELS / "face", self.folder / "face")
        entries = [entry for entry in manifest.read(MODELS) if entry["name"] == "face" and "format" not in entry]
        manifest.write(self.folder, entries)

    def _run(self, *arguments: str) -> None:
        tflite_cli.main(["--model", "face", "--models-folder", str(self.folder), *arguments])

    def test_a_line_is_written_and_falls_when_its_source_is_replaced(self):
        self._run()
        lines = manifest.read(self.folder)
        self.assertEqual([line.get("format") for line in lines].count("tflite"), 1)
        manifest.update(self.folder, [line for line in lines if line["file"] == "face/face-int8.onnx"])
        self.assertNotIn("tflite", (self.folder / "manifest.json").read_text())

    def test_a_compiled_file_goes_into_the_line_of_its_source(self):
        self._run()
        with self.assertRaisesRegex(SystemExit, "edgetpu_compiler"):
            self._run("--compiled")
        (self.folder / "face/face-int8_edgetpu.tflite").write_bytes(b"compiled")
        self._run("--compiled")
        line = next(line for line in json.loads((self.folder / "manifest.json").read_text())["models"] if "edgeTpu" in line)
        self.assertEqual(line["file"], "face/face-int8.tflite")
        self.assertEqual(line["edgeTpu"]["sha256"], hashlib.sha256(b"compiled").hexdigest())

    def test_a_model_that_is_not_listed_is_named(self):
        with self.assertRaisesRegex(SystemExit, "nonsense"):
            tflite_cli.main(["--model", "nonsense", "--models-folder", str(self.folder)])


if __name__ == "__main__":
    unittest.main()
