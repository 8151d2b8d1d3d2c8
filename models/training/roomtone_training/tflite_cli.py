"""The command line of `models/training/tflite`: a .tflite file beside each shipped 8-bit ONNX file, and its manifest line."""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

import onnx

from roomtone_training import manifest, tflite

FORMAT = "tflite"


def main(arguments: list[str] | None = None) -> None:
    options = _parse(arguments)
    entries = manifest.read(options.models_folder)
    for name in options.model:
        source = next((entry for entry in entries if _is(entry, name, None)), None)
        if source is None:
            raise SystemExit(f"tflite: {options.models_folder}/manifest.json lists no int8 .onnx file of the model {name}.")
        _export(options, source)


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tflite", description=__doc__)
    parser.add_argument("--model", nargs="+", default=["expression", "face"], help="names in the manifest; expression and face unless given")
    parser.add_argument("--models-folder", type=Path, default=Path(__file__).resolve().parents[2], help="where manifest.json lies")
    parser.add_argument("--same-steps", action="store_true",
                        help="give an .onnx file of other steps after a sigmoid the steps of 1/256 that a .tflite file must have; "
                             "it is another model then, whose figures must be measured again")
    parser.add_argument("--compiled", action="store_true",
                        help="write no .tflite: put what edgetpu_compiler made of it (NAME-int8_edgetpu.tflite beside it) into its manifest line")
    return parser.parse_args(arguments)


def _export(options: argparse.Namespace, source: dict) -> None:
    if options.compiled:
        _add_compiled(options.models_folder, source["name"])
        return
    file = options.models_folder / source["file"]
    model = onnx.load(str(file))
    changed = [source]
    if not tflite.has_same_steps(model):
        if options.same_steps:
            model = tflite.with_same_steps(model)
            onnx.save(model, str(file))
            changed = [_described(source, options.models_folder, source["file"])]
            print(f"{source['file']}: sigmoids now have steps of 1/256; measure it again")
        else:
            print(f"{source['file']}: other steps after a sigmoid than a .tflite file can have, so that the two differ a little; see --same-steps")
    try:
        converted = tflite.convert(model, source["input"]["height"], source["input"]["width"])
    except tflite.Unsupported as reason:
        raise SystemExit(f"tflite: {source['file']} can't be written as .tflite: {reason}.") from reason
    written = str(Path(source["file"]).with_suffix(".tflite"))
    (options.models_folder / written).write_bytes(converted.content)
    line = _described(source, options.models_folder, written) | {"format": FORMAT}
    if converted.standardise:
        line["input"] = line["input"] | {"standardise": converted.standardise}
    manifest.update(options.models_folder, [*changed, line])
    print(f"{written}: {len(converted.content):,} bytes, sha256 {line['sha256'][:12]}…")


def _add_compiled(folder: Path, name: str) -> None:
    entries = manifest.read(folder)
    line = next((entry for entry in entries if _is(entry, name, FORMAT)), None)
    if line is None:
        raise SystemExit(f"tflite: the manifest lists no .tflite file of {name}: run this without --compiled first.")
    file = Path(line["file"]).with_name(Path(line["file"]).stem + "_edgetpu.tflite")
    if not (folder / file).exists():
        raise SystemExit(f"tflite: there is no {folder / file}: edgetpu_compiler -s -o {(folder / file).parent} {folder / line['file']} makes it.")
    line["edgeTpu"] = {"file": str(file), "sha256": hashlib.sha256((folder / file).read_bytes()).hexdigest()}
    manifest.write(folder, entries)
    print(f"{file} is what runs on an Edge TPU")


def _is(entry: dict, name: str, format: str | None) -> bool:
    return entry["name"] == name and entry["precision"] == "int8" and entry.get("format") == format


def _described(entry: dict, folder: Path, file: str) -> dict:
    content = (folder / file).read_bytes()
    return {**entry, "file": file, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
