"""A picture of an architecture, drawn from its exported file: one bar for each layer that computes or pools."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plot
import numpy as np
import onnx

from roomtone_training import pictures
from roomtone_training.onnx_runner import OnnxRunner, as_input

_COLOURS = {
    "convolution": "#4878a8",
    "each channel by itself": "#86b6dc",
    "dense": "#c0504d",
    "pool": "#9bbb59",
    "sum": "#b0b0b0",
    "weighing of channels": "#8064a2",
}
_MOST_LABELLED = 24


@dataclass(frozen=True)
class Layer:
    """One bar: `channels` high, at `side` × `side` positions."""

    kind: str
    kernel: int
    channels: int
    side: int

    @property
    def text(self) -> str:
        if self.kind == "dense":
            return f"dense {self.channels}"
        size = f"{self.kernel}×{self.kernel} " if self.kernel > 1 else ""
        return f"{self.kind.split()[0]} {size}{self.channels} @ {self.side}×{self.side}"


def layers(model: onnx.ModelProto) -> list[Layer]:
    """The layers of a float file, in the order in which they run."""
    weights = {tensor.name: list(tensor.dims) for tensor in model.graph.initializer}
    shapes: dict[str, tuple[int, ...]] = {}
    OnnxRunner(model).run(as_input(np.zeros((1, 48, 48), np.uint8)), lambda name, value: shapes.__setitem__(name, tuple(value.shape)))
    found = []
    for node in model.graph.node:
        shape = shapes[node.output[0]]
        side = shape[2] if len(shape) == 4 else 1
        kernel = weights.get(node.input[1], [0] * 4)[-1] if node.op_type == "Conv" else 0
        if node.op_type == "Conv":
            found.append(Layer(_convolution_kind(node, side), kernel, shape[1], side))
        elif node.op_type == "Gemm":
            found.append(Layer("dense", 1, shape[1], 1))
        elif node.op_type in ("MaxPool", "GlobalAveragePool") and shapes[node.input[0]][2] > 1:
            found.append(Layer("pool", 0, shape[1], side))
        elif node.op_type == "Add" and len(shape) == 4 and not any(name in weights for name in node.input):
            found.append(Layer("sum", 0, shape[1], side))
        elif node.op_type == "Mul" and len(shape) == 4 and not any(name in weights for name in node.input):
            found.append(Layer("weighing of channels", 0, shape[1], side))
    return found


def _convolution_kind(node: onnx.NodeProto, side: int) -> str:
    groups = next((attribute.i for attribute in node.attribute if attribute.name == "group"), 1)
    if groups > 1:
        return "each channel by itself"
    return "dense" if side == 1 else "convolution"


def draw(model: onnx.ModelProto, title: str, file: Path) -> None:
    """Writes the picture."""
    bars = layers(model)
    width = min(20.0, max(7.0, 0.55 * len(bars)))
    figure, axes = plot.subplots(figsize=(width, 4.8))
    for kind, colour in _COLOURS.items():
        places = [place for place, bar in enumerate(bars) if bar.kind == kind]
        if places:
            axes.bar(places, [bars[place].channels for place in places], 0.8, color=colour, label=kind)
    axes.set_yscale("log", base=2)
    axes.set_ylim(1, 2 * max(bar.channels for bar in bars))
    axes.set_ylabel("channels")
    if len(bars) <= _MOST_LABELLED:
        axes.set_xticks(range(len(bars)), [bar.text for bar in bars], rotation=60, ha="right", fontsize=8)
    else:
        changes = [place for place, bar in enumerate(bars) if place == 0 or bar.side != bars[place - 1].side]
        axes.set_xticks(changes, [bars[place].text for place in changes], rotation=60, ha="right", fontsize=8)
    axes.set_title(f"{title}: a face goes in on the left, seven probabilities come out on the right", fontsize=10)
    axes.legend(fontsize=8, loc="upper left")
    pictures.save(figure, file)
