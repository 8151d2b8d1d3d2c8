"""Drawn rooms without people: lamps, cushions, frames, shelves, stripes and letters in any place, light and blur.

Photographs without people show few of the round, shaded things that a small network takes for heads.
"""

from __future__ import annotations

import cv2
import numpy as np

from roomtone_training.faces.photographs import Photograph

WIDTH, HEIGHT = 320, 240
_NONE = np.zeros((0, 4), np.float32)
_LETTERS = "ABCDEFGHKLMNOPRSTUVWXYZ0123456789"


def draw_some(count: int, random: np.random.Generator) -> list[Photograph]:
    """So many pictures; the generator decides everything."""
    return [draw(random) for _ in range(count)]


def draw(random: np.random.Generator) -> Photograph:
    """One picture."""
    pixels = _shaded(np.full((HEIGHT, WIDTH), float(random.integers(20, 220)), np.float32), random)
    for _ in range(int(random.integers(4, 26))):
        thing = _THINGS[int(random.integers(len(_THINGS)))]
        layer, mask = pixels.copy(), np.zeros((HEIGHT, WIDTH), np.uint8)
        thing(mask, random)
        layer[:] = random.integers(5, 250)
        layer = _shaded(layer, random)
        if random.random() < 0.3:
            layer += random.normal(0, random.uniform(2, 25), size=layer.shape)
        edge = cv2.GaussianBlur(mask, (0, 0), float(random.uniform(0.4, 3.0))).astype(np.float32) / 255
        pixels += edge * (layer - pixels)
    if random.random() < 0.3:
        pixels = cv2.GaussianBlur(pixels, (0, 0), float(random.uniform(0.5, 3.0)))
    drawn = np.clip(pixels, 0, 255).astype(np.uint8)
    return Photograph("drawn/clutter", drawn, _NONE, _NONE, (), complete=True)


def _shaded(layer: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Lit from one side, or from a lamp in one place."""
    y, x = np.mgrid[:HEIGHT, :WIDTH].astype(np.float32)
    strength = float(random.uniform(-70, 70))
    if random.random() < 0.5:
        angle = random.uniform(0, 2 * np.pi)
        return layer + strength * (np.cos(angle) * (x / WIDTH - 0.5) + np.sin(angle) * (y / HEIGHT - 0.5))
    middle, width = random.uniform((0, 0), (WIDTH, HEIGHT)), random.uniform(20, 160)
    return layer + strength * np.exp(-((x - middle[0]) ** 2 + (y - middle[1]) ** 2) / (2 * width**2))


def _place(random: np.random.Generator) -> tuple[int, int]:
    return int(random.integers(-10, WIDTH + 10)), int(random.integers(-10, HEIGHT + 10))


def _size(random: np.random.Generator) -> int:
    return int(np.exp(random.uniform(np.log(5), np.log(90))))


def _ellipse(mask: np.ndarray, random: np.random.Generator) -> None:
    width = _size(random)
    axes = (width, max(2, int(width * random.uniform(0.6, 1.7))))
    cv2.ellipse(mask, _place(random), axes, float(random.uniform(0, 180)), 0, 360, 255, -1, cv2.LINE_AA)


def _ring(mask: np.ndarray, random: np.random.Generator) -> None:
    width = _size(random)
    cv2.circle(mask, _place(random), width, 255, max(1, int(width * random.uniform(0.05, 0.5))), cv2.LINE_AA)


def _rectangle(mask: np.ndarray, random: np.random.Generator) -> None:
    width = 2 * _size(random)
    shape = (_place(random), (width, max(2, int(width * random.uniform(0.3, 3)))), float(random.normal(0, 12)))
    cv2.fillPoly(mask, [cv2.boxPoints(shape).astype(int)], 255, cv2.LINE_AA)


def _stripes(mask: np.ndarray, random: np.random.Generator) -> None:
    (x, y), step = _place(random), int(random.integers(3, 20))
    for number in range(int(random.integers(2, 9))):
        cv2.rectangle(mask, (x + 2 * number * step, y), (x + (2 * number + 1) * step, y + _size(random)), 255, -1)


def _line(mask: np.ndarray, random: np.random.Generator) -> None:
    cv2.line(mask, _place(random), _place(random), 255, int(random.integers(1, 9)), cv2.LINE_AA)


def _letters(mask: np.ndarray, random: np.random.Generator) -> None:
    text = "".join(random.choice(list(_LETTERS), size=int(random.integers(1, 8))))
    scale = float(random.uniform(0.4, 3))
    cv2.putText(mask, text, _place(random), int(random.integers(0, 8)), scale, 255, int(random.integers(1, 6)), cv2.LINE_AA)


_THINGS = (_ellipse, _ellipse, _ellipse, _ring, _rectangle, _rectangle, _stripes, _line, _letters)
