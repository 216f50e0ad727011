"""Handwriting: characters of a Kai face slanted, joined and shaken as a pen does."""

import cv2
import numpy as np
from PIL import Image, ImageDraw

from .faces import face


def letter_mask(rng: np.random.Generator, letter: str, size: int, font: str) -> np.ndarray:
    """One written character as a mask, size in pixels."""
    tile = Image.new("L", (size * 2, size * 2))
    ImageDraw.Draw(tile).text((size // 2, size // 3), letter, 255, face(font, size), stroke_width=max(0, size // 70))
    mask = np.asarray(tile, dtype=np.float32) / 255
    h, w = mask.shape
    source = np.float32([[0, 0], [w, 0], [0, h]])
    slant = rng.uniform(0.02, 0.22) * h
    target = source + np.float32([[slant, 0], [slant, -rng.uniform(0, 0.07) * h], [0, 0]])
    target += rng.normal(0, size * 0.03, (3, 2)).astype(np.float32)
    mask = cv2.warpAffine(mask, cv2.getAffineTransform(source, target), (w, h))
    wave = cv2.resize(rng.normal(0, size * 0.045, (4, 4, 2)).astype(np.float32), (w, h), interpolation=cv2.INTER_CUBIC)
    grid = np.stack(np.meshgrid(np.arange(w), np.arange(h)), -1).astype(np.float32) + wave
    return cv2.remap(mask, grid[..., 0], grid[..., 1], cv2.INTER_LINEAR)


def written(rng: np.random.Generator, text: str, size: int) -> np.ndarray:
    """A written word as a mask 0..1; size is the character height in pixels."""
    font = "kai" if rng.random() < 0.5 else "kaigb"
    step = size * (rng.uniform(0.42, 0.5) if text.isascii() else rng.uniform(0.82, 0.98))
    canvas = np.zeros((size * 2, round(step * len(text) + size * 1.4)), np.float32)
    for index, letter in enumerate(text):
        mask = letter_mask(rng, letter, size, font)
        x = round(index * step)
        drift = round(rng.normal(0, size * 0.04))
        mask = np.roll(mask, drift, axis=0)
        part = canvas[:, x : x + mask.shape[1]]
        np.maximum(part, mask[:, : part.shape[1]], out=part)
    for index in range(len(text) - 1):
        if rng.random() < 0.55:
            _ligature(rng, canvas, index * step + size, step, size)
    return cv2.GaussianBlur(canvas, (0, 0), 0.6)


def _ligature(rng: np.random.Generator, canvas: np.ndarray, x: float, step: float, size: int) -> None:
    """A thin stroke from one character to the next."""
    y = size * rng.uniform(0.8, 1.2)
    points = [(x, y), (x + step * 0.25, y - size * rng.uniform(0.05, 0.25)), (x + step * 0.4, y - size * 0.2)]
    cv2.polylines(canvas, [np.int32(points)], False, 0.8, max(1, size // 28), cv2.LINE_AA)


def lay(page: np.ndarray, mask: np.ndarray, x: int, y: int, colour: tuple[int, int, int]) -> None:
    """Print a mask onto an RGB page in place, darkening as ink does; x, y is the upper left corner in pixels."""
    h, w = page.shape[:2]
    x0, y0, x1, y1 = max(0, x), max(0, y), min(w, x + mask.shape[1]), min(h, y + mask.shape[0])
    if x0 >= x1 or y0 >= y1:
        return
    part = mask[y0 - y : y1 - y, x0 - x : x1 - x, None]
    room = page[y0:y1, x0:x1].astype(np.float32)
    tint = np.float32(colour) / 255
    page[y0:y1, x0:x1] = (room * (1 - part + part * tint)).astype(np.uint8)
