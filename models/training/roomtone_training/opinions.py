"""What a training face's FER2013 label probably is, by those who can tell: the FER+ crowd and a trained network together.

Both name the label equally often and err differently (models/expression/experiments.md, "What the votes know"), so that
together they know a face's label better than either, and better than the network that learns from them can.
"""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as functional
from torch import nn

from roomtone_training import labels, learning
from roomtone_training.dataset import Rows

NETWORK_WEIGHT = 0.4
VOTES_WEIGHT = 0.65
"""Of the logarithms. Validation faces would want .66 and .5, but a network knows the faces that it was trained with too well."""
EPOCHS = 14
BATCH = 256
LEARNING_RATE = 3e-3
HIDDEN = 48


def targets(rows: Rows, network: nn.Module, seed: int = 1) -> np.ndarray:
    """Probabilities float32 [n, 7] of FER2013's labels.

    `network` is a trained one in evaluation mode, on the CPU; it sees each face and its mirror image. What the votes say is fitted to
    these rows' labels: ten numbers a face can't be learnt by heart.
    """
    with torch.no_grad():
        seen = [learning.scores(network, faces)[:, learning.FER2013_HEAD] for faces in (rows.faces, rows.faces[:, :, ::-1].copy())]
        by_network = functional.log_softmax(torch.from_numpy(sum(seen) / 2), dim=1)
        by_votes = functional.log_softmax(_fit_votes(rows, seed)(_counts(rows)), dim=1)
        return functional.softmax(NETWORK_WEIGHT * by_network + VOTES_WEIGHT * by_votes, dim=1).numpy()


def _counts(rows: Rows) -> torch.Tensor:
    return torch.from_numpy(np.log1p(rows.votes.astype(np.float32)))


@torch.enable_grad()
def _fit_votes(rows: Rows, seed: int) -> nn.Module:
    """Names FER2013's label by the ten columns of FER+ votes."""
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        reader = nn.Sequential(nn.Linear(len(labels.VOTE_COLUMNS), HIDDEN), nn.ReLU(), nn.Linear(HIDDEN, len(labels.EXPRESSIONS)))
        optimizer = torch.optim.Adam(reader.parameters(), lr=LEARNING_RATE, weight_decay=1e-5)
        counts, label = _counts(rows), torch.from_numpy(rows.label)
        for epoch in range(EPOCHS):
            for group in optimizer.param_groups:
                group["lr"] = LEARNING_RATE * (1 - epoch / EPOCHS)
            for chosen in torch.randperm(len(rows)).split(BATCH):
                loss = functional.cross_entropy(reader(counts[chosen]), label[chosen])
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
    return reader
