"""What a telephone camera makes of a page: perspective, curl, shadow, uneven light, blur, no resolution noted.

A photocopy belongs here too: dirt, a dark edge and the tone curve of a worn drum.
"""

from __future__ import annotations

import io
import math
from dataclasses import dataclass, replace
from random import Random

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from tests.drawing.scanning import Matrix

Plane = npt.NDArray[np.float32]
DESKS = ((116, 88, 62), (96, 98, 104), (150, 132, 110), (58, 54, 52), (176, 178, 180))


@dataclass(frozen=True, slots=True)
class Photograph:
    """How one picture is taken.

    Attributes:
        size: Width and height, pixels.
        tilt: Largest tilt of the camera against the paper, degrees.
        roll: Largest turn in the plane of the picture, degrees.
        curl: Height of the paper's wave as a share of its height, as it shows in the picture.
        shade: Darkest light as a share of the brightest.
        shadow: A hand or telephone throws a shadow.
        blur: Standard deviation, pixels.
        noise: Standard deviation, grey levels.
        fills: Share of the picture's height that the paper takes.
    """

    size: tuple[int, int] = (2448, 3264)
    tilt: float = 6.0
    roll: float = 2.0
    curl: float = 0.0
    shade: float = 0.7
    shadow: bool = False
    blur: float = 0.8
    noise: float = 4.0
    fills: float = 0.92
    quality: int = 85
    copied: bool = False


LAID = Photograph()
HELD = Photograph(tilt=15.0, roll=4.0, curl=0.012, shade=0.5, shadow=True, blur=1.3, noise=7.0, fills=0.85, quality=75)
COPIED = Photograph(size=(1654, 2339), tilt=0.0, roll=0.8, shade=1.0, blur=0.7, noise=10.0, fills=1.0, copied=True)


def draw_photograph(random: Random, usual: Photograph) -> Photograph:
    """Return one picture of a kind: its angles and light chosen within the kind's limits."""
    sign = random.choice((-1.0, 1.0))
    return replace(
        usual,
        tilt=random.uniform(0.3, 1.0) * usual.tilt,
        roll=random.uniform(-1.0, 1.0) * usual.roll,
        curl=random.uniform(0.0, 1.0) * usual.curl * sign,
        shade=random.uniform(usual.shade, 0.9) if usual.shade < 0.9 else usual.shade,
        blur=usual.blur * random.uniform(0.6, 1.1),
    )


def photograph(page: Image.Image, picture: Photograph, random: Random) -> tuple[bytes, Matrix]:
    """Return a JPEG and the homography from the page's pixels to the picture's, its curl left out."""
    matrix = _camera(page.size, picture, random)
    paper = np.asarray(page.convert("RGB"))
    taken = _taken(paper, matrix, picture, random.choice(DESKS))
    taken = _dirtied(taken, random) if picture.copied else _lit(taken, picture, random)
    if picture.blur > 0:
        taken = np.asarray(cv2.GaussianBlur(taken, (0, 0), picture.blur), np.uint8)
    grain = np.random.default_rng(random.randrange(1 << 30)).normal(0, picture.noise, taken.shape[:2])
    noisy = np.clip(taken.astype(np.float32) + grain[..., None].astype(np.float32), 0, 255).astype(np.uint8)
    stream = io.BytesIO()
    noted = {"dpi": (200, 200)} if picture.copied else {}
    Image.fromarray(noisy).convert("L" if picture.copied else "RGB").save(
        stream, "JPEG", quality=picture.quality, **noted
    )
    return stream.getvalue(), matrix


def _camera(page: tuple[int, int], picture: Photograph, random: Random) -> Matrix:
    """Return the pinhole view of the page: tilted about a random axis in its plane, rolled, centred."""
    width, height = page
    axis, tilt, roll = random.uniform(0, 2 * math.pi), math.radians(picture.tilt), math.radians(picture.roll)
    turn, _ = cv2.Rodrigues(np.array([math.cos(axis) * tilt, math.sin(axis) * tilt, 0.0]))
    spin, _ = cv2.Rodrigues(np.array([0.0, 0.0, roll]))
    distance = 1.3 * height  # the paper fills the view of a telephone's main lens
    corners = np.array([[x, y, 0] for x, y in ((0, 0), (width, 0), (width, height), (0, height))], np.float64)
    placed = (corners - [width / 2, height / 2, 0]) @ (spin @ turn).T + [0, 0, distance]
    seen = placed[:, :2] / placed[:, 2:] * distance
    low, high = seen.min(axis=0), seen.max(axis=0)
    scale = picture.fills * min(picture.size[0] / (high - low)[0], picture.size[1] / (high - low)[1])
    target = (seen - (low + high) / 2) * scale + np.array(picture.size) / 2
    found = cv2.getPerspectiveTransform(corners[:, :2].astype(np.float32), target.astype(np.float32))
    return np.asarray(found, np.float64)


def _taken(
    paper: npt.NDArray[np.uint8], matrix: Matrix, picture: Photograph, desk: tuple[int, int, int]
) -> npt.NDArray[np.uint8]:
    """Look up every pixel of the picture on the paper; the wave of a curled sheet shifts it up or down."""
    width, height = picture.size
    across, down = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    back = np.linalg.inv(matrix).astype(np.float32)
    depth = back[2, 0] * across + back[2, 1] * down + back[2, 2]
    x = (back[0, 0] * across + back[0, 1] * down + back[0, 2]) / depth
    y = (back[1, 0] * across + back[1, 1] * down + back[1, 2]) / depth
    y += picture.curl * paper.shape[0] * np.sin(np.pi * np.clip(x / paper.shape[1], 0, 1)).astype(np.float32)
    fill = (255, 255, 255) if picture.copied else desk
    return np.asarray(
        cv2.remap(_softened(paper, matrix), x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=fill),
        np.uint8,
    )


def _softened(paper: npt.NDArray[np.uint8], matrix: Matrix) -> npt.NDArray[np.uint8]:
    """Blur before making smaller, as a lens does, so that strokes do not drop out."""
    ratio = 1.0 / max(math.sqrt(abs(float(np.linalg.det(matrix[:2, :2])))), 1e-6)
    return np.asarray(cv2.GaussianBlur(paper, (0, 0), 0.45 * ratio), np.uint8) if ratio > 1.2 else paper


def _lit(taken: npt.NDArray[np.uint8], picture: Photograph, random: Random) -> npt.NDArray[np.uint8]:
    height, width = taken.shape[:2]
    corners = np.array([[random.uniform(picture.shade, 1.0) for _ in range(3)] for _ in range(3)], np.float32)
    light = cv2.resize(corners, (width, height), interpolation=cv2.INTER_CUBIC)
    if picture.shadow:
        light = light * _shadow(width, height, random)
    warm = np.array([1.0, random.uniform(0.95, 1.0), random.uniform(0.85, 1.0)], np.float32)
    return np.clip(taken * np.clip(light, 0.2, 1.05)[..., None] * warm, 0, 255).astype(np.uint8)


def _shadow(width: int, height: int, random: Random) -> Plane:
    """Return the light left by a soft-edged shadow that comes in from one side."""
    small = np.ones((height // 8, width // 8), np.float32)
    rows, columns = small.shape
    reach, start, end = random.uniform(0.3, 0.7), random.uniform(0.0, 0.5), random.uniform(0.6, 1.1)
    side = 0 if random.random() < 0.5 else columns
    inner = columns * reach if side == 0 else columns * (1 - reach)
    outline = np.array(
        [[side, rows * start], [inner, rows * (start + 0.15)], [inner, rows * (end - 0.1)], [side, rows * end]],
        np.int32,
    )
    cv2.fillPoly(small, [outline], (random.uniform(0.55, 0.8),))
    return np.asarray(cv2.resize(cv2.GaussianBlur(small, (0, 0), columns / 40), (width, height)), np.float32)


def _dirtied(taken: npt.NDArray[np.uint8], random: Random) -> npt.NDArray[np.uint8]:
    """Add toner specks, a dark edge and the hard tone of a copier."""
    generator = np.random.default_rng(random.randrange(1 << 30))
    height, width = taken.shape[:2]
    dirty = 255.0 - (255.0 - taken.astype(np.float32)) * random.uniform(0.75, 1.15)
    for _ in range(random.randint(60, 220)):
        x, y = int(generator.integers(0, width)), int(generator.integers(0, height))
        cv2.circle(dirty, (x, y), int(generator.integers(1, 3)), (40.0, 40.0, 40.0), -1)
    edge = random.randint(6, 30)
    if random.random() < 0.6:
        dirty[:, :edge] *= 0.35
    return np.clip(dirty, 0, 255).astype(np.uint8)
