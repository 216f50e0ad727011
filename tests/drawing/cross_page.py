"""Cross-page seals (骑缝章): pages are fanned and stamped once; each edge carries a strip.

On the right edge the strips join from the first page to the last; on the left edge in reverse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from PIL import Image

from tests.drawing.seals import Inking, SealDesign, draw_seal, stamp


@dataclass(frozen=True, slots=True)
class Strip:
    """One page's share of a cross-page seal.

    Attributes:
        page: Index of the page in the sequence given.
        edge: left or right.
        centre_mm: Middle of the seal, counted from the top of the page.
        group: Number of the impression, from 0.
        alien: Comes from another impression than its neighbours (an exchanged page).
    """

    page: int
    edge: str
    centre_mm: float
    group: int
    image: Image.Image
    alien: bool = False

    def place(self, sheet_width: float, dots_per_inch: float) -> tuple[int, int]:
        """Return the left top corner in pixels on a page of a width in mm."""
        left = round(sheet_width / 25.4 * dots_per_inch) - self.image.width if self.edge == "right" else 0
        return left, round(self.centre_mm / 25.4 * dots_per_inch - self.image.height / 2)


def fan(
    design: SealDesign, inking: Inking, count: int, random: Random, dots_per_inch: float, edge: str = "right"
) -> list[Image.Image]:
    """Cut one impression into ``count`` upright strips, in page order."""
    whole = draw_seal(design, inking, dots_per_inch)
    box = whole.getchannel("A").point(lambda value: 255 if value > 60 else 0).getbbox() or (0, 0, *whole.size)
    whole = whole.crop((box[0], 0, box[2], whole.height))
    shares = [1 + random.uniform(-0.22, 0.22) for _ in range(count)]
    cuts, total = [0], sum(shares)
    for at in range(count):
        cuts.append(round(whole.width * sum(shares[: at + 1]) / total))
    strips = [whole.crop((cuts[at], 0, cuts[at + 1], whole.height)) for at in range(count)]
    return strips if edge == "right" else strips[::-1]


def stamp_across(
    pages: Sequence[int],
    design: SealDesign,
    inking: Inking,
    random: Random,
    dots_per_inch: float,
    *,
    edge: str = "right",
    group_size: int = 0,
    first_group: int = 0,
) -> list[Strip]:
    """Stamp pages across their edges; sets above ``group_size`` (0: no limit) get several impressions.

    Neighbouring groups share one page, as offices ask for thick sets.
    """
    groups = _groups(list(pages), group_size)
    strips: list[Strip] = []
    for number, members in enumerate(groups):
        centre = random.uniform(80, 130) if number % 2 == 0 else random.uniform(178, 215)
        images = fan(design, inking, len(members), random, dots_per_inch, edge)
        strips += [
            Strip(page, edge, centre + random.uniform(-0.8, 0.8), first_group + number, image)
            for page, image in zip(members, images, strict=True)
        ]
    return strips


def exchange(
    strips: list[Strip], page: int, design: SealDesign, inking: Inking, random: Random, dots_per_inch: float
) -> list[Strip]:
    """Give one page a strip of another impression: other turn, other height, other cut."""
    result = []
    for strip in strips:
        if strip.page == page:
            members = [other.page for other in strips if other.group == strip.group]
            turned = Inking(
                inking.ink,
                inking.turn + random.choice((-1, 1)) * random.uniform(50, 120),
                inking.strength,
                inking.unevenness,
                inking.speckle,
                inking.seed + 1,
            )
            image = fan(design, turned, len(members), random, dots_per_inch, strip.edge)[members.index(page)]
            shift = random.choice((-1, 1)) * random.uniform(11, 18)
            strip = Strip(page, strip.edge, strip.centre_mm + shift, strip.group, image, True)
        result.append(strip)
    return result


def press(page: Image.Image, strip: Strip, sheet_width: float, dots_per_inch: float) -> tuple[int, int, int, int]:
    """Press a strip on a page and return its box in pixels."""
    left, top = strip.place(sheet_width, dots_per_inch)
    stamp(page, strip.image, left, top)
    ink = strip.image.getchannel("A").point(lambda value: 255 if value > 60 else 0).getbbox() or (
        0,
        0,
        *strip.image.size,
    )
    return left + ink[0], top + ink[1], left + ink[2], top + ink[3]


def _groups(pages: list[int], size: int) -> list[list[int]]:
    if size < 2 or len(pages) <= size:
        return [pages]
    step = size - 1
    groups = [pages[at : at + size] for at in range(0, len(pages) - 1, step)]
    return groups
