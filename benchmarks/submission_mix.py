"""Which submissions are judged: per seed one clean and several spoilt ones of the same enterprise, from one device."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from tests.drawing import CLEAN, COARSE, COPY, GREY, OFFICE, OLD, PHOTO, Defect, Scan, SubmissionSpec
from tests.drawing.expectations import NOT_APPLICABLE
from tests.drawing.materials import ITEMS

SINGLES_PER_SEED = 3

SCANS: dict[str, tuple[int, Scan | None, str]] = {
    "日常彩色扫描": (38, None, "pdf"),
    "普通彩色扫描": (8, OFFICE, "pdf"),
    "清晰彩色扫描": (9, CLEAN, "pdf"),
    "旧彩色扫描仪": (9, OLD, "pdf"),
    "150dpi彩色扫描": (9, COARSE, "pdf"),
    "电子文档": (6, None, "born-digital"),
    "手机拍照": (6, PHOTO, "pdf"),
    "灰度扫描": (5, GREY, "pdf"),
    "黑白复印": (5, COPY, "pdf"),
    "传真（精细）": (3, None, "tiff-fine"),
    "传真（标准）": (2, None, "tiff-standard"),
}
"""Device: its share in the mix, its settings, its container."""

COLOUR_SCANS = ("日常彩色扫描", "普通彩色扫描", "清晰彩色扫描", "旧彩色扫描仪", "150dpi彩色扫描")
SHOW_COLOUR = (*COLOUR_SCANS, "电子文档", "手机拍照")
"""Devices whose pages can prove a seal."""

_SEALS = {
    Defect.PAGE_UNSEALED,
    Defect.NO_SEALS,
    Defect.OTHER_COMPANY_SEAL,
    Defect.TWIN_NAME_SEAL,
    Defect.WRONG_KIND_SEAL,
}
_STRIPS = {
    Defect.NO_SEALS,
    Defect.NO_CROSS_PAGE_SEAL,
    Defect.PARTIAL_CROSS_PAGE_SEAL,
    Defect.EXCHANGED_PAGE,
    Defect.TWIN_NAME_SEAL,
}
_PAPERS = {Defect.MISSING_REQUIRED, Defect.MISSING_TOLERABLE}
_ALONE = (Defect.NO_SEALS, Defect.TWIN_NAME_SEAL)


@dataclass(frozen=True, slots=True)
class Mixed:
    """One submission to be judged and the device it comes from."""

    device: str
    spec: SubmissionSpec


def submissions_of(seed: int) -> list[Mixed]:
    """Return a seed's submissions, the clean one first."""
    random = Random(f"mix-{seed}")
    device = random.choices(list(SCANS), [share for share, _, _ in SCANS.values()])[0]
    clean = _clean(ITEMS[seed % len(ITEMS)], seed, device, random)
    spoilt = [*_singles(clean, seed, device), *_pair(clean, device, random)]
    return [Mixed(device, one) for one in (clean, *spoilt)]


def _clean(item: str, seed: int, device: str, random: Random) -> SubmissionSpec:
    _, scan, container = SCANS[device]
    union = random.choice((True, None, None) if item.startswith("hours") else (False, None, None))
    return SubmissionSpec(
        item, seed, scan=scan, union=union, born_digital=container == "born-digital",
        container="pdf" if container == "born-digital" else container,
        cross_page=random.choice(("material",) * 5 + ("package", "groups")),
        cross_page_edge=random.choice(("right",) * 6 + ("left",)),
    )  # fmt: skip


def _singles(clean: SubmissionSpec, seed: int, device: str) -> list[SubmissionSpec]:
    """Return the next few kinds of defects in turn, so that every kind comes equally often with every item."""
    kinds = [replace(clean, defects=(defect,)) for defect in _possible(clean.item, device)]
    tolerable = replace(clean, defects=(Defect.MISSING_TOLERABLE,), commitment=True)
    kinds += [tolerable] if Defect.MISSING_TOLERABLE in _possible(clean.item, device) else []
    first = seed // len(ITEMS) * SINGLES_PER_SEED
    return [kinds[(first + at) % len(kinds)] for at in range(SINGLES_PER_SEED)]


def _pair(clean: SubmissionSpec, device: str, random: Random) -> Iterator[SubmissionSpec]:
    possible = [one for one in _possible(clean.item, device) if one is not Defect.GREY_COPY]
    pairs = [pair for pair in itertools.combinations(possible, 2) if _fit(pair)]
    if pairs:
        yield replace(clean, defects=random.choice(pairs), commitment=random.random() < 0.5)


def _possible(item: str, device: str) -> list[Defect]:
    barred = set(NOT_APPLICABLE.get(item, frozenset()))
    if device not in SHOW_COLOUR or device == "电子文档":
        barred.add(Defect.GREY_COPY)  # without colour already, or never without it
    if device.startswith("传真"):
        barred.add(Defect.WRONG_PAPER_SIZE)  # every fax line is as wide as the next
    return [defect for defect in Defect if defect not in barred]


def _fit(pair: tuple[Defect, Defect]) -> bool:
    """Tell whether two defects can stand beside each other: neither takes away what shows the other."""
    for group in (_SEALS, _STRIPS):
        if group >= set(pair) and (set(_ALONE) & set(pair) or group is _STRIPS):
            return False
    return not set(pair) <= _PAPERS
