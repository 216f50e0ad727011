"""Pages as pictures: render, stamp, photocopy, scan, photograph, fax."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import pypdfium2 as pdfium

from .chance import Chance
from .seals import DOTS, impression
from .stamping import Page, Print

REDS = ((196, 24, 34), (212, 40, 40), (206, 30, 52), (222, 58, 48), (184, 30, 40))


@dataclass(frozen=True)
class Scan:
    """How pages are scanned: way (flatbed, feeder, phone, digital), dots per inch, grey, JPEG quality."""

    way: str
    dpi: int
    grey: bool
    quality: int
    ink: tuple[int, int, int]
    strength: float
    streak: bool = False


def render(page: Page, dpi: int) -> np.ndarray:
    """Return a page as RGB values."""
    assert page.leaf is not None
    document = pdfium.PdfDocument(str(page.leaf.pdf))
    image = np.array(document[page.leaf.index].render(scale=dpi / 72).to_pil().convert("RGB"))
    document.close()
    return image


def cover(mark: Print, dpi: int, seed: int, strength: float) -> np.ndarray:
    """Return the ink of one seal at page resolution, turned and cut to its slice."""
    ink = impression(mark.seal, seed, strength)
    scale = dpi / 25.4 / DOTS
    size = (max(1, round(ink.shape[1] * scale)), max(1, round(ink.shape[0] * scale)))
    small = cv2.resize(ink, size, interpolation=cv2.INTER_AREA)
    pad = round(0.06 * max(size))
    small = cv2.copyMakeBorder(small, pad, pad, pad, pad, cv2.BORDER_CONSTANT, value=0)
    centre = (small.shape[1] / 2, small.shape[0] / 2)
    turn = cv2.getRotationMatrix2D(centre, mark.turn, 1.0)
    turned = cv2.warpAffine(small, turn, (small.shape[1], small.shape[0]))
    if mark.whole:
        return turned
    inner = turned.shape[1] - 2 * pad
    left = pad + round(mark.part[0] * inner)
    return turned[:, left : max(left + 2, pad + round(mark.part[1] * inner))]


def press(image: np.ndarray, mark: Print, dpi: int, ink: tuple[int, int, int], seed: int, strength: float) -> None:
    """Press one seal onto a page picture."""
    over = cover(mark, dpi, seed, strength)
    dots = dpi / 25.4
    top = round(mark.y * dots - over.shape[0] / 2)
    left = round(mark.x * dots - over.shape[1] / 2) if mark.whole else image.shape[1] - over.shape[1]
    y0, x0 = max(top, 0), max(left, 0)
    y1, x1 = min(top + over.shape[0], image.shape[0]), min(left + over.shape[1], image.shape[1])
    if y1 <= y0 or x1 <= x0:
        return
    part = over[y0 - top : y1 - top, x0 - left : x1 - left, None]
    below = image[y0:y1, x0:x1].astype(np.float32)
    colour = np.array(ink, np.float32) / 255
    image[y0:y1, x0:x1] = (below * (1 - part) + below * colour * part).astype(np.uint8)


def stamped(page: Page, scan: Scan, seed: int) -> np.ndarray:
    """Return a page with its seals, still flat and clean."""
    image = render(page, scan.dpi)
    late = [m for m in page.prints if not m.before_copy]
    for n, mark in enumerate(m for m in page.prints if m.before_copy):
        press(image, mark, scan.dpi, (200, 30, 36), seed * 31 + n, 1.0 if page.photocopy else 0.88)
    if page.photocopy:
        image = photocopied(image, seed)
    for n, mark in enumerate(late):
        own = scan.ink if mark.seal.unit == late[-1].seal.unit else REDS[(seed + n) % len(REDS)]
        press(image, mark, scan.dpi, own, seed * 17 + n + 5, scan.strength)
    return image


def photocopied(image: np.ndarray, seed: int) -> np.ndarray:
    """Return a black and white copy with hard contrast and specks."""
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.float32)
    grey = np.clip((grey - 110) * 1.5 + 128, 12, 252)
    random = np.random.default_rng(seed)
    for _ in range(int(random.integers(8, 40))):
        y, x = random.integers(0, grey.shape[0]), random.integers(0, grey.shape[1])
        cv2.circle(grey, (int(x), int(y)), int(random.integers(1, 3)), 60, -1)
    return cv2.cvtColor(grey.astype(np.uint8), cv2.COLOR_GRAY2RGB)


def _light(shape: tuple[int, int], chance: Chance, depth: float) -> np.ndarray:
    """Return uneven light as factors around 1."""
    grid = np.array([[1 - depth * chance.random() for _ in range(3)] for _ in range(4)], np.float32)
    return cv2.resize(grid, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC)


def scanned(image: np.ndarray, scan: Scan, chance: Chance) -> np.ndarray:
    """Return what a scanner or phone makes of a page."""
    if scan.way == "digital":
        return image
    if scan.way == "phone":
        return photographed(image, chance)
    height, width = image.shape[:2]
    angle = chance.gauss(0, 0.22 if scan.way == "feeder" else 0.4)
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), max(-0.8, min(0.8, angle)), 1.0)
    out = cv2.warpAffine(image, turn, (width, height), flags=cv2.INTER_LINEAR, borderValue=(236, 236, 234))
    tint = np.array([chance.uniform(0.975, 1), chance.uniform(0.975, 1), chance.uniform(0.955, 1)], np.float32)
    light = _light((height, width), chance, 0.045 if scan.way == "flatbed" else 0.02)
    seed = chance.randint(0, 10**9)
    noise = np.random.default_rng(seed).normal(0, chance.uniform(1.2, 3.4), (height, width)).astype(np.float32)
    out = out.astype(np.float32) * light[..., None] * tint + noise[..., None]
    if scan.streak:
        x = chance.randint(width // 8, width - width // 8)
        out[:, x : x + 2] *= 0.86
    return np.clip(out, 0, 255).astype(np.uint8)


def photographed(image: np.ndarray, chance: Chance) -> np.ndarray:
    """Return a phone photograph of the page on a desk."""
    height, width = image.shape[:2]
    margin = round(width * 0.05)
    desk = np.array(chance.pick([(120, 92, 66), (86, 88, 92), (168, 160, 148)]), np.float32)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    moved = (
        corners + margin + np.array([[chance.uniform(-0.6, 0.6) * margin for _ in "xy"] for _ in range(4)], np.float32)
    )
    size = (width + 2 * margin, height + 2 * margin)
    turn = cv2.getPerspectiveTransform(corners, moved.astype(np.float32))
    page = cv2.warpPerspective(image, turn, size, flags=cv2.INTER_AREA)
    mask = cv2.warpPerspective(np.ones((height, width), np.float32), turn, size)[..., None]
    light = _light((size[1], size[0]), chance, 0.22)[..., None]
    warm = np.array([1.0, chance.uniform(0.965, 0.99), chance.uniform(0.9, 0.96)], np.float32)
    rough = np.random.default_rng(chance.randint(0, 10**9)).normal(0, 3, (size[1], size[0], 1)).astype(np.float32)
    out = (page.astype(np.float32) * mask + desk * (1 - mask)) * light * warm + rough
    return cv2.GaussianBlur(np.clip(out, 0, 255).astype(np.uint8), (0, 0), 0.6)


def encoded(image: np.ndarray, scan: Scan) -> bytes:
    """Return a page as JPEG data."""
    picture = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY if scan.grey else cv2.COLOR_RGB2BGR)
    done, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, scan.quality])
    assert done
    return data.tobytes()


def blank_back(front: np.ndarray, chance: Chance) -> np.ndarray:
    """Return the empty back of a sheet with a trace of the front showing through."""
    shown = 255 - (255 - cv2.GaussianBlur(front[:, ::-1], (0, 0), 3).astype(np.float32)) * chance.uniform(0.01, 0.03)
    return shown.astype(np.uint8)


def scan_seed(name: str, page: int) -> int:
    """Return a number for the ink of a page."""
    return sum(ord(c) * (i + 3) for i, c in enumerate(name)) * 97 + page * 13
