"""From clean stamped pages to scans: phone apps, photographs, flatbed scanners and fax."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import cv2
import numpy as np
from PIL import Image, ImageDraw
from south.canvas import typeface

MODES = ("app", "photo", "flatbed", "grey", "digital")
TABLES = ((150, 112, 80), (96, 90, 86), (188, 180, 170), (70, 84, 96))
CUBIC = cv2.INTER_CUBIC
WEIGHTS = (44, 17, 25, 4, 10)


@dataclass(frozen=True)
class Scan:
    """One scanned page."""

    image: Image.Image
    dpi: int
    quality: int


@dataclass(frozen=True)
class Habit:
    """How one firm scans; `tint` is the lamp's colour."""

    mode: str
    dpi: int
    quality: int
    size: float
    tint: tuple[float, float, float]
    watermark: bool
    table: tuple[int, int, int] = (150, 112, 80)


def pick_habit(rng: Random, mode: str) -> Habit:
    """The scanning habit of a submission."""
    dpi = rng.choice((150, 200, 200, 200, 300)) if mode in ("flatbed", "grey") else 200
    tint = tuple(1 + rng.uniform(-0.035, 0.02) for _ in range(3))
    size = rng.uniform(0.9, 1.03) if mode == "app" else rng.uniform(0.85, 1.05)
    return Habit(mode, dpi, rng.randint(58, 84), size, tint, rng.random() < 0.3, rng.choice(TABLES))


def bend(page: np.ndarray, seed: int, amount: float) -> np.ndarray:
    """The page bent locally by about that many pixels."""
    h, w = page.shape[:2]
    rng = np.random.default_rng(seed)
    grid = (max(2, h // 26), max(2, w // 26))
    dx, dy = (cv2.resize(rng.normal(0, amount, grid).astype(np.float32), (w, h), interpolation=CUBIC) for _ in "xy")
    xs, ys = np.meshgrid(np.arange(w, dtype=np.float32), np.arange(h, dtype=np.float32))
    return cv2.remap(page, xs + dx, ys + dy, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def wobble_hand(page: np.ndarray, seed: int) -> np.ndarray:
    """Give the blue handwriting of a page an uneven hand."""
    mask = (page[..., 2].astype(np.int16) - page[..., 0] > 45).astype(np.uint8)
    if not mask.any():
        return page
    wide = cv2.dilate(mask, np.ones((5, 5), np.uint8))[..., None] > 0
    ink = np.where(wide, page, 255).astype(np.uint8)
    rest = np.where(wide, 255, page).astype(np.uint8)
    return np.minimum(rest, bend(ink, seed, 2.5))


def light(shape: tuple[int, int], rng: Random, depth: float) -> np.ndarray:
    """A smooth light field, 1 where brightest."""
    corners = np.array([[1 - rng.random() * depth for _ in range(3)] for _ in range(3)], np.float32)
    return cv2.resize(corners, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC)


def noisy(page: np.ndarray, rng: Random, sigma: float) -> np.ndarray:
    """The page with sensor noise, slightly coarse."""
    source = np.random.default_rng(rng.randrange(10**9))
    half = source.normal(0, sigma, (page.shape[0] // 2 + 1, page.shape[1] // 2 + 1, 1)).astype(np.float32)
    grain = cv2.resize(half, (page.shape[1], page.shape[0]))[..., None]
    return (page.astype(np.float32) + grain).clip(0, 255).astype(np.uint8)


def turned(page: np.ndarray, degrees: float, back: tuple[int, int, int], pad: int) -> np.ndarray:
    """The page turned on a bigger ground."""
    page = cv2.copyMakeBorder(page, pad, pad, pad, pad, cv2.BORDER_CONSTANT, value=back)
    h, w = page.shape[:2]
    matrix = cv2.getRotationMatrix2D((w / 2, h / 2), degrees, 1)
    return cv2.warpAffine(page, matrix, (w, h), flags=cv2.INTER_LINEAR, borderValue=back)


def dust(page: np.ndarray, rng: Random) -> None:
    """A few specks of dust in place."""
    for _ in range(rng.randint(0, 14)):
        spot = rng.randrange(page.shape[1]), rng.randrange(page.shape[0])
        cv2.circle(page, spot, rng.randint(1, 2), (rng.randint(60, 150),) * 3, -1)


def flatbed(page: np.ndarray, habit: Habit, rng: Random) -> np.ndarray:
    """A sheet on a flatbed or through a feeder."""
    paper = (page.astype(np.float32) * np.array(habit.tint, np.float32) * rng.uniform(0.95, 0.99)).clip(0, 255)
    tone = rng.randint(226, 250)
    out = turned(
        paper.astype(np.uint8), rng.gauss(0, 0.5), (tone, tone, tone), round(habit.dpi / 25.4 * rng.uniform(1, 3))
    )
    out = (out * light(out.shape[:2], rng, 0.05)[..., None]).clip(0, 255).astype(np.uint8)
    dust(out, rng)
    return noisy(cv2.GaussianBlur(out, (0, 0), 0.6), rng, 3.2)


def app_page(page: np.ndarray, habit: Habit, rng: Random) -> np.ndarray:
    """A page that a phone app has cut out and brightened."""
    h, w = page.shape[:2]
    out = (page * light((h, w), rng, 0.25)[..., None]).clip(0, 255).astype(np.uint8)
    out = squeeze(noisy(out, rng, 4), rng, 0.006, (170, 170, 172), h, w)
    ground = cv2.GaussianBlur(cv2.resize(out, None, fx=0.125, fy=0.125), (0, 0), 24)
    ground = cv2.resize(ground, (out.shape[1], out.shape[0])).astype(np.float32)
    lifted = out / np.maximum(ground, 120) * 250
    lifted = ((lifted - 128) * 1.18 + 134).clip(0, 255).astype(np.uint8)
    size = round(w * habit.size), round(h * habit.size * rng.uniform(0.985, 1.012))
    sharp = cv2.resize(lifted, size, interpolation=cv2.INTER_AREA)
    return cv2.addWeighted(sharp, 1.4, cv2.GaussianBlur(sharp, (0, 0), 1.6), -0.4, 0)


def squeeze(page: np.ndarray, rng: Random, amount: float, back: tuple[int, int, int], h: int, w: int) -> np.ndarray:
    """The page with its corners moved inwards by up to that share of its size."""
    source = np.array([[0, 0], [page.shape[1], 0], [page.shape[1], page.shape[0]], [0, page.shape[0]]], np.float32)
    target = np.array(
        [
            [rng.random() * amount * w, rng.random() * amount * h],
            [w - rng.random() * amount * w, rng.random() * amount * h],
            [w - rng.random() * amount * w, h - rng.random() * amount * h],
            [rng.random() * amount * w, h - rng.random() * amount * h],
        ],
        np.float32,
    )
    matrix = cv2.getPerspectiveTransform(source, target)
    return cv2.warpPerspective(page, matrix, (w, h), flags=cv2.INTER_LINEAR, borderValue=back)


def desk(h: int, w: int, table: tuple[int, int, int], rng: Random) -> np.ndarray:
    """A table top seen from above."""
    base = np.array(table, np.float32)
    grain = np.random.default_rng(rng.randrange(10**9)).normal(0, 1, (h // 3 + 1, 14)).astype(np.float32)
    grain = cv2.GaussianBlur(cv2.resize(grain, (w, h), interpolation=cv2.INTER_CUBIC), (0, 0), 3)
    return (base + grain[..., None] * 9).clip(0, 255)


def photograph(page: np.ndarray, habit: Habit, rng: Random) -> np.ndarray:
    """A page photographed on a table with a phone."""
    h, w = round(page.shape[0] * 1.09), round(page.shape[1] * 1.1)
    mask = np.full(page.shape[:2], 255, np.uint8)
    state = rng.getstate()
    placed = squeeze_in(page, rng, h, w)
    rng.setstate(state)
    cover = squeeze_in(mask, rng, h, w).astype(np.float32)[..., None] / 255
    shadow = cv2.GaussianBlur(cover[..., 0], (0, 0), 14)[..., None]
    out = desk(h, w, habit.table, rng) * (1 - 0.35 * shadow) * (1 - cover) + placed * cover
    out = out * light((h, w), rng, 0.32)[..., None] * np.array(habit.tint, np.float32) * 0.96
    out = cv2.GaussianBlur(out.clip(0, 255).astype(np.uint8), (0, 0), rng.uniform(0.5, 0.9))
    return noisy(out, rng, 4.5)


def squeeze_in(page: np.ndarray, rng: Random, h: int, w: int) -> np.ndarray:
    """The page in perspective inside a bigger picture."""
    ph, pw = page.shape[:2]
    x0, y0 = (w - pw) / 2, (h - ph) / 2
    source = np.array([[0, 0], [pw, 0], [pw, ph], [0, ph]], np.float32)
    shift = np.array([[rng.uniform(0.6, 1.8) * x0, rng.uniform(0.6, 1.8) * y0] for _ in range(4)], np.float32)
    signs = np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]], np.float32)
    target = np.array([[0, 0], [w, 0], [w, h], [0, h]], np.float32) + shift * signs
    matrix = cv2.getPerspectiveTransform(source, target)
    return cv2.warpPerspective(page, matrix, (w, h), flags=cv2.INTER_LINEAR)


def watermark(page: Image.Image) -> None:
    """The small line that some apps print at the foot."""
    ImageDraw.Draw(page).text(
        (page.width - 20, page.height - 24), "由手机扫描生成", (150, 150, 150), typeface("sans", 20), anchor="rm"
    )


def scan_page(page: Image.Image, habit: Habit, rng: Random) -> Scan:
    """The page as this firm scans it."""
    array = np.asarray(page)
    work = {"app": app_page, "photo": photograph}.get(habit.mode, flatbed)
    out = Image.fromarray(work(array, habit, rng))
    if habit.mode == "app" and habit.watermark:
        watermark(out)
    if habit.mode == "grey":
        out = out.convert("L")
    return Scan(out, habit.dpi, habit.quality)


def fax_header(page: Image.Image, words: str) -> None:
    """The line a fax machine prints on top."""
    ImageDraw.Draw(page).text((60, 8), words, 0, typeface("hei", 26))


def fax_page(page: Image.Image, words: str, fine: bool, rng: Random) -> Image.Image:
    """A bilevel fax page: 204 by 196 (fine) or 98 (standard) lines per inch."""
    grey = np.asarray(
        page.convert("L").resize((1728, 2292 if page.height > page.width else 1190), Image.Resampling.LANCZOS)
    )
    grey = turned(grey[..., None].repeat(3, 2), rng.gauss(0, 0.35), (255, 255, 255), 0)[..., 0]
    noise = np.random.default_rng(rng.randrange(10**9)).normal(0, 9, grey.shape)
    bits = Image.fromarray(np.where(grey + noise > 172, 255, 0).astype(np.uint8))
    fax_header(bits, words)
    if not fine:
        bits = bits.resize((1728, bits.height // 2), Image.Resampling.NEAREST)
    return bits.convert("1", dither=Image.Dither.NONE)
