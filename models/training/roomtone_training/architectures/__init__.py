"""The networks that can be trained, by name. A new one is one file here and one line in `ARCHITECTURES`.

A network takes faces float32 [n, 1, 48, 48] (0..1) and returns raw scores float32 [n, 7 × heads], each head in
`labels.EXPRESSIONS` order: the FER2013 head and, where it has both, the FER+ head. For the export it keeps its layers
in three attributes: `standardise`, `trunk` (→ [n, c, h, w]) and `heads` (`layers.Heads`, whose `names` declares them).
"""

from __future__ import annotations

from typing import Callable

from torch import nn

from roomtone_training.architectures import (
    alexnet, expression, expression_teacher_wide, four_conv, resnet50, sap_fer, seven_conv,
    siamese_xception, vgg16,
)

ARCHITECTURES: dict[str, Callable[[], nn.Module]] = {
    "expression": expression.ExpressionNetwork,
    "expression-teacher": lambda: expression.ExpressionNetwork(width=2, dropout=0.3),
    "expression-teacher-wide": expression_teacher_wide.WideExpressionTeacher,
    "sap-fer": sap_fer.network,
    "alexnet": alexnet.network,
    "vgg16": vgg16.network,
    "resnet50": resnet50.network,
    "seven-conv": seven_conv.network,
    "four-conv": four_conv.network,
    "siamese-xception": siamese_xception.network,
}


def create(name: str) -> nn.Module:
    """A freshly initialised network."""
    return ARCHITECTURES[name]()
