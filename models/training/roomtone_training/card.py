"""The model card, written from `results.json` alone so that no figure in it is typed by hand."""

from __future__ import annotations

from roomtone_training.labels import EXPRESSIONS


_COVERED = (
    "Masks and dark glasses are drawn on training faces, whose labels then say mostly \"can't tell\", so that a covered face",
    "reads as unsure. It often does; real masks still read as sure too often (`experiments.md`, \"Covered faces\").",
)


def text(results: dict) -> str:
    """The card's Markdown."""
    shipped, exact = results["test"]["int8"], results["test"]["fp32"]
    return "\n".join(
        [
            f"# Model card: {results['model']}",
            "",
            "Written by `models/training/train --stage report` from `results.json`.",
            "",
            *use(),
            *data('Values were chosen on PublicTest; when PrivateTest was looked at is in `experiments.md`, "Shipped".'),
            *_recipe(results),
            *_figures(results, shipped, exact),
            *_calibration(results, shipped),
            *_robustness(results["robustness"]),
            *limits(shipped["fer2013Head"]["confusion"], "Most frequent mistakes of the FER2013 head", _COVERED),
        ]
    )


def use() -> list[str]:
    """What the model is for, and what it is not for."""
    return [
        "## Intended use",
        "",
        "Reads the *expression* on a 48×48 grey face crop: angry, disgust, fear, happy, sad, surprise or neutral. An",
        "expression is what a face shows. It is not what a person feels, and the model must not be used to claim that.",
        "Made for a music kiosk that reacts to the expressions in a room, where a wrong answer costs one song.",
        "Not for decisions about people: hiring, schooling, policing, health, safety, credit or identification.",
        "",
    ]


def data(choices: str) -> list[str]:
    """What it learned from, the same for every model; `choices` says on which pictures values were chosen."""
    return [
        "## Data and licence",
        "",
        "Trained on FER2013 (Goodfellow et al. 2013) with the FER+ votes (Barsoum et al. 2016). The pictures were scraped",
        "from the web for a contest, with no clear grant, and are used here for research and training; none is in this",
        "project. The FER+ votes are MIT-licensed (Microsoft). The weights carry the project's own licence.",
        "Every picture that occurs in PublicTest or PrivateTest was taken out of training, and every PrivateTest picture",
        f"out of validation. {choices}",
        "![faces per expression](../expression/classes.png)",
        "",
    ]


def _recipe(results: dict) -> list[str]:
    recipe, checked = results["recipe"], results["verification"]
    return [
        "## Recipe",
        "",
        f"{checked['parameters']:,} parameters, {checked['megaFlops']:.1f} MFLOPs a face (2 × MACs); "
        f"int8 file {checked['int8Bytes']:,} bytes, fp32 file {checked['fp32Bytes']:,} bytes.",
        f"{recipe['epochs']} epochs, batch {recipe['batch']}, SGD with a cosine to zero from {recipe['learning_rate']}, "
        f"weight decay {recipe['weight_decay']}, averaged weights (decay {recipe['average_decay']}), seed {recipe['seed']}; "
        f"{results['trainingMinutes']:.0f} minutes of training (its interruptions: `experiments.md`).",
        f"FER2013 labels give {recipe['label_smoothing']:.0%} to what the FER+ crowd saw; rows weigh their expression's count "
        f"to the power of −{recipe['class_balance']}.",
        "Changes to the crops: mirror, rotation, scale, stretch, shift, light, blur, small faces, noise, covered parts"
        + (", mixup." if recipe["augmentation"]["mixup_share"] else "."),
        *_teaching(results),
        f"Environment: {results['environment']}, {recipe['precision']} on {results.get('trainedOn', 'the CPU')}. Commands: `experiments.md`, section \"Shipped\".",
        "![loss and accuracy by epoch](curves.png)",
        "",
    ]


def _teaching(results: dict) -> list[str]:
    recipe, teachers = results["recipe"], results.get("teachers", 0)
    if not teachers:
        return []
    return [
        f"{recipe['distillation_weight']:.0%} of the loss is the distance to the mean of {teachers} larger networks "
        f"(temperature {recipe['distillation_temperature']:g}), which do not ship."
    ]


def _figures(results: dict, shipped: dict, exact: dict) -> list[str]:
    lines = [
        "## Figures",
        "",
        f"PrivateTest, single crop, the shipped files, run by {results['test']['engine']}.",
        "",
        "| | int8 | 95 % interval | fp32 | n |",
        "|---|---|---|---|---|",
    ]
    for title, name in (
        ("FER2013 head, FER2013 labels", "fer2013Head"),
        ("the same, without pictures that occur in official Training", "fer2013HeadWithoutDuplicates"),
        ("FER+ head, crowd majority of seven", "ferplusHead"),
        ("the same, without pictures that occur in official Training", "ferplusHeadWithoutDuplicates"),
        ("`probabilities`, FER2013 labels", "spokenOnFer2013Labels"),
        ("`probabilities`, crowd majority", "spokenOnFerplusMajority"),
    ):
        row = shipped[name]
        low, high = row["accuracyInterval95"]
        lines.append(
            f"| {title} | {row['accuracy']:.1%} | {low:.1%} to {high:.1%} | {exact[name]['accuracy']:.1%} | {row['n']:,} |"
        )
    lines += [
        "",
        "The crowd's majority follows microsoft/FERPlus: single votes dropped, more than half of the rest, one of the seven.",
        "",
        "| recall, int8 | " + " | ".join(EXPRESSIONS) + " | macro F1 |",
        "|---|" + "---|" * (len(EXPRESSIONS) + 1),
    ]
    for title, name in (("FER2013 head", "fer2013Head"), ("FER+ head", "ferplusHead"), ("`probabilities`, FER2013 labels", "spokenOnFer2013Labels")):
        row = shipped[name]
        recalls = " | ".join(f"{row['recall'][expression]:.2f}" for expression in EXPRESSIONS)
        lines.append(f"| {title} | {recalls} | {row['macroF1']:.3f} |")
    agreement = results["test"]["agreement"]
    lines += [
        "",
        "Disgust has 55 test pictures, so its recall is uncertain by ± .13.",
        "![confusion matrices](confusion.png)",
        "",
        "### int8 against fp32",
        "",
        "The same top expression on PrivateTest: "
        + ", ".join(f"`{name}` {share:.1%}" for name, share in agreement.items())
        + f". Accuracy of the FER2013 head: {100 * (shipped['fer2013Head']['accuracy'] - exact['fer2013Head']['accuracy']):+.2f} points.",
        "",
    ]
    return lines


def _calibration(results: dict, shipped: dict) -> list[str]:
    fitted = results["calibration"]
    return [
        "## Calibration and \"unsure\"",
        "",
        "Each head's scores are divided by a temperature and shifted by one offset an expression, fitted on PublicTest.",
        f"Temperatures: FER2013 head {fitted['fer2013']['temperature']:.2f}, FER+ head {fitted['ferplus']['temperature']:.2f}. "
        f"`probabilities` blends the heads' scores, {fitted['blend_weight']:.0%} FER2013 and {1 - fitted['blend_weight']:.0%} FER+, "
        f"temperature {fitted['blend']['temperature']:.2f} (how it was chosen: `experiments.md`).",
        f"Expected calibration error (15 bins): FER2013 head {shipped['fer2013Head']['ece']:.3f}, FER+ head "
        f"{shipped['ferplusHead']['ece']:.3f}; `probabilities` {shipped['spokenOnFer2013Labels']['ece']:.3f} on FER2013 labels, "
        f"{shipped['spokenOnFerplusMajority']['ece']:.3f} on the crowd's majority.",
        f"Below a top probability of {fitted['unsure_below']} the kiosk says it is unsure; on PublicTest "
        f"{fitted['coverage']:.0%} of the faces reach it, on PrivateTest {shipped['sureShare']:.0%}, with "
        f"{shipped['sureAccuracyOnFer2013Labels']:.1%} right by FER2013 labels and "
        f"{shipped['sureAccuracyOnFerplusMajority']:.1%} by the crowd's majority.",
        f"At exactly 80 % coverage the FER2013 head alone has {shipped['fer2013Head']['accuracyAt80Coverage']:.1%}.",
        f"`probabilities` is fitted to both label sets at once, {fitted['blend_crowd_share']:.0%} crowd and the rest FER2013's label, so it is",
        "a little unsure where they disagree.",
        "![reliability](reliability.png)",
        "",
    ]


def _robustness(sweeps: dict) -> list[str]:
    lines = [
        "## Robustness",
        "",
        "Made from 1,200 PublicTest faces by changing the pictures (`robustness.py`), so a model of rooms, not a measurement in one.",
        "Dim pictures get sensor noise of 3 grey steps. \"Sure\": the top of `probabilities` reaches the threshold.",
        "",
        "| change | value: right by the FER2013 head / sure |",
        "|---|---|",
    ]
    for name, rows in sweeps.items():
        lines.append(f"| {name} | " + " · ".join(f"{row['value']:g}: {row['accuracy']:.0%} / {row['sure']:.0%}" for row in rows) + " |")
    return lines + ["![accuracy against size, blur, light, crop, roll and cover](robustness.png)", ""]


def limits(matrix: list[list[int]], title: str, known: tuple[str, ...] = ()) -> list[str]:
    """Failures (`known`: more of them), fairness and privacy; `matrix` counts [7 true][7 read]."""
    mistakes = sorted(
        (
            (matrix[true][read] / max(sum(matrix[true]), 1), EXPRESSIONS[true], EXPRESSIONS[read])
            for true in range(7) for read in range(7) if true != read
        ),
        reverse=True,
    )[:4]
    return [
        "## Known failures",
        "",
        f"{title}: "
        + ", ".join(f"{true} read as {read} ({share:.0%})" for share, true, read in mistakes) + ".",
        "Both label sets are noisy: people agree with FER2013's labels on about 65 % of the pictures.",
        *known,
        "Not measured: faces from a detector in a real room, profiles, real glasses, children.",
        "",
        "## Fairness",
        "",
        "Measured: recall by expression, above. Not measured: differences by age, gender, skin tone or culture; neither data",
        "set has such labels, and guessing them from pictures would add its own errors. FER2013 comes from English web",
        "searches and holds many posed pictures of adults, so expect it to read other people's faces less well.",
        "",
        "## Privacy",
        "",
        "The model keeps nothing and cannot name or recognise anybody. It was trained on pictures of people who were not",
        "asked. No picture, crop or embedding is part of this project.",
        "",
    ]
