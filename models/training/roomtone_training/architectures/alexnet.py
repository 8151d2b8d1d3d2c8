"""AlexNet with self-attention: squeeze-excite blocks on its last three convolutions."""

from __future__ import annotations

from torch import nn

from roomtone_training.architectures.layers import Coloured, Dense, Network, SqueezeExcite, convolution


def network() -> Network:
    """24.8 million weights, of which 21 million are in two dense layers of 4096; three channels."""
    trunk = nn.Sequential(
        convolution(3, 96, kernel=11, stride=4),
        nn.MaxPool2d(3, 2),
        convolution(96, 256, kernel=5),
        nn.MaxPool2d(3, 2),
        convolution(256, 384),
        SqueezeExcite(384, reduction=16),
        convolution(384, 384),
        SqueezeExcite(384, reduction=16),
        convolution(384, 256),
        SqueezeExcite(256, reduction=16),
        Dense(256, 4096, side=2),
        nn.ReLU(),
        nn.Dropout(0.5),
        Dense(4096, 4096),
        nn.ReLU(),
    )
    return Network(trunk, 4096, dropout=0.5, standardise=Coloured())
