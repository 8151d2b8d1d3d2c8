"""Changes that rooms and cameras make to a picture, and the pasting of faces. All take and give uint8 pictures."""

from __future__ import annotations

import cv2
import numpy as np


def change_light_and_sharpness(pixels: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Gamma, contrast, dim rooms, light from one side, blur, coarse pixels, compression and noise, each now and then."""
    if random.random() < 0.15:
        pixels = _coarser(pixels, float(random.uniform(1.3, 2.5)))
    if random.random() < 0.2:
        pixels = cv2.GaussianBlur(pixels, (0, 0), float(random.uniform(0.4, 1.8)))
    elif random.random() < 0.08:
        pixels = _motion_blur(pixels, int(random.integers(3, 9)), random)
    values = pixels
    if random.random() < 0.75:
        values = cv2.LUT(pixels, _light_curve(random))
    if random.random() < 0.15:
        values = _lit_from_one_side(values, random)
    if random.random() < 0.35:
        deviation = float(random.uniform(1, 10))
        noise = np.empty(values.shape, np.int16)
        cv2.setRNGSeed(int(random.integers(1 << 31)))
        cv2.randn(noise, 0, deviation)
        values = cv2.add(values, noise, dtype=cv2.CV_8U)
    if random.random() < 0.15:
        _, packed = cv2.imencode(".jpg", values, [cv2.IMWRITE_JPEG_QUALITY, int(random.integers(25, 80))])
        values = cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE)
    return values


def _light_curve(random: np.random.Generator) -> np.ndarray:
    """What becomes of each of the 256 shades."""
    shade = np.arange(256) / 255
    curve = shade ** float(np.exp(random.uniform(-0.6, 0.6)))
    curve = (curve - 0.5) * float(random.uniform(0.6, 1.4)) + 0.5 + float(random.uniform(-0.15, 0.15))
    if random.random() < 0.2:
        curve = curve * float(random.uniform(0.12, 0.6))
    return np.clip(curve * 255, 0, 255).astype(np.uint8)


def _lit_from_one_side(pixels: np.ndarray, random: np.random.Generator) -> np.ndarray:
    height, width = pixels.shape
    first, second = random.uniform(0.4, 1.5, size=2)
    ramp = np.linspace(first, second, width)[None] if random.random() < 0.6 else np.linspace(first, second, height)[:, None]
    return np.clip(pixels * ramp, 0, 255).astype(np.uint8)


def _coarser(pixels: np.ndarray, factor: float) -> np.ndarray:
    height, width = pixels.shape
    small = cv2.resize(pixels, (max(2, int(width / factor)), max(2, int(height / factor))), interpolation=cv2.INTER_AREA)
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)


def _motion_blur(pixels: np.ndarray, length: int, random: np.random.Generator) -> np.ndarray:
    kernel = np.zeros((length, length), np.float32)
    kernel[length // 2] = 1.0 / length
    turn = cv2.getRotationMatrix2D(((length - 1) / 2, (length - 1) / 2), float(random.uniform(0, 180)), 1.0)
    kernel = cv2.warpAffine(kernel, turn, (length, length))
    return cv2.filter2D(pixels, -1, kernel / max(float(kernel.sum()), 1e-3))


def cover_parts(pixels: np.ndarray, faces: np.ndarray, random: np.random.Generator) -> None:
    """Hides up to two fifths of some faces behind a plain or a striped patch."""
    for left, top, right, bottom in faces:
        if random.random() > 0.12:
            continue
        width, height = right - left, bottom - top
        across, down = random.uniform(0.2, 0.7) * width, random.uniform(0.2, 0.55) * height
        x, y = left + random.uniform(0, width - across), top + random.uniform(0, height - down)
        patch = pixels[int(y) : int(y + down) + 1, int(x) : int(x + across) + 1]
        patch[:] = int(random.integers(0, 256))
        if random.random() < 0.4:
            patch[:: int(random.integers(2, 6))] = int(random.integers(0, 256))


def paste(pixels: np.ndarray, crop: np.ndarray, x: int, y: int, size: int, random: np.random.Generator) -> None:
    """Blends a square crop into the picture at (x, y), `size` pixels a side, through a soft oval, its light drawn to the scene's."""
    face = cv2.resize(crop, (size, size), interpolation=cv2.INTER_AREA if size < len(crop) else cv2.INTER_CUBIC).astype(np.float32)
    if random.random() < 0.5:
        face = face[:, ::-1]
    below = pixels[y : y + size, x : x + size].astype(np.float32)
    face += float(random.uniform(0, 0.7)) * (below.mean() - face.mean())
    rows, columns = np.mgrid[0:size, 0:size] / max(size - 1, 1) * 2 - 1
    distance = np.hypot(columns / random.uniform(0.84, 1.0), rows / random.uniform(0.96, 1.1))
    share = np.clip((1 - distance) / random.uniform(0.05, 0.25), 0, 1)
    pixels[y : y + size, x : x + size] = np.clip(share * face + (1 - share) * below, 0, 255).astype(np.uint8)
