"""The command line: which steps run, on which paths."""

from __future__ import annotations

import argparse
import dataclasses
import math
import tempfile
from pathlib import Path

import cv2
import torch

import roomtone_training.faces.cli as faces_cli
from roomtone_training import augmentation, memory, recipes, synthetic, table
from roomtone_training.architectures import ARCHITECTURES
from roomtone_training.session import AVERAGE, STAGES, Session
from roomtone_training.system_session import SystemSession

AMEND = "amend"
"""A step by itself: it adds to the result file of a model that was reported before."""
TABLE = "table"
"""A step by itself: it reads result files only."""


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    default_models = Path(__file__).resolve().parents[2]
    parser = argparse.ArgumentParser(
        prog="train",
        description="Prepares, trains, calibrates, quantizes, exports and verifies a model that reads expressions.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
        epilog="A value that is not given is the model's own: see roomtone_training/recipes and learning.Recipe.",
    )
    parser.add_argument("--data", type=Path, help="folder with rows.csv.gz and s0.png … (FER2013 with FER+ votes)")
    parser.add_argument("--model", choices=sorted(ARCHITECTURES), default="expression", help="which network; expression unless given")
    parser.add_argument("--run", help="name of the training run; the model's name unless given")
    parser.add_argument("--runs-folder", type=Path, default=Path("runs"), help="where checkpoints and logs go")
    parser.add_argument("--models-folder", type=Path, default=default_models, help="where shipped files go")
    parser.add_argument("--stage", nargs="+", choices=(*STAGES, AVERAGE, AMEND, TABLE), default=list(STAGES),
                        help=f"the steps to take, in this order; instead of train, {AVERAGE}: one network from several runs; "
                             f"by themselves, {AMEND}: adds to the results what --evaluated "
                             f"says, and the training accuracy; {TABLE}: the table of models/README.md")
    parser.add_argument("--epochs", type=int, default=argparse.SUPPRESS)
    parser.add_argument("--minutes", type=float, default=math.inf, help="begin no epoch after so many; call again to go on")
    parser.add_argument("--seed", type=int, default=argparse.SUPPRESS)
    parser.add_argument("--batch", type=int, default=argparse.SUPPRESS)
    parser.add_argument("--learning-rate", type=float, default=argparse.SUPPRESS)
    parser.add_argument("--class-balance", type=float, default=argparse.SUPPRESS)
    parser.add_argument("--label-smoothing", type=float, default=argparse.SUPPRESS)
    parser.add_argument("--distillation-weight", type=float, default=argparse.SUPPRESS, help="share of the loss that comes from the teachers")
    parser.add_argument("--augmentation", nargs="+", action="extend", type=_strength, default=[], metavar="NAME=VALUE",
                        help="a field of augmentation.Strength, such as mixup_share=0")
    parser.add_argument("--teacher", nargs=2, action="append", default=[], metavar=("MODEL", "FILE"),
                        help="distil from a trained network; may be given several times")
    parser.add_argument("--start-from", type=Path, metavar="FILE", help="weights to begin with: an earlier run's best.pt, or an exported float file (.onnx)")
    parser.add_argument("--opinion-of", type=Path, metavar="FILE",
                        help="a trained network, as in --start-from: it and the FER+ votes say what a label probably is")
    parser.add_argument("--opinion-share", type=float, default=argparse.SUPPRESS, help="share of a FER2013 target that is their opinion")
    parser.add_argument("--average", nargs="+", type=Path, default=[], metavar="FILE",
                        help=f"for the step {AVERAGE}: trained networks, as in --start-from, which began with the same weights")
    parser.add_argument("--precision", choices=("bfloat16", "float32"), default=argparse.SUPPRESS,
                        help="arithmetic of training; bfloat16 (the recipes' value) pays on CPUs with AMX and on GPUs")
    parser.add_argument("--threads", type=int, default=1, help="CPU threads")
    parser.add_argument("--team-size", type=int, default=1, help="processes that train together, all started by you")
    parser.add_argument("--team-member", type=int, default=0, help="which of them this is; all but 0 only train")
    parser.add_argument("--coverage", type=float, default=0.8, help="share of faces on which the kiosk is not unsure")
    parser.add_argument("--engine", default="ONNX Runtime", help="name of the engine that wrote the --…-outputs")
    parser.add_argument("--int8-outputs", type=Path, metavar="FILE", help="PrivateTest outputs that an engine wrote")
    parser.add_argument("--fp32-outputs", type=Path, metavar="FILE", help="the same of the float file")
    parser.add_argument("--app", type=Path, metavar="FILE",
                        help="the built program's launcher, bin/roomtone, with the exported file in its models' folder: verify asks it, too")
    parser.add_argument("--evaluated", type=Path, metavar="FILE",
                        help="what `roomtone evaluate expression --model NAME --json` wrote: goes into the results, latency too")
    parser.add_argument("--smoke", action="store_true", help="every step on a small made-up data set, in a temporary folder")
    options = parser.parse_args(arguments)
    if not options.smoke and options.data is None and options.stage != [TABLE]:
        parser.error("--data is needed (or --smoke)")
    if (AVERAGE in options.stage) != bool(options.average):
        parser.error(f"--stage {AVERAGE} and --average go together")
    if (options.opinion_of is None) != (not getattr(options, "opinion_share", 0)):
        parser.error("--opinion-of and --opinion-share go together")
    if (options.int8_outputs is None) != (options.fp32_outputs is None):
        parser.error("--int8-outputs and --fp32-outputs go together")
    if options.team_size > 1 and options.minutes < math.inf:
        parser.error("--minutes is for one process: a team's members would stop at different epochs")
    return options


def _model(arguments: list[str] | None) -> str:
    """The model asked for: the detector's training has options of its own."""
    first = argparse.ArgumentParser(add_help=False)
    first.add_argument("--model", default="expression")
    return first.parse_known_args(arguments)[0].model


def _strength(text: str) -> tuple[str, float]:
    """One `NAME=VALUE` of `--augmentation`."""
    name, _, value = text.partition("=")
    if name not in {field.name for field in dataclasses.fields(augmentation.Strength)}:
        raise argparse.ArgumentTypeError(f"{name} is no field of augmentation.Strength")
    return name, float(value)


def main(arguments: list[str] | None = None) -> None:
    memory.keep_what_is_freed()
    if _model(arguments) == faces_cli.learning.FACE_MODEL:
        faces_cli.main(arguments)
        return
    options = parse(arguments)
    torch.set_num_threads(options.threads)
    cv2.setNumThreads(1)
    session = SystemSession if options.model in recipes.SYSTEMS else Session
    if options.smoke:
        with tempfile.TemporaryDirectory() as folder:
            session(_as_smoke(options, Path(folder))).take_steps()
        print("smoke run: every step worked")
        return
    if options.stage == [AMEND]:
        session(options).amend()
    elif options.stage != [TABLE]:
        session(options).take_steps()
    if TABLE in options.stage:
        table.write(options.models_folder)


def _as_smoke(options: argparse.Namespace, folder: Path) -> argparse.Namespace:
    """The same options on a synthetic data set, two epochs, nothing written outside the temporary folder."""
    synthetic.write(folder / "data")
    small = {"data": folder / "data", "runs_folder": folder / "runs", "models_folder": folder / "models", "epochs": 2, "batch": 32}
    return argparse.Namespace(**{**vars(options), **small})
