import numpy as np
import pytest

from ocr.picture.ink import blue_mask, faint_red_mask, red_mask, suppress_red


def page(colour: tuple[int, int, int], paper: tuple[int, int, int] = (255, 255, 255)) -> np.ndarray:
    bitmap = np.full((200, 200, 3), paper, np.uint8)
    bitmap[80:120, 80:120] = colour
    return bitmap


@pytest.mark.parametrize("colour", [(214, 32, 44), (150, 60, 50), (240, 190, 195), (222, 62, 30)],
                         ids=["red", "brown", "pink", "vermilion"])
def test_seal_inks_are_red(colour: tuple[int, int, int]) -> None:
    mask = red_mask(page(colour))
    assert mask[100, 100]
    assert mask.sum() == 1600


@pytest.mark.parametrize("colour", [(20, 20, 20), (250, 240, 60), (255, 200, 90), (40, 60, 170)],
                         ids=["black", "yellow-marker", "orange-marker", "blue"])
def test_other_inks_are_not_red(colour: tuple[int, int, int]) -> None:
    assert not red_mask(page(colour)).any()


def test_yellowed_paper_is_no_ink() -> None:
    assert not red_mask(page((30, 30, 30), paper=(244, 226, 208))).any()


def test_blue_ink_is_blue_and_black_is_not() -> None:
    assert blue_mask(page((40, 60, 170)))[100, 100]
    assert not blue_mask(page((20, 20, 20))).any()


def test_red_ink_vanishes_and_print_below_it_stays() -> None:
    bitmap = page((214, 60, 70))
    bitmap[98:102, 60:140] = (40, 12, 14)
    clean = suppress_red(bitmap)
    assert clean[90, 100].min() > 200
    assert clean[100, 100].max() < 90
    assert clean[100, 70].max() < 60


def test_page_without_red_is_returned_as_it_is() -> None:
    bitmap = page((20, 20, 20))
    assert suppress_red(bitmap) is bitmap


def test_red_on_black_paper_is_no_division_by_zero() -> None:
    bitmap = page((214, 32, 44), paper=(0, 0, 0))
    with np.errstate(all="raise"):
        assert suppress_red(bitmap).shape == bitmap.shape


@pytest.mark.parametrize("ground", [(255, 255, 255), (255, 214, 170), (70, 120, 210)], ids=["paper", "lamp", "photo"])
def test_pale_ink_is_seen_on_ground_of_any_colour(ground: tuple[int, int, int]) -> None:
    through = (0.97, 0.86, 0.87)
    bitmap = np.full((200, 200, 3), ground, np.uint8)
    bitmap[96:104, 60:140] = [round(value * share) for value, share in zip(ground, through, strict=True)]
    mask = faint_red_mask(bitmap)
    assert mask[100, 100]
    assert not mask[:80].any()


@pytest.mark.parametrize("ink", [(228, 212, 211), (246, 236, 236)], ids=["brown", "pink"])
def test_faint_ink_on_clean_paper_is_seen_and_on_noisy_paper_no_noise(ink: tuple[int, int, int]) -> None:
    clean = np.full((200, 200, 3), 255, np.uint8)
    clean[96:104, 60:140] = ink
    assert faint_red_mask(clean)[100, 100]
    generator = np.random.default_rng(1)
    noisy = np.clip(246 + generator.normal(0, 9, (200, 200, 3)), 0, 255).astype(np.uint8)
    assert faint_red_mask(noisy).mean() < 0.002


def test_print_with_false_colour_is_no_faint_ink() -> None:
    bitmap = np.full((200, 200, 3), 255, np.uint8)
    bitmap[96:100, 60:140] = (62, 52, 50)
    assert not faint_red_mask(bitmap).any()


def test_noise_of_a_dark_picture_is_no_faint_ink() -> None:
    generator = np.random.default_rng(1)
    bitmap = np.full((400, 400, 3), 250, np.uint8)
    bitmap[100:300, 60:340] = np.clip(np.array([190, 70, 70]) + generator.normal(0, 5, (200, 280, 3)), 0, 255)
    assert faint_red_mask(bitmap)[140:260, 100:300].mean() < 0.05


def test_black_print_is_no_pale_ink() -> None:
    bitmap = np.full((200, 200, 3), 255, np.uint8)
    bitmap[96:100, 60:140] = (30, 20, 22)
    assert not faint_red_mask(bitmap).any()
