"""Several processes that train one network together, each on its share of every batch.

Each process runs one thread; that beats one process with several threads on a busy machine. The processes are started
by the caller (see README.md) and meet through a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
import torch.distributed as distributed
from torch import nn


@dataclass(frozen=True)
class Team:
    """This process's place: member 0..size−1. Member 0 alone validates, logs and saves."""

    member: int = 0
    size: int = 1

    @property
    def leads(self) -> bool:
        return self.member == 0

    @staticmethod
    def join(member: int, size: int, meeting_file: Path) -> "Team":
        """Waits for the others at `meeting_file`, which must be new to this run of the team."""
        if size > 1:
            distributed.init_process_group("gloo", f"file://{meeting_file.resolve()}", rank=member, world_size=size)
        return Team(member, size)

    def average_gradients(self, network: nn.Module) -> None:
        """Replaces every gradient by the team's mean."""
        if self.size == 1:
            return
        gradients = [parameter.grad for parameter in network.parameters() if parameter.grad is not None]
        flat = torch.cat([gradient.reshape(-1) for gradient in gradients]) / self.size
        distributed.all_reduce(flat)
        start = 0
        for gradient in gradients:
            gradient.copy_(flat[start : start + gradient.numel()].view_as(gradient))
            start += gradient.numel()
