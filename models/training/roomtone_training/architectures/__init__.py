"""The networks that can be trained, by name. A new one is one file here and one line in `ARCHITECTURES`.

A network takes faces float32 [n, 1, 48, 48] (0..1) and returns raw scores float32 [n, 14]: columns 0..6 are the
FER2013 head, columns 7..13 the FER+ head, each in `labels.EXPRESSIONS` order. For the export it keeps its layers in
three attributes: `standardise`, `trunk` (→ [n, c, h, w]) and `heads` (`layers.Heads`).
"""

from __future__ import annotations

from typing import Callable

from torch import nn

from roomtone_training.architectures import expression, expression_teacher

ARCHITECTURES: dict[str, Callable[[], nn.Module]] = {
    "expression": expression.ExpressionNetwork,
    "expression-teacher": expression_teacher.ExpressionTeacher,
}


def create(name: str) -> nn.Module:
    """A freshly initialised network."""
    return ARCHITECTURES[name]()
