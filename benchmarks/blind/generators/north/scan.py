"""What the multi-function printer, the camera or the fax makes of a sheet."""

from dataclasses import dataclass

import cv2
import numpy as np


@dataclass(frozen=True)
class Device:
    """A way of copying: resolution, largest skew in degrees, noise, JPEG quality, colour and light."""

    sort: str
    dpi: int
    skew: float
    noise: float
    quality: int
    grey: bool = False
    white: float = 1.0
    tint: tuple[float, float, float] = (1.0, 1.0, 1.0)
    edge: bool = False
    desk: tuple[int, int, int] = (176, 150, 118)


def device(rng: np.random.Generator, sort: str) -> Device:
    """Draw a device: "printer" (multi-function), "photo" or "digital"."""
    if sort == "photo":
        desk = tuple(int(v) for v in rng.choice([[150, 120, 92], [205, 203, 198], [92, 80, 70], [176, 150, 118]]))
        return Device("photo", 150, 1.2, 4.0, int(rng.integers(72, 88)), desk=desk)
    if sort == "digital":
        return Device("digital", 200, 0.0, 0.0, 90)
    warm = rng.uniform(-0.012, 0.012)
    return Device(
        "printer", int(rng.choice([150, 200, 200, 200, 300], p=[0.3, 0.2, 0.2, 0.2, 0.1])),
        rng.choice([0.25, 0.5, 0.9]),
        rng.uniform(1.0, 4.5), int(rng.integers(58, 86)), bool(rng.random() < 0.07), rng.uniform(0.95, 1.04),
        (1.0, 1.0 - abs(warm) / 2, 1.0 - warm), bool(rng.random() < 0.3),
    )


_NOISE: dict[int, np.ndarray] = {}


def noise_field(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """A unit-variance noise plane cut from a stored tile at a random place (drawn once a run)."""
    if 0 not in _NOISE:
        fixed = np.random.default_rng(11).normal(0, 1, (4096, 4096)).astype(np.float32)
        _NOISE[0] = cv2.GaussianBlur(fixed, (0, 0), 0.6) * 1.7
    y, x = int(rng.integers(0, 4096)), int(rng.integers(0, 4096))
    rolled = np.take(_NOISE[0], np.arange(y, y + height) % 4096, axis=0)
    return np.take(rolled, np.arange(x, x + width) % 4096, axis=1)


def light(rng: np.random.Generator, height: int, width: int, depth: float) -> np.ndarray:
    """A slow change of brightness around 1."""
    coarse = 1 + rng.uniform(-depth, depth, (3, 3)).astype(np.float32)
    return cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)


def printer_scan(page: np.ndarray, rng: np.random.Generator, device: Device) -> np.ndarray:
    """A flat-bed or feeder scan of a page (RGB in, RGB or grey out)."""
    h, w = page.shape[:2]
    angle = rng.uniform(-device.skew, device.skew)
    move = cv2.getRotationMatrix2D((w / 2, h / 2), angle, 1)
    move[:, 2] += rng.normal(0, 0.0025, 2) * w
    paper = 243 if device.edge else 255
    out = cv2.warpAffine(page, move, (w, h), flags=cv2.INTER_LINEAR,
        borderValue=(paper, paper, paper)).astype(np.float32)
    if device.edge:
        _edge_shadow(out, rng)
    out *= (light(rng, h, w, 0.02) * device.white)[..., None] * np.float32(device.tint)
    out += (noise_field(rng, h, w) * device.noise)[..., None]
    out = np.clip(out, 0, 255).astype(np.uint8)
    out = cv2.GaussianBlur(out, (0, 0), 0.5 if device.dpi < 250 else 0.8)
    return cv2.cvtColor(out, cv2.COLOR_RGB2GRAY) if device.grey else out


def _edge_shadow(out: np.ndarray, rng: np.random.Generator) -> None:
    """A soft shadow along one long edge, as of a sheet not lying flat."""
    width = int(rng.integers(6, 26))
    ramp = np.linspace(rng.uniform(0.75, 0.9), 1, width, dtype=np.float32)
    if rng.random() < 0.5:
        out[:, :width] *= ramp[None, :, None]
    else:
        out[:width] *= ramp[:, None, None]


def photograph(page: np.ndarray, rng: np.random.Generator, device: Device) -> np.ndarray:
    """A telephone picture of the sheet on a desk: perspective, lamp light, desk around."""
    h, w = page.shape[:2]
    pad = int(w * rng.uniform(0.04, 0.09))
    tone = np.float32(device.desk)
    big = np.empty((h + 2 * pad, w + 2 * pad, 3), np.float32)
    big[:] = tone * light(rng, h + 2 * pad, w + 2 * pad, 0.12)[..., None]
    corners = np.float32([[0, 0], [w, 0], [w, h], [0, h]])
    target = corners + pad + rng.uniform(-0.55, 0.55, (4, 2)).astype(np.float32) * pad
    matrix = cv2.getPerspectiveTransform(corners, target)
    shape = (w + 2 * pad, h + 2 * pad)
    sheet = cv2.warpPerspective(page, matrix, shape, flags=cv2.INTER_LINEAR)
    cover = cv2.warpPerspective(np.full((h, w), 255, np.uint8), matrix, shape)[..., None].astype(np.float32) / 255
    big = big * (1 - cover) + sheet * cover
    big *= (light(rng, *big.shape[:2], 0.12) * rng.uniform(0.86, 1.0))[..., None]
    big *= np.float32([1.0, rng.uniform(0.96, 1.0), rng.uniform(0.88, 0.99)])
    big += (noise_field(rng, *big.shape[:2]) * device.noise)[..., None]
    return cv2.GaussianBlur(np.clip(big, 0, 255).astype(np.uint8), (0, 0), rng.uniform(0.5, 0.9))


def facsimile(page: np.ndarray, rng: np.random.Generator, fine: bool) -> np.ndarray:
    """A bilevel fax page, 1728 pixels wide at 204 by 196 (fine) or 98 lines an inch; True is white."""
    grey = cv2.cvtColor(page, cv2.COLOR_RGB2GRAY)
    rows = round(page.shape[0] / page.shape[1] * 1728 * (196 if fine else 98) / 204)
    grey = cv2.resize(grey, (1728, rows), interpolation=cv2.INTER_AREA).astype(np.float32)
    angle = cv2.getRotationMatrix2D((864, rows / 2), rng.uniform(-0.4, 0.4), 1)
    grey = cv2.warpAffine(grey, angle, (1728, rows), borderValue=255)
    return grey + noise_field(rng, rows, 1728) * 9 > rng.uniform(165, 188)


def jpeg(image: np.ndarray, quality: int) -> bytes:
    """JPEG bytes of an RGB or grey picture."""
    data = image if image.ndim == 2 else cv2.cvtColor(image, cv2.COLOR_RGB2BGR)
    return cv2.imencode(".jpg", data, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()
