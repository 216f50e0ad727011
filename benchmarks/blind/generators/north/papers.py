"""Which papers an application holds, and their pages as Word documents or painted certificates."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from . import cards, facts_dispatch, facts_hours, facts_injury, facts_money, facts_person, licences
from .convert import Sheet
from .dress import Dress, dress
from .facts_common import cn, common, firm_fields, ym
from .firms import Firm
from .scene import Material, Scene
from .writer import Paper

FACTS: dict[str, Callable[[Scene], None]] = {
    "dispatch-new": facts_dispatch.new, "dispatch-extension": facts_dispatch.extension,
    "dispatch-change": facts_dispatch.change,
    "dispatch-cancellation": facts_dispatch.cancellation, "dispatch-annual-report": facts_dispatch.annual,
    "hours-comprehensive": facts_hours.comprehensive,
    "hours-flexible": facts_hours.flexible, "layoff-report": facts_hours.layoff,
    "backpay-monthly-report": facts_money.monthly,
    "backpay-recent-three-months": facts_money.recent, "backpay-base-difference": facts_money.difference,
    "backpay-extended-period": facts_money.extended,
    "backpay-over-three-years": facts_money.over_three, "backpay-three-years-general": facts_money.general,
    "backpay-three-years-temporary": facts_money.temporary,
    "backpay-under-ten-years": facts_money.under_ten, "refund": facts_money.refund,
    "insured-change-general": facts_person.general,
    "insured-change-key-fields": facts_person.key_fields, "enrol-hk-macao-taiwan": facts_person.strait,
    "enrol-foreigner": facts_person.foreigner,
    "enrol-part-time": facts_person.part_time, "benefit-new-retiree": facts_person.new_retiree,
    "benefit-simplified": facts_person.simplified,
    "late-filing": facts_person.late, "injury-recognition": facts_injury.recognition,
    "injury-benefit": facts_injury.benefit, "subsidy-recruitment": facts_person.subsidy,
}
FORMS = Environment(loader=FileSystemLoader(Path(__file__).parent / "forms"), undefined=StrictUndefined,
    autoescape=False)
FORMS.filters |= {"cn": cn, "ym": ym, "iso": lambda d: d.isoformat()}


def chinese_day(day: date) -> str:
    """二〇二〇年二月三日."""
    digits = "〇一二三四五六七八九"

    def small(value: int) -> str:
        tens, ones = divmod(value, 10)
        return ("十" if tens == 1 else digits[tens] + "十" if tens else "") + (digits[ones] if ones or not tens else "")

    return "".join(digits[int(c)] for c in str(day.year)) + f"年{small(day.month)}月{small(day.day)}日"


FORMS.filters["zh"] = chinese_day


def prepare(scene: Scene) -> None:
    """Fill in facts and list the materials."""
    common(scene)
    if scene.item.code == "layoff-report" and scene.rng.random() < 0.35 and not scene.flaw("below-threshold"):
        scene.facts["union"] = False
    FACTS[scene.item.code](scene)
    scene.fields = {**scene.fields, **{k: v for k, v in scene.facts.items() if isinstance(v, str)
        and k not in scene.fields}}
    for code in codes(scene):
        painted = PAINTED.get(code)
        variant = scene.dress.set_name if scene.rng.random() < 0.72 else scene.rng.choice("ab")
        scene.materials.append(Material(code, scene.firm, painted and bind(painted, scene, code), variant=variant))


def codes(scene: Scene) -> list[str]:
    """The material codes of a complete application."""
    facts, rng = scene.facts, scene.rng
    found = list(scene.item.materials)
    choices = {"consent": rng.choice([["staff-congress-resolution"], ["union-opinion"],
        ["staff-congress-resolution", "union-opinion"]]),
        "opinion": ["layoff-opinion"] if facts.get("union", True) else ["meeting-minutes-and-signatures"]}
    found = [c for code in found for c in choices.get(code, [code])]
    extra = {"address": ["premises-proof"], "legal": ["legal-representative-identity"],
        "capital": ["capital-verification-report"]}
    found += extra.get(facts.get("change_kind", ""), [])
    if facts.get("permanent"):
        found = ["permanent-residence-card" if c == "work-permit" else c for c in found if c != "residence-permit"]
    if facts.get("treaty"):
        found.append("treaty-coverage-certificate")
    if scene.item.code == "backpay-extended-period" and rng.random() < 0.5:
        found.append("bank-slip")
    if scene.item.code == "injury-recognition" and rng.random() < 0.5:
        found.append("authorisation-letter")
    if scene.flaw("excluded-from-tolerance"):
        found.remove("insured-change-proof")
    return found


def bind(paint: Callable[[Scene, Firm, np.random.Generator], list[Sheet]], scene: Scene, code: str) -> Callable[[],
        list[Sheet]]:
    """A painter that looks its material's firm data up when it is run."""
    def run() -> list[Sheet]:
        material = scene.material(code)
        return paint(scene, material.view if material else scene.firm,
            np.random.default_rng(scene.rng.randrange(2**32)))
    return run


def licence(scene: Scene, firm: Firm, rng: np.random.Generator) -> list[Sheet]:
    """The business licence in the form in use on its day."""
    changed = scene.facts.get("change_day")
    newer = "市场监督" in scene.others["registrar"].text
    day = changed or (date(2019, rng.integers(4, 12), rng.integers(1, 28)) if newer
        else date(2018, rng.integers(1, 10), rng.integers(1, 28)))
    if scene.rng.random() < 0.3 and not changed:
        scene.others["registrar"] = replace(scene.others["registrar"], text="北京市工商行政管理局朝阳分局")
        return [licences.licence_portrait(firm, rng, date(2018, int(rng.integers(1, 10)), int(rng.integers(1, 28))))]
    return [licences.licence_landscape(firm, rng, day)]


def permit(scene: Scene, firm: Firm, rng: np.random.Generator) -> list[Sheet]:
    """Original and duplicate of the dispatch permit."""
    return [licences.permit_front(firm, scene.facts["permit"], rng),
        licences.permit_copy(firm, scene.facts["permit"], rng)]


def deed(scene: Scene, firm: Firm, rng: np.random.Generator) -> list[Sheet]:
    """The landlord's title."""
    paint = licences.deed_new if scene.facts["deed_new"] else licences.deed_old
    return [paint(scene.facts["deed"], rng)]


def note(scene: Scene) -> str:
    """What firms write under a copied card."""
    return scene.rng.choice(["", "", "复印件与原件一致", f"仅供办理{scene.item.name[:10]}使用"])


def cards_of(which: str) -> Callable[[Scene, Firm, np.random.Generator], list[Sheet]]:
    """A painter of identity cards: "legal", "agent", "both" or the "insured" person."""
    def paint(scene: Scene, firm: Firm, rng: np.random.Generator) -> list[Sheet]:
        people = {"legal": [firm.legal], "agent": [firm.agent], "both": [firm.legal, firm.agent],
            "insured": [scene.facts.get("who")]}[which]
        words = note(scene)
        return [cards.identity_sheet(p, rng, scene.today, words) for p in people]
    return paint


def identity_copy(scene: Scene, firm: Firm, rng: np.random.Generator) -> list[Sheet]:
    """The identity-card material: the insured person's, or the legal representative's and the agent's."""
    return cards_of("insured" if scene.item.code == "enrol-part-time" else "both")(scene, firm, rng)


def strait_card(scene: Scene, firm: Firm, rng: np.random.Generator) -> list[Sheet]:
    """Travel permit or residence permit."""
    paint = cards.strait_residence if scene.facts["resident"] else cards.strait_permit
    return [paint(scene.facts["traveller"], rng)]


PAINTED: dict[str, Callable[[Scene, Firm, np.random.Generator], list[Sheet]]] = {
    "business-licence": licence, "dispatch-permit": permit, "title-deed": deed,
    "legal-representative-identity": cards_of("legal"),
    "agent-identity": cards_of("agent"), "identity-card-copy": identity_copy, "hk-macao-taiwan-document": strait_card,
    "passport-copy": lambda s, f, r: [cards.passport_sheet(s.facts["traveller"], r)],
    "work-permit": lambda s, f, r: [cards.work_permit(s.facts["traveller"], f.name, r, s.facts["until"])],
    "residence-permit": lambda s, f, r: [cards.residence_permit(s.facts["traveller"], r, s.today, s.facts["until"])],
    "permanent-residence-card": lambda s, f, r: [cards.permanent_card(s.facts["traveller"], r, date(2026, 6, 1))],
}


def context(scene: Scene, material: Material) -> dict[str, Any]:
    """What a template may name."""
    look = scene.dress
    values = {**scene.fields, **firm_fields(material.view)}
    letter = {"pen": "K", "kai": "K"}.get(look.fill, "")

    def pen(text: Any) -> str:
        return f"⟦K:{text}⟧" if letter and str(text).strip() else str(text)

    def value(key: str, given: Any = None) -> str:
        return "　　　　" if key in scene.blank else pen(values[key] if given is None else given)

    def sign(name: str) -> str:
        return "　　　　" if material.code in scene.unsigned else f"⟦W:{name}⟧"

    return {"f": material.view, "x": scene.facts, "L": look.words, "today": scene.today, "v": value, "K": pen,
        "W": sign,
        "S": f"⟦S:{look.words['seal']}⟧"}


FOREIGN = {"audit-report", "capital-verification-report", "change-proof", "administrative-approval",
    "diagnosis-certificate", "injury-decision", "medical-bills",
    "recruitment-recognition", "bank-slip", "treaty-coverage-certificate", "premises-proof"}


def look_of(scene: Scene, code: str) -> Dress:
    """The firm's dress for its own papers, another office's for others'."""
    if code not in FOREIGN and not (code == "insured-change-proof" and "police" in scene.others):
        return scene.dress
    other = dress(random.Random(scene.firm.credit + code[:5]), "")
    return replace(other, header="", fill="typed", body_pt=min(12, max(10.5, other.body_pt)), words=scene.dress.words)


def document(scene: Scene, material: Material, path: Path) -> None:
    """Write a material's Word document."""
    text = FORMS.get_template(f"{material.code}.{material.variant}.txt").render(context(scene, material))
    paper = Paper(look_of(scene, material.code))
    paper.add(text)
    paper.save(str(path))
    material.marks = paper.marks
