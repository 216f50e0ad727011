"""Where seals and signatures go on the pages of an application, and the seal flaws."""

import random
from dataclasses import dataclass, field, replace

from .convert import Place, Sheet
from .facts_common import seal_font
from .firms import Firm, firm, look_alike
from .items import STRICT
from .scene import Flaw, Material, Scene
from .seals import WORDS, Engraving

LOOSE = ("cover", "dispatch-permit", "identity-card-copy")
MUST = ("refund-application", "commitment-letter")


@dataclass(frozen=True)
class Print:
    """One impression: centre in millimetres, turn in degrees, ink strength; share is the strip of a seal over edges."""

    seal: Engraving
    unit: str
    x: float
    y: float
    turn: float
    strength: float
    share: tuple[float, float] | None = None


@dataclass
class Page:
    """One page to be scanned."""

    material: str
    sheet: Sheet
    prints: list[Print] = field(default_factory=list)
    writings: list[Place] = field(default_factory=list)
    blank: bool = False


@dataclass(frozen=True)
class Habit:
    """How this firm stamps: turn and strength of the ink, where on pages without a seal line."""

    official: Engraving
    turn: float
    strength: float
    spot: str
    package: bool
    copies: bool
    name_seal: bool
    red: tuple[int, int, int]


def habit(scene: Scene) -> Habit:
    """Draw the firm's stamping habit."""
    rng = random.Random(f"{scene.firm.credit} seal")
    code = "1101" + f"{rng.randrange(10**9):09d}" if rng.random() < 0.6 else ""
    seal = Engraving("official", scene.firm.name, code, seal_font(rng))
    return Habit(seal, rng.choice([2, 5, 9, 16]), rng.choice([0.62, 0.75, 0.88, 0.95]),
        rng.choice(["corner", "corner", "foot", "middle"]),
        rng.random() < 0.2, rng.random() < 0.6, rng.random() < 0.25,
        (rng.randint(185, 222), rng.randint(16, 48), rng.randint(28, 62)))


def special(firm_: Firm, kind: str, rng: random.Random) -> Engraving:
    """One of the firm's seals for a special use."""
    if kind == "invoice":
        return Engraving("invoice", firm_.name, firm_.credit, seal_font(rng), "oval")
    return Engraving(kind, firm_.name, "", seal_font(rng), "round", WORDS[kind], 40)


def pages_of(scene: Scene) -> list[Page]:
    """All pages in order, before stamping."""
    return [Page(m.code, sheet) for m in scene.materials for sheet in m.sheets]


def strict(scene: Scene) -> bool:
    """Whether every page needs the applicant's seal."""
    return scene.item.channel in STRICT


def stamp(scene: Scene, pages: list[Page], way: Habit) -> None:
    """Put every seal and signature in place, then take away or change what the flaws say."""
    for page in pages:
        others(scene, page, way)
        own = [p for p in page.sheet.places if p.letter == "S"]
        if strict(scene) or page.material in MUST or (scene.facts["stamped"] and (own or way.copies)):
            apply_own(scene, page, own, way)
        page.writings = [p for p in page.sheet.places if p.letter == "W"]
    bind_edges(scene, pages, way)
    for flaw in scene.flaws:
        spoil_seals(scene, flaw, pages, way)


def others(scene: Scene, page: Page, way: Habit) -> None:
    """Seals of registrars, landlords, accountants, unions … at their places, and the square name seal."""
    rng = scene.rng
    for place in page.sheet.places:
        if place.letter == "O" and place.payload in scene.others:
            seal = scene.others[place.payload]
            page.prints.append(Print(seal, seal.text, *centre(place, rng, 3), rng.uniform(-6, 6),
                rng.uniform(0.65, 0.95)))
        if place.letter == "W" and place.payload == scene.firm.legal.name and way.name_seal:
            seal = Engraving("name", place.payload, font=seal_font(rng), shape="square")
            page.prints.append(Print(seal, place.payload, place.x + place.width + 12, place.y, rng.uniform(-4, 4),
                way.strength))


def centre(place: Place, rng: random.Random, spread: float) -> tuple[float, float]:
    """The middle of a place, moved a little."""
    return place.x + place.width / 2 + rng.gauss(0, spread), place.y + place.height / 2 + rng.gauss(0, spread)


def within(value: float, low: float, high: float) -> float:
    """The value, kept between bounds."""
    return max(low, min(high, value))


def apply_own(scene: Scene, page: Page, places: list[Place], way: Habit) -> None:
    """The applicant's seal at its lines, or at a free spot."""
    rng, sheet = scene.rng, page.sheet
    spots = [centre(p, rng, 2.5) for p in places[:2]] or [free_spot(scene, page, way)]
    for x, y in spots:
        turn = rng.gauss(0, way.turn)
        at = (within(x, 24, sheet.width - 24), within(y, 24, sheet.height - 24))
        page.prints.append(Print(way.official, scene.firm.name, *at, turn,
            within(way.strength + rng.gauss(0, 0.06), 0.5, 1)))


def free_spot(scene: Scene, page: Page, way: Habit) -> tuple[float, float]:
    """A spot on a page without a seal line, clear of other seals."""
    rng, w, h = scene.rng, page.sheet.width, page.sheet.height
    spots = {"corner": (w - 52, h - 48), "foot": (w / 2, h - 46), "middle": (w / 2 + 8, h / 2)}
    order = [spots[way.spot], *(v for k, v in spots.items() if k != way.spot), (w - 52, h / 2), (50, h - 60)]
    for x, y in order:
        if all((x - p.x) ** 2 + (y - p.y) ** 2 > 48**2 for p in page.prints):
            return x + rng.gauss(0, 4), y + rng.gauss(0, 4)
    return order[0]


def groups(scene: Scene, pages: list[Page], way: Habit) -> list[list[Page]]:
    """Pages stamped over their edges together; long runs are done in parts that share a sheet."""
    if way.package and strict(scene):
        runs = [pages]
    else:
        runs = [[p for p in pages if p.material == m.code] for m in scene.materials]
    found = []
    for run in runs:
        if len(run) < 2:
            continue
        size = 7 if way.package else 9
        starts = range(0, max(1, len(run) - 1), size - 1) if len(run) > size else [0]
        found += [run[s : s + size] if len(run) > size else run for s in starts]
    return [g for g in found if len(g) > 1]


def bind_edges(scene: Scene, pages: list[Page], way: Habit) -> None:
    """Seals over the fanned right edges."""
    if not strict(scene) and not (way.copies and scene.facts["stamped"]):
        return
    rng = scene.rng
    for number, group in enumerate(groups(scene, pages, way)):
        low = min(p.sheet.height for p in group)
        y = rng.uniform(0.3, 0.45) * low if number % 2 == 0 else rng.uniform(0.52, 0.66) * low
        cuts = edges(rng, len(group))
        for page, share in zip(group, cuts, strict=True):
            page.prints.append(Print(way.official, scene.firm.name, page.sheet.width, y + rng.gauss(0, 0.7),
                rng.gauss(0, 1.2) + way.turn * 0.2, way.strength, share))


def edges(rng: random.Random, count: int) -> list[tuple[float, float]]:
    """Shares of the seal's width per sheet, roughly equal."""
    weights = [rng.uniform(0.85, 1.15) for _ in range(count)]
    total, at, found = sum(weights), 0.0, []
    for weight in weights:
        found.append((at / total, (at + weight) / total))
        at += weight
    return found


def candidates(scene: Scene, pages: list[Page]) -> list[int]:
    """Indices of pages where a wrong or absent seal is certainly a defect."""
    good = [i for i, p in enumerate(pages) if (strict(scene) or p.material in MUST)
        and any(is_own(q, scene) for q in p.prints)]
    return [i for i in good if pages[i].material != "cover"] or good


def is_own(item: Print, scene: Scene) -> bool:
    """Whether a print is a whole impression of the applicant's official seal."""
    return item.share is None and item.seal.kind == "official" and item.unit == scene.firm.name


def spoil_seals(scene: Scene, flaw: Flaw, pages: list[Page], way: Habit) -> None:
    """Carry out one seal flaw, if it is one."""
    if flaw.kind.startswith("cross-page"):
        spoil_edges(scene, flaw, pages)
    if flaw.kind not in ("seal-missing", "seal-other-unit", "seal-wrong-kind"):
        return
    taken = {f.page for f in scene.flaws if f is not flaw}
    index = scene.rng.choice([i for i in candidates(scene, pages) if i not in taken])
    page = pages[index]
    flaw.page, flaw.material = index, page.material
    page.prints = [q for p in page.prints for q in wrong(scene, flaw, p)]


def wrong(scene: Scene, flaw: Flaw, item: Print) -> list[Print]:
    """What becomes of one print on the flawed page."""
    if not is_own(item, scene):
        return [item]
    if flaw.kind == "seal-missing":
        flaw.note = "本页没有申请单位公章"
        return []
    if flaw.kind == "seal-other-unit":
        name = flaw.data.setdefault("unit", look_alike(scene.firm.name) if scene.rng.random() < 0.5
            else firm(scene.rng).name)
        flaw.note = f"本页公章为“{name}”，不是申请单位"
        return [replace(item, seal=replace(item.seal, text=name), unit=name)]
    kind = flaw.data.setdefault("seal", scene.rng.choice(["contract", "finance", "personnel", "invoice"]))
    flaw.note = f"本页盖的是{WORDS.get(kind, '发票专用章')}，不是公章"
    return [replace(item, seal=special(scene.firm, kind, scene.rng))]


def spoil_edges(scene: Scene, flaw: Flaw, pages: list[Page]) -> None:
    """Take away all strips of one material, or the strip of one page."""
    runs: dict[str, list[int]] = {}
    for index, page in enumerate(pages):
        runs.setdefault(page.material, []).append(index)
    long = {code: run for code, run in runs.items() if len(run) > 1 and code not in LOOSE}
    if not long:
        flaw.kind = "seal-missing"
        return spoil_seals(scene, flaw, pages, habit(scene))
    most = max(len(run) for run in long.values())
    code = scene.rng.choice([c for c, run in long.items() if flaw.kind == "cross-page-missing" or len(run) == most])
    chosen = long[code] if flaw.kind == "cross-page-missing" else [scene.rng.choice(long[code][1:])]
    for index in chosen:
        pages[index].prints = [p for p in pages[index].prints if p.share is None]
    flaw.material = code
    flaw.page = chosen[0] if flaw.kind == "cross-page-partial" else None
    flaw.note = "该材料没有骑缝章" if flaw.kind == "cross-page-missing" else "本页缺骑缝章的一段"
    return None


def own_materials(scene: Scene) -> list[Material]:
    """Materials that the firm wrote."""
    return [m for m in scene.materials if m.painted is None]
