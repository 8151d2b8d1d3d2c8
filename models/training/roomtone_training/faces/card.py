"""The detector's card, written from `results.json` alone so that no figure in it is typed by hand."""

from __future__ import annotations

from roomtone_training.metrics import wilson_interval

_HEIGHTS = ("h20", "h40", "h60")
_INTERIM = {
    "test": [],
    "validation": [
        "**This network is still in training.** The threshold was chosen on the same pictures, so these figures flatter it a little;",
        "the test pictures are kept for the network that is finished.",
    ],
}


def text(results: dict) -> str:
    """The card's Markdown."""
    lines = [*_use(), *_data(), *_recipe(results), *_figures(results), *_peers(results.get("measured"), results["part"]), *_limits()]
    return "\n".join(["# Model card: face", "", "Written by `models/training/train --model face --stage report` from `results.json`.", "", *lines])


def _use() -> list[str]:
    return [
        "## Intended use",
        "",
        "Finds faces in a grey picture, bare or masked: a box, a score and how the head is held (turn and tilt) of each. It cannot tell",
        "one face from another and keeps nothing.",
        "Made for a music kiosk that looks at a room. Not for counting people where it matters, nor for watching, finding or",
        "identifying anybody.",
        "",
    ]


def _data() -> list[str]:
    return [
        "## Data and licence",
        "",
        "5,412 grey web pictures, 1,345 of them without people. 2,453 faces were marked by people (mostly masked faces);",
        "4,428 are boxes on which two public detectors agree (YuNet, Ultra-Light RFB; both MIT), so the network is in part a",
        "distillation of those two. Regions they disagree on are ignored, in training and in the figures. FER2013's crops are",
        "pasted into pictures without people. The pictures' copyright is unknown; they are used here for research and training;",
        "none is in this project. The weights carry the project's own licence.",
        "Split by a hash of the name, near-duplicates (difference hash) together: six eighths for training, one for choices and the",
        "threshold, one for the test, which `report` and `roomtone evaluate faces` alone read.",
        "",
    ]


def _recipe(results: dict) -> list[str]:
    recipe, checked = results["recipe"], results["verification"]
    return [
        "## Recipe",
        "",
        f"{checked['parameters']:,} parameters, {checked['megaFlops']:.0f} MFLOPs for 320×240 pixels (2 × MACs); "
        f"int8 file {checked['int8Bytes']:,} bytes, fp32 file {checked['fp32Bytes']:,} bytes.",
        "Anchor-free grids at strides 8, 16 and 32; plain convolutions first, separable ones from stride 8 on. Cells compete for a face",
        "by score and overlap (TOOD); sure cells without a face weigh most (varifocal loss); boxes learn the generalised overlap.",
        f"{results['epochs']} epochs of {recipe['scenes']:,} made-up 256×256 scenes (mosaics, windows at all scales, pasted faces, pictures",
        "without people, drawn clutter, places that the network took for faces before; light, blur, noise, covered parts), "
        f"batch {recipe['batch']}, AdamW with a cosine to zero from {recipe['learning_rate']}, averaged weights "
        f"(decay {recipe['average_decay']}), seed {recipe['seed']}; {results['trainingMinutes']:.0f} minutes on one core that was shared.",
        f"Environment: {results['environment']}, {recipe['precision']} on the CPU. Commands: `experiments.md`.",
        "![loss and validation figures by epoch](curves.png)",
        "",
    ]


def _figures(results: dict) -> list[str]:
    lines = [
        "## Figures",
        "",
        f"The {results['part']} pictures, longest side {results['longestSide']} px, overlap of a half, one threshold "
        f"({results['figures']['int8']['threshold']}, chosen on the validation pictures), by this package's emulation of the ONNX operators.",
        "Heights are in the pictures' own pixels (longest side at most 448).",
        *_INTERIM[results["part"]],
        "",
        "| found (int8) | " + " | ".join(f"≥ {height[1:]} px (95 %)" for height in _HEIGHTS) + " |",
        "|---|---|---|---|",
    ]
    shipped = results["figures"]["int8"]
    rows = {"all": shipped["recall"], **shipped["recallByClass"]}
    for name, row in rows.items():
        lines.append(f"| {name} | " + " | ".join(_with_interval(row[height]) for height in _HEIGHTS) + " |")
    exact = results["figures"]["fp32"]
    lines += [
        "",
        "`bare` and `masked` are marked by people, `pseudo` by the two detectors.",
        f"False positives: {shipped['falsePositives']} on {shipped['pictures']} pictures with people, "
        f"{shipped['falsePositivesOnEmpty']} on {shipped['emptyPictures']} without. Average precision {shipped['averagePrecision']:.3f}.",
        f"The fp32 file: {_with_interval(exact['recall']['h40'])} of faces ≥ 40 px, {exact['falsePositivesOnEmpty']} false positives without "
        f"people, average precision {exact['averagePrecision']:.3f}.",
        *_pose(shipped["poseError"]),
        "",
    ]
    return lines


def _pose(error: dict) -> list[str]:
    if not error["faces"]:
        return []
    return [
        f"Pose: of {error['faces']} faces with landmarks that were found, the median error of the turn is {error['turn']:.3f} (the nose's place, as a share "
        f"of the way from eyes to mouth; 0.35 is about 45 degrees) and of the tilt {error['tiltDegrees']:.1f} degrees. The landmarks are YuNet's."
    ]


def _with_interval(share: dict[str, int]) -> str:
    if not share["faces"]:
        return "–"
    value = share["found"] / share["faces"]
    low, high = wilson_interval(value, share["faces"])
    return f"{value:.1%} ({low:.0%} to {high:.0%}), n = {share['faces']}"


def _peers(measured: dict | None, part: str) -> list[str]:
    if measured is None:
        return []
    lines = [
        "## Beside other detectors",
        "",
        f"{measured['pictures'] + measured['picturesWithoutPeople']} pictures of the {part} part, `roomtone evaluate faces --peers` "
        f"(ONNX Runtime and OpenCV from Java, one thread; {measured['detector']}); the runs: `experiments.md`.",
        "The pseudo labels come from YuNet and RFB, so those rows rank others, not these two.",
        "",
        "| | ≥ 60 px | ≥ 40 px | bare ≥ 40 px | masked ≥ 40 px | false on empty | AP | time at 320×240 (ours = 1) |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for row in (measured, *measured.get("peers", [])):
        by_class = row["recallByClass"]
        lines.append(
            f"| {row.get('name', 'ours')} | {row['recall']['h60']:.1%} | {row['recall']['h40']:.1%} | "
            f"{by_class.get('bare', {}).get('h40', 0):.1%} | {by_class.get('masked', {}).get('h40', 0):.1%} | "
            f"{row['falsePositivesOnEmpty']} | {row['averagePrecision']:.3f} | {row.get('latencyRatio320', 1):.1f} |"
        )
    return [*lines, ""]


def _limits() -> list[str]:
    return [
        "## Known failures",
        "",
        "Faces below 20 pixels of the picture it is given, profiles, faces upside down and half hidden ones are often missed.",
        "Drawn faces and portraits on posters are faces to it: what must not count is for the tracker to learn.",
        "",
        "## Fairness",
        "",
        "Not measured: differences by age, gender, skin tone or culture; the data has no such labels, and guessing them from",
        "pictures would add its own errors.",
        "",
        "## Privacy",
        "",
        "It was trained on pictures of people who were not asked. No picture or crop is part of this project.",
        "",
    ]
