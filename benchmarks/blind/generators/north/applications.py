"""One application from plan to packed files."""

import random
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import numpy as np

from . import facts_dispatch, flaws
from .convert import sheets
from .dress import dress
from .firms import Firm, firm
from .items import ITEMS, TITLES
from .packing import Job, Packed, fax, pack
from .papers import document, prepare
from .plan import Plan
from .scan import Device
from .scene import Flaw, Material, Scene
from .stamping import habit, pages_of, stamp

COVERED = ("dispatch-new", "dispatch-extension", "hours-comprehensive", "hours-flexible", "layoff-report")


@dataclass
class Application:
    """A scene with where its documents lie."""

    scene: Scene
    folder: Path
    stem: str
    when: datetime
    daily: bool
    machine: bool = False

    def path(self, material: Material, ending: str) -> Path:
        """A working file of one material."""
        return self.folder / f"{self.stem}-{material.code}.{ending}"


def start(plan: Plan, index: int, seed: int, folder: Path, day: date, whose: Firm | None) -> Application:
    """Write an application's Word documents; index tells apart the applications of one mail."""
    item = ITEMS[plan.items[index]]
    rng = random.Random(f"north-{seed}-{plan.number}-{index}")
    own = whose or chosen_firm(rng, item.code)
    numbers = np.random.default_rng([seed, plan.number, index])
    scene = Scene(item, own, dress(rng, own.name), day, rng, numbers, flaws=[Flaw(kind) for kind in plan.flaws])
    scene.facts["stamped"] = item.channel != "mail-insurance" or bool(plan.flaws) or rng.random() > 0.06
    flaws.before_facts(scene)
    prepare(scene)
    flaws.after_facts(scene)
    tolerate(scene)
    arrange(scene, plan.daily)
    application = Application(scene, folder, f"{plan.number:04d}-{index}", plan.received, plan.daily,
        plan.sort == "machine")
    for material in scene.materials:
        if material.painted is None:
            document(scene, material, application.path(material, "docx"))
    return application


def chosen_firm(rng: random.Random, code: str) -> Firm:
    """A firm that fits the item."""
    found = firm(rng, "dispatch" if code.startswith("dispatch") else code)
    if code == "dispatch-extension" and found.founded.year > 2015:
        found = replace(found, founded=date(2012, found.founded.month, found.founded.day), term_end=None)
    return facts_dispatch.grown(found) if code == "dispatch-change" else found


def tolerate(scene: Scene) -> None:
    """Half of the applications that may come with the form alone do so."""
    allowed = [c for c in scene.item.tolerated if scene.material(c)]
    if allowed and not scene.flaws and scene.rng.random() < 0.5:
        for code in scene.rng.sample(allowed, scene.rng.randint(1, len(allowed))):
            flaws.drop(scene, code)


def arrange(scene: Scene, daily: bool) -> None:
    """Order of the papers, and a list of contents in front of some."""
    if daily and scene.rng.random() < 0.2:
        first, rest = scene.materials[:1], scene.materials[1:]
        scene.rng.shuffle(rest)
        scene.materials = first + rest
    scene.facts["contents"] = [TITLES[m.code] for m in scene.materials]
    if scene.item.code in COVERED and scene.rng.random() < 0.25:
        scene.materials.insert(0, Material("cover", scene.firm, variant=scene.rng.choice("ab")))


def finish(application: Application, faxed: bool) -> tuple[Packed, bytes]:
    """Load the pages, stamp and pack them; the second value is the fax, if it is one."""
    scene = application.scene
    for material in scene.materials:
        material.sheets = material.painted() if material.painted else sheets(application.path(material, "pdf"),
            material.marks)
    way = habit(scene)
    pages = pages_of(scene)
    stamp(scene, pages, way)
    for flaw in scene.flaws:
        flaw.data["sheet"] = pages[flaw.page] if flaw.page is not None else None
    job = Job(scene, pages, way, Device("printer", 200, 0.4, 2, 75), application.when, application.daily, scene.rng,
        application.machine)
    if faxed:
        return Packed([], pages, [("fax.tif", len(pages))], style="fax"), fax(job)
    return pack(job), b""


def outcome(scene: Scene) -> list[str]:
    """What is due."""
    if scene.flaws:
        return ["supplement", "review"]
    if scene.item.code.startswith("benefit"):
        return ["accept", "tolerate"]
    return ["tolerate"] if scene.dropped else ["accept"]


def case(scene: Scene, packed: Packed, before: int) -> dict:
    """The case's part of the truth; before is the number of pages of earlier applications in the mail."""
    numbers = {id(page): before + i for i, page in enumerate(packed.pages, 1)}
    defects = []
    for flaw in scene.flaws:
        sheet = flaw.data.get("sheet")
        page = numbers[id(sheet)] if sheet is not None and packed.readable else None
        defects.append({"kind": flaw.kind, "material": flaw.material, "page": page, "note": flaw.note})
    found = {"unit": scene.firm.name, "item": scene.item.code, "outcome": outcome(scene), "defects": defects,
        "missing": scene.dropped,
        "present": [m.code for m in scene.materials if m.code != "cover"] if packed.readable else []}
    also = [flaw.data["item"] for flaw in scene.flaws if "item" in flaw.data]
    if scene.flaw("excluded-from-tolerance"):
        also.append("insured-change-key-fields")
    return found | ({"item_also": also} if also else {})


def page_truth(packed: Packed, before: int) -> list[dict]:
    """The pages' part of the truth."""
    if not packed.readable:
        return []
    return [{"page": before + number, "material": page.material,
        "seals": [{"kind": p.seal.kind, "unit": p.unit, "whole": p.share is None,
            **({"cross_page": True} if p.share else {})} for p in page.prints],
        "blank": page.blank} for number, page in enumerate(packed.pages, 1)]


