"""The card of a system of others, written from `results.json` and its recipe so that no figure in it is typed by hand."""

from __future__ import annotations

from roomtone_training import card
from roomtone_training.labels import EXPRESSIONS
from roomtone_training.recipes import System


def text(results: dict, system: System) -> str:
    """The card's Markdown."""
    return "\n".join(
        [
            f"# Model card: {results['model']}",
            "",
            f"{system.title}, rebuilt and trained here. Written by `models/training/train --stage report` from `results.json`.",
            "",
            *card.use(),
            *card.data("Values were chosen on PublicTest; PrivateTest was read by the report alone. The FER+ votes were not used."),
            *_recipe(results, system),
            *_figures(results),
            *_claim(system),
            *card.limits(results["test"]["int8"]["onFer2013Labels"]["confusion"], "Most frequent mistakes"),
        ]
    )


def _recipe(results: dict, system: System) -> list[str]:
    recipe, checked = results["recipe"], results["verification"]
    changes = {name: value for name, value in recipe["augmentation"].items() if value and not name.startswith("mixup_alpha")}
    if recipe["augmentation"]["scale_smallest"] == recipe["augmentation"]["scale_largest"]:
        changes = {name: value for name, value in changes.items() if not name.startswith("scale")}
    balance = "no class balance"
    if recipe["balanced_sampling"]:
        balance = "each expression drawn as often as the next"
    elif recipe["class_balance"]:
        balance = f"rows weigh their expression's count to the power of −{recipe['class_balance']:g}"
    return [
        "## Recipe",
        "",
        f"Its authors': {system.trainedBy}",
        f"Not theirs: {system.departures}",
        "",
        f"{checked['parameters']:,} parameters, {checked['megaFlops']:.1f} MFLOPs a face (2 × MACs); "
        f"int8 file {checked['int8Bytes']:,} bytes, fp32 file {checked['fp32Bytes']:,} bytes.",
        f"{results['epochsTrained']} of {recipe['epochs']} epochs, batch {recipe['batch']}, {recipe['optimizer']} at {recipe['learning_rate']:g} "
        f"({recipe['schedule']}), L2 on the dense layers {recipe['dense_l2']:g}, {balance}, seed {recipe['seed']}; "
        f"{results['trainingMinutes']:.0f} minutes on {results.get('trainedOn', 'a CPU')}, {recipe['precision']}.",
        "Changes to the faces: " + (", ".join(f"{name} {value:g}" for name, value in changes.items()) or "none") + ".",
        "![architecture](architecture.png)",
        "![loss and accuracy by epoch](curves.png)",
        "",
    ]


def _figures(results: dict) -> list[str]:
    shipped, exact = (results["test"][precision]["onFer2013Labels"] for precision in ("int8", "fp32"))
    fresh, fresh_exact = (results["test"][precision]["withoutDuplicates"] for precision in ("int8", "fp32"))
    where = "ships" if results["ships"] else "is built locally, being larger than 5 MB"
    rows = [
        f"| {name} | {one['accuracy']:.1%} | {low:.1%} to {high:.1%} | {other['accuracy']:.1%} | {one['n']:,} |"
        for name, one, other in (
            ("PrivateTest", shipped, exact), ("the same, without pictures that occur in official Training", fresh, fresh_exact)
        )
        for low, high in [one["accuracyInterval95"]]
    ]
    training = results.get("trainingAccuracy")
    return [
        "## Figures",
        "",
        f"PrivateTest, FER2013's labels, single crop, run by {results['test']['engine']}. The int8 file {where}.",
        "",
        "| | int8 | 95 % interval | fp32 | n |",
        "|---|---|---|---|---|",
        *rows,
        "",
        "| int8 | " + " | ".join(EXPRESSIONS) + " | macro |",
        "|---|" + "---|" * (len(EXPRESSIONS) + 1),
        "| recall | " + " | ".join(f"{shipped['recall'][name]:.2f}" for name in EXPRESSIONS) + f" | {shipped['macroRecall']:.3f} |",
        "",
        f"Macro precision {shipped['macroPrecision']:.3f}, macro F1 {shipped['macroF1']:.3f}. "
        + (f"On the faces it was trained on: {training:.1%}." if training is not None else "How well it knows its training faces was not measured."),
        f"int8 names the same expression as fp32 on {results['test']['agreement']['probabilities']:.1%} of PrivateTest.",
        *([f"The program itself (ONNX Runtime for Java, int8) names the same expression as PyTorch on "
           f"{results['verification']['agreement_app']:.1%} of 500 PublicTest faces."] if "agreement_app" in results["verification"] else []),
        f"Temperature {results['calibration']['fer2013']['temperature']:.2f}, fitted on PublicTest; expected calibration error (15 bins) "
        f"{shipped['ece']:.3f}. Below a top probability of {results['calibration']['unsure_below']} the kiosk says it is unsure.",
        "![confusion matrix](confusion.png)",
        "![reliability](reliability.png)",
        "",
    ]


def _claim(system: System) -> list[str]:
    return ["## What its authors claim", "", f"{system.claim[0].upper()}{system.claim[1:]}. {system.difference}", ""]
