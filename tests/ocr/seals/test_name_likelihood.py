"""The likelihood of a name and of its rivals, against the sum over all ways through the frames."""

from itertools import product

import numpy as np
import pytest

from ocr.engine import Frames
from ocr.seals.name_likelihood import likelihood

SIGNS = ["", "甲", "乙", "丙"]


@pytest.fixture(scope="module")
def frames() -> Frames:
    raw = 2 * np.random.default_rng(0).normal(size=(6, len(SIGNS)))
    logs = (raw - np.log(np.exp(raw).sum(axis=1, keepdims=True))).astype(np.float32)
    return Frames(logs, {sign: (at,) for at, sign in enumerate(SIGNS) if at}, SIGNS, 8.0)


def text_of(way: tuple[int, ...]) -> str:
    kept = [at for at, before in zip(way, (0, *way), strict=False) if at and at != before]
    return "".join(SIGNS[at] for at in kept)


def summed(frames: Frames, name: str) -> float:
    ways = (way for way in product(range(len(SIGNS)), repeat=len(frames.logs)) if text_of(way) == name)
    return float(np.logaddexp.reduce([sum(frames.logs[at, sign] for at, sign in enumerate(way)) for way in ways]))


@pytest.mark.parametrize("name", ["甲", "甲乙", "甲甲乙", "甲乙丙"])
def test_a_name_and_its_rivals_are_as_likely_as_all_ways_to_write_them(frames: Frames, name: str) -> None:
    rivals = [[sign for sign in SIGNS[1:] if sign != character] for character in name]
    found = likelihood(frames, name, rivals)
    assert found.name == pytest.approx(summed(frames, name), abs=1e-4)
    for at, place in enumerate(rivals):
        wanted = [summed(frames, name[:at] + rival + name[at + 1 :]) for rival in place]
        assert found.rivals[at] == pytest.approx(wanted, abs=1e-4)
    assert found.free == pytest.approx(float(frames.logs.max(axis=1).sum()), abs=1e-4)
    assert found.gap >= 0


def test_characters_are_found_where_they_stand() -> None:
    logs = np.full((9, len(SIGNS)), -8.0, np.float32)
    logs[[0, 2, 3, 5, 6, 8], 0] = 0.0
    logs[[1, 4, 7], [1, 2, 3]] = 0.0
    frames = Frames(logs, {sign: (at,) for at, sign in enumerate(SIGNS) if at}, SIGNS, 8.0)
    assert likelihood(frames, "甲乙丙", [[], [], []]).frames.tolist() == [1, 4, 7]


def test_a_sign_that_the_model_does_not_know_may_be_any(frames: Frames) -> None:
    known = (likelihood(frames, f"甲{sign}", [[], []]).name for sign in "乙丙")
    assert likelihood(frames, "甲丁", [[], []]).name > max(known)


def test_a_sign_that_the_model_does_not_know_is_no_gap() -> None:
    logs = np.full((3, len(SIGNS)), -40.0, np.float32)
    logs[[0, 1, 2], [1, 0, 2]] = 0.0
    frames = Frames(logs, {sign: (at,) for at, sign in enumerate(SIGNS) if at}, SIGNS, 8.0)
    assert likelihood(frames, "甲丁", [[], []]).name > -1
