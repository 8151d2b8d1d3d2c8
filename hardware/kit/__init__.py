"""What hardware/make and the tests share; Python's standard library alone."""

from pathlib import Path

HARDWARE = Path(__file__).resolve().parent.parent
SCHEMATIC = HARDWARE / "hat" / "roomtone-hat.kicad_sch"
BOARD = HARDWARE / "hat" / "roomtone-hat.kicad_pcb"
