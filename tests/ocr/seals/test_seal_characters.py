"""The network that knows single characters of seals, on cells drawn here and worn a little."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from ocr.seals.name_cells import SIDE, SPAN, Cells
from ocr.seals.seal_characters import sightings
from tests.drawing.fonts import load_font

RARE = "颢铎翊淼稷鹭堃喆赟骐璟瀚"
"""Characters of names to which the recogniser of pages is blind or nearly so."""

LIKE = ("淼森", "颢颖", "稷楼", "铎锋", "特待", "祺棋", "岚岗")


def cell(character: str, face: str = "serif", blur: float = 0.8) -> Cells:
    """Draw one character as it stands in its cell."""
    side = 4 * SIDE
    sheet = Image.new("L", (side, side), 0)
    size = round(side / SPAN * 0.92)
    ImageDraw.Draw(sheet).text((side / 2, side / 2), character, font=load_font(face, size), fill=255, anchor="mm")
    drawn = cv2.GaussianBlur(np.asarray(sheet, np.float32) / 255, (0, 0), 4 * blur)
    ink = cv2.resize(drawn, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    return np.asarray(np.stack((ink, np.zeros_like(ink)))[None], np.float32)


@pytest.mark.parametrize("character", RARE)
def test_a_rare_character_is_known(character: str) -> None:
    assert sightings(cell(character)).likeliest(0, 1) == [character]


@pytest.mark.parametrize("pair", LIKE)
def test_like_characters_are_told_apart(pair: str) -> None:
    one, other = tuple(pair)
    assert sightings(cell(one)).odds(0, one, other) > 2.0
    assert sightings(cell(other)).odds(0, other, one) > 2.0


def test_pale_ink_is_ink() -> None:
    faint = cell("鹭") * np.asarray([0.3, 1.0], np.float32)[None, :, None, None]
    assert sightings(faint).likeliest(0, 1) == ["鹭"]


def test_what_lies_under_print_says_nothing() -> None:
    hidden = cell("鹭")
    hidden[:, 1] = 1.0
    assert abs(sightings(hidden).odds(0, "鹭", "露")) < 2.0


def test_a_sign_that_it_has_not_says_nothing() -> None:
    assert sightings(cell("鹭")).odds(0, "鹭", "A") == 0.0
