"""Single characters of seals, drawn in free faces and worn as ink, paper, print and scanner wear them; by the batch.

A cell shows what ``ocr.seals.name_cells`` cuts out: a character stretched to its place on the ring, its neighbours'
edges, ring or star at its border, and a second plane that tells where print lies over it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt
import torch
from fontTools.ttLib import TTCollection, TTFont
from PIL import Image, ImageDraw, ImageFont
from torch import Tensor
from torch.nn.functional import conv2d, grid_sample, interpolate, max_pool2d

from ocr.seals.name_cells import SIDE, SPAN

Bank = npt.NDArray[np.uint8]
"""Faces × characters × ``_BOX`` × ``_BOX``: drawn characters, empty where a face lacks one."""

_BOX, _EM = 56, 50
_PLACE = SIDE / SPAN
"""Pixels of a character's place."""

_STEPS = 6
_PRESENT = 40


@dataclass(frozen=True, slots=True)
class Pose:
    """How characters stand in their cells, one value each: pixels, places, radians, and bends without unit."""

    x: Tensor
    y: Tensor
    width: Tensor
    height: Tensor
    turn: Tensor
    slant: Tensor
    taper: Tensor
    bend: Tensor

    def moved(self, across: Tensor) -> Pose:
        """Return the same pose further right."""
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        return Pose(**{**values, "x": self.x + across})


def draw_faces(faces: Sequence[tuple[str, int]], characters: str) -> Bank:
    """Draw characters in faces.

    Args:
        faces: Path of each face and its number within that file.
        characters: All of them.
    """
    return np.stack([_drawn(path, number, characters) for path, number in faces])


def _drawn(path: str, number: int, characters: str) -> Bank:
    """Draw all that a face has, its middle in the middle."""
    font = ImageFont.truetype(path, _EM, index=number)
    known = (TTCollection(path).fonts[number] if path.endswith("ttc") else TTFont(path)).getBestCmap()
    drawn = np.zeros((len(characters), _BOX, _BOX), np.uint8)
    for at, character in enumerate(characters):
        if ord(character) in known:
            drawn[at] = _one(font, character)
    inked = np.argwhere((drawn > _PRESENT).mean(axis=0) > 0.02)
    down, right = np.round((_BOX - 1) / 2 - (inked.min(axis=0) + inked.max(axis=0)) / 2).astype(int)
    return np.roll(drawn, (down, right), (1, 2))


def _one(font: ImageFont.FreeTypeFont, character: str) -> Bank:
    sheet = Image.new("L", (2 * _BOX, 2 * _BOX), 0)
    ImageDraw.Draw(sheet).text((_BOX, _BOX), character, font=font, fill=255, anchor="mm")
    return np.asarray(sheet)[_BOX // 2 : _BOX // 2 + _BOX, _BOX // 2 : _BOX // 2 + _BOX]


class WornCells:
    """Draws worn cells."""

    def __init__(self, bank: Bank, seed: int) -> None:
        """Take drawn faces and a seed."""
        self._bank = torch.from_numpy(bank)
        self._present = self._bank.flatten(2).amax(2) > 0
        self.random = torch.Generator().manual_seed(seed)
        self.count = bank.shape[1]

    def ids(self, size: int) -> Tensor:
        """Return the numbers of ``size`` characters drawn by lot."""
        return torch.randint(0, self.count, (size,), generator=self.random)

    def batch(self, ids: Tensor) -> Tensor:
        """Return worn cells of characters: batch × 2 × ``SIDE`` × ``SIDE``, as ``name_cells`` gives them."""
        size = len(ids)
        faces = self._faces(ids)
        ink = self._inked(self._bordered(self._ring(faces, ids, self._pose(size))))
        hidden = self._hidden(faces, size)
        guess = ink * self._even(size, 0, 1) + self._field(size, 5, 14) * self._even(size, 0, 0.3)
        ink = torch.where(hidden > 0, torch.clamp(guess + self._even(size, 0, 0.4), 0, 1), ink)
        ink = _blurred(ink, self._even(size, 0.3, 1.2).flatten()) * self._even(size, 0.35, 1)
        ink = ink + self._normal(size, SIDE, SIDE) * self._even(size, 0, 0.07) + 0.12 * self._even(size, 0, 1) ** 3
        return torch.stack((torch.round(ink.clamp(0, 1) * _STEPS) / _STEPS, hidden), 1)

    def _even(self, size: int, least: float, most: float) -> Tensor:
        return (least + (most - least) * torch.rand(size, generator=self.random))[:, None, None]

    def _normal(self, *shape: int) -> Tensor:
        return torch.randn(*shape, generator=self.random)

    def _some(self, size: int, share: float) -> Tensor:
        return (self._even(size, 0, 1) < share).float()

    def _field(self, size: int, least: int, most: int) -> Tensor:
        """Return noise that changes over a tenth or a half of a cell."""
        side = int(torch.randint(least, most + 1, (1,), generator=self.random))
        coarse = self._normal(size, 1, side, side)
        return interpolate(coarse, size=(SIDE, SIDE), mode="bicubic", align_corners=False)[:, 0]

    def _faces(self, ids: Tensor) -> Tensor:
        """Return for each character one of the faces that have it."""
        present = self._present[:, ids].float().T
        present[present.sum(1) == 0] = 1.0
        return torch.multinomial(present, 1, generator=self.random)[:, 0]

    def _pose(self, size: int) -> Pose:
        def about(middle: float, spread: float) -> Tensor:
            return middle + spread * self._normal(size)

        width, height = (self._even(size, *bounds).flatten() for bounds in ((0.6, 0.98), (0.78, 1.06)))
        x, y = about(SIDE / 2, 0.045 * _PLACE), about(SIDE / 2, 0.05 * _PLACE)
        return Pose(x, y, width, height, about(0, 0.04), about(0, 0.04), about(0, 0.08), about(0, 0.06))

    def _ring(self, faces: Tensor, ids: Tensor, pose: Pose) -> Tensor:
        """Draw characters between two neighbours."""
        size = len(ids)
        ink = self._placed(faces, ids, pose)
        pitch = _PLACE * (1 + 0.03 * self._normal(size))
        for side in (-1, 1):
            beside = self._placed(faces, self.ids(size), pose.moved(side * pitch))
            ink = torch.maximum(ink, self._some(size, 0.9) * beside)
        return ink

    def _placed(self, faces: Tensor, ids: Tensor, pose: Pose) -> Tensor:
        """Draw characters as a pose has them."""
        across, down = _grid(len(ids))
        across, down = across - _wide(pose.x), down - _wide(pose.y)
        cosine, sine = torch.cos(_wide(pose.turn)), torch.sin(_wide(pose.turn))
        across, down = cosine * across + sine * down, cosine * down - sine * across
        across = across + _wide(pose.slant) * down
        across = across * (1 + _wide(pose.taper) * down / _PLACE)
        down = down + _wide(pose.bend) * across**2 / _PLACE
        half = _PLACE / 2 * _BOX / _EM
        places = torch.stack((across / (_wide(pose.width) * half), down / (_wide(pose.height) * half)), -1)
        drawn = self._bank[faces, ids].float()[:, None] / 255
        return grid_sample(drawn, places, align_corners=False, padding_mode="zeros")[:, 0]

    def _bordered(self, ink: Tensor) -> Tensor:
        """Add the ring above and what stands below."""
        size = len(ink)
        _, down = _grid(size)
        above = torch.clamp(self._even(size, 1.5, 4.5) - down, 0, 1) * self._some(size, 0.35)
        below = torch.clamp(down - self._even(size, SIDE - 4, SIDE - 1), 0, 1) * self._some(size, 0.15)
        return torch.maximum(torch.maximum(ink, above), below)

    def _inked(self, ink: Tensor) -> Tensor:
        """Make strokes thicker or thinner, dry, and crossed by foreign ink."""
        size = len(ink)
        ink = _blurred(ink, self._even(size, 0.35, 1.1).flatten())
        least, sharp = self._even(size, 0.22, 0.62), self._even(size, 4, 12)
        rough = self._field(size, 12, 20) * self._even(size, 0, 0.12)
        ink = torch.sigmoid(sharp * (ink + rough - least)) - torch.sigmoid(-sharp * least)
        dry = self._some(size, 0.6) * self._even(size, 0, 1)
        patches = self._field(size, 2, 6) * 0.6 + self._field(size, 10, 24) * 0.8
        ink = ink * torch.sigmoid(5 * (patches + 1.5 - 2.2 * dry))
        foreign = self._strokes(size, 2, 3.5) * self._even(size, 0.3, 1)
        return torch.maximum(ink, self._some(size, 0.25) * foreign)

    def _hidden(self, faces: Tensor, size: int) -> Tensor:
        """Return where print lies: rules of a table, or a character of the text below."""
        rules = (self._strokes(size, 4, 4.5) > 0.3).float()
        nothing = torch.zeros(size)
        x, y, width, height, turn = (
            self._even(size, *bounds).flatten()
            for bounds in ((0.1 * SIDE, 0.9 * SIDE), (0.1 * SIDE, 0.9 * SIDE), (0.5, 1.1), (0.5, 1.1), (0, 2 * math.pi))
        )
        printed = self._placed(faces, self.ids(size), Pose(x, y, width, height, turn, nothing, nothing, nothing))
        letters = (max_pool2d(printed[:, None], 3, 1, 1)[:, 0] > 0.3).float()
        both = torch.maximum(letters, rules * self._some(size, 0.3))
        return torch.where(self._some(size, 0.5) > 0, both, rules) * self._some(size, 0.4)

    def _strokes(self, size: int, most: int, widest: float) -> Tensor:
        """Return up to ``most`` straight strokes a cell, each a pixel to ``widest`` wide."""
        across, down = (one - SIDE / 2 for one in _grid(size))
        drawn = torch.zeros(size, SIDE, SIDE)
        for _ in range(most):
            angle, off = self._even(size, 0, math.pi), self._even(size, -0.55 * SIDE, 0.55 * SIDE)
            aside = (across * torch.cos(angle) + down * torch.sin(angle) - off).abs()
            along = (down * torch.cos(angle) - across * torch.sin(angle) - self._even(size, -20, 20)).abs()
            width, length = self._even(size, 1, widest), self._even(size, 4, 64)
            stroke = torch.clamp((width + 1) / 2 - aside, 0, 1) * torch.clamp((length + 1) / 2 - along, 0, 1)
            drawn = torch.maximum(drawn, self._some(size, 0.6) * stroke)
        return drawn


def _grid(size: int) -> tuple[Tensor, Tensor]:
    middles = torch.arange(SIDE) + 0.5
    return middles[None, None, :].expand(size, SIDE, SIDE), middles[None, :, None].expand(size, SIDE, SIDE)


def _wide(values: Tensor) -> Tensor:
    return values[:, None, None]


def _blurred(ink: Tensor, spread: Tensor) -> Tensor:
    """Blur each cell by its own spread, pixels."""
    weights = torch.exp(-(torch.arange(-4.0, 5.0)[None] ** 2) / (2 * spread[:, None] ** 2))
    weights = weights / weights.sum(1, keepdim=True)
    across = conv2d(ink[None], weights[:, None, None, :], padding=(0, 4), groups=len(ink))
    return conv2d(across, weights[:, None, :, None], padding=(4, 0), groups=len(ink))[0]
