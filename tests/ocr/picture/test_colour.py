"""Which colours a page can show, told from little ink and from much noise."""

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw

from cases.reading import ColourMode
from ocr.engine import Bitmap
from ocr.picture.colour import colour_mode

SIZE = (1654, 2339)


def printed() -> Image.Image:
    page = Image.new("RGB", SIZE, "white")
    pen = ImageDraw.Draw(page)
    for row in range(60):
        for column in range(0, 1200, 24):
            pen.rectangle((200 + column, 200 + 32 * row, 200 + column + 14, 216 + 32 * row), fill=(25, 25, 25))
    return page


def scanned(page: Image.Image, noise: float, quality: int, *, grey: bool) -> Bitmap:
    """A JPEG of the page with noise: one and the same on all channels, or one on each."""
    generator = np.random.default_rng(3)
    grain = generator.normal(0, noise, (page.height, page.width, 1 if grey else 3))
    stream = io.BytesIO()
    noisy = np.clip(np.asarray(page, np.float32) + grain, 0, 255).astype(np.uint8)
    Image.fromarray(noisy).save(stream, "JPEG", quality=quality)
    return np.array(Image.open(stream).convert("RGB"))


def test_pale_ring_of_a_seal_makes_a_page_coloured() -> None:
    page = printed()
    ImageDraw.Draw(page).ellipse((700, 1700, 1030, 2030), outline=(245, 222, 222), width=8)
    assert colour_mode(scanned(page, 2, 75, grey=True), one_channel=False, drawn=False) is ColourMode.COLOUR


@pytest.mark.parametrize("width_mm", [1, 3])
def test_strip_of_a_seal_at_the_edge_makes_a_page_coloured(width_mm: int) -> None:
    page = printed()
    pen, width = ImageDraw.Draw(page), round(width_mm * 200 / 25.4)
    for top in range(1000, 1300, 60):
        pen.rectangle((SIZE[0] - width, top, SIZE[0], top + 24), fill=(205, 60, 70))
    assert colour_mode(scanned(page, 2, 75, grey=True), one_channel=False, drawn=False) is ColourMode.COLOUR


@pytest.mark.parametrize(
    ("noise", "quality", "grey"), [(8, 30, True), (4, 75, False), (8, 40, False)], ids=["grey", "chroma", "strong"]
)
def test_noise_is_no_colour(noise: float, quality: int, grey: bool) -> None:
    assert colour_mode(scanned(printed(), noise, quality, grey=grey), one_channel=False, drawn=False) is ColourMode.GREY


def test_barely_warm_paper_is_no_colour() -> None:
    tinted = (np.asarray(printed(), np.float32) * np.array([1.0, 1.0, 0.994])).astype(np.uint8)
    assert colour_mode(tinted, one_channel=False, drawn=False) is ColourMode.GREY
