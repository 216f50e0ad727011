"""From clean pages to scans, copies and phone photographs."""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

import cv2
import numpy as np
from PIL import Image

from .ink import clouds

Page = np.ndarray


@dataclass
class Scanner:
    """How a firm scans: mode flatbed, feeder, grey, copier or photo; dpi; JPEG quality; skew in degrees."""

    mode: str
    dpi: int
    quality: int
    skew: float
    warmth: float = 0.0
    shade: float = 0.0
    rim: bool = False


@lru_cache(maxsize=2)
def _grain(seed: int) -> np.ndarray:
    """A tile of sensor noise."""
    noise = np.random.default_rng(seed).normal(0, 1, (900, 900, 1)).astype(np.float32)
    return np.round(noise * 2.2).astype(np.int8)


def _noise(page: Page, amount: float, rng: np.random.Generator) -> Page:
    """Adds sensor noise from a shifted tile."""
    tile = np.roll(_grain(7), tuple(rng.integers(0, 900, 2)), (0, 1))[:, :, 0]
    times = (page.shape[0] // 900 + 1, page.shape[1] // 900 + 1)
    grain = (np.tile(tile, times)[: page.shape[0], : page.shape[1]] * amount).astype(np.int16)
    plus = cv2.merge([np.clip(grain, 0, 255).astype(np.uint8)] * 3)
    minus = cv2.merge([np.clip(-grain, 0, 255).astype(np.uint8)] * 3)
    return cv2.subtract(cv2.add(page, plus), minus)


def _turned(page: Page, degrees: float, rng: np.random.Generator) -> Page:
    """Skews and shifts a page slightly on the glass."""
    height, width = page.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    matrix[:, 2] += rng.uniform(-0.002, 0.002, 2) * width
    return cv2.warpAffine(page, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=(246, 246, 244))


def _light(page: Page, depth: float, warmth: float, rng: np.random.Generator) -> Page:
    """Uneven light and paper tint."""
    field = 1 - depth * clouds(page.shape[:2], 2, rng)
    tint = np.array((1.0, 1 - 0.012 * warmth, 1 - 0.045 * warmth), np.float32)
    layers = [cv2.multiply(page[:, :, c], field * tint[c], dtype=cv2.CV_8U) for c in range(3)]
    return cv2.merge(layers)


def _rim(page: Page, rng: np.random.Generator) -> Page:
    """A shadow along one edge, as from an open lid."""
    width = max(6, int(page.shape[1] * rng.uniform(0.004, 0.01)))
    ramp = np.linspace(0.45, 1, width, dtype=np.float32)[None, :, None]
    page[:, :width] = (page[:, :width] * ramp).astype(np.uint8)
    return page


def scanned(page: Page, scanner: Scanner, rng: np.random.Generator) -> Page:
    """An RGB page as the scanner gives it."""
    if scanner.mode == "photo":
        return _photographed(page, rng)
    page = _turned(page, scanner.skew + float(rng.normal(0, 0.12)), rng)
    page = cv2.GaussianBlur(page, (0, 0), 0.35 + 0.25 * scanner.dpi / 300)
    page = _light(page, scanner.shade, scanner.warmth, rng)
    page = _noise(page, 0.9 if scanner.mode != "feeder" else 0.5, rng)
    if scanner.rim:
        page = _rim(page, rng)
    if scanner.mode == "grey":
        page = cv2.cvtColor(cv2.cvtColor(page, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    return page


def _desk(height: int, width: int, rng: np.random.Generator) -> Page:
    """A desk top of wood or stone."""
    tone = np.array(((150, 112, 78), (96, 92, 90), (188, 182, 172))[int(rng.integers(3))], np.float32)
    grain = cv2.resize(rng.random((height // 40, 6), dtype=np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
    return np.clip(tone * (0.85 + 0.25 * grain[:, :, None]), 0, 255).astype(np.uint8)


def _photographed(page: Page, rng: np.random.Generator) -> Page:
    """A phone photograph: perspective, desk, falling light."""
    height, width = page.shape[:2]
    out_h, out_w = int(height * 1.1), int(width * 1.12)
    corners = np.array(((0, 0), (width, 0), (width, height), (0, height)), np.float32)
    margin = np.array((width * 0.06, height * 0.05))
    target = (corners + margin + rng.uniform(-0.018, 0.018, (4, 2)) * width).astype(np.float32)
    matrix = cv2.getPerspectiveTransform(corners, target)
    photo = _desk(out_h, out_w, rng)
    lit = _light(page, 0.1, float(rng.uniform(0.2, 1.2)), rng)
    cv2.warpPerspective(lit, matrix, (out_w, out_h), dst=photo, flags=cv2.INTER_AREA, borderMode=cv2.BORDER_TRANSPARENT)
    photo = _light(photo, 0.28, 0.4, rng)
    return _noise(cv2.GaussianBlur(photo, (0, 0), 0.8), 1.3, rng)


def jpeg(page: Page, scanner: Scanner) -> bytes:
    """JPEG bytes with the resolution set; grey pages have one channel."""
    picture = Image.fromarray(page[:, :, 0] if scanner.mode == "grey" else page)
    target = BytesIO()
    picture.save(target, "JPEG", quality=scanner.quality, dpi=(scanner.dpi, scanner.dpi))
    return target.getvalue()


def faxed(page: Page, fine: bool, rng: np.random.Generator) -> Image.Image:
    """A bilevel fax page of 1728 dots a line, with line noise; landscape pages are shrunk to the width."""
    lines = round(1728 * page.shape[0] / page.shape[1] * (196 if fine else 98) / 204)
    grey = cv2.cvtColor(page, cv2.COLOR_RGB2GRAY)
    grey = _turned(cv2.merge([grey] * 3), float(rng.uniform(-0.5, 0.5)), rng)[:, :, 0]
    small = cv2.resize(grey, (1728, lines), interpolation=cv2.INTER_AREA).astype(np.float32)
    bits = small + rng.normal(0, 9, small.shape) > 172
    specks = rng.random(bits.shape) < 0.00004
    bits[cv2.dilate(specks.astype(np.uint8), np.ones((2, 3), np.uint8)) > 0] = False
    return Image.fromarray(bits)
