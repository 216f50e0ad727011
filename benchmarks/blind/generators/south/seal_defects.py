"""Planted defects of seals, once the pages of a case are known."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from south import firms, items
from south.defects import Job

WRONG_KINDS = {"contract": "合同专用章", "finance": "财务专用章", "personnel": "人事专用章", "invoice": "发票专用章"}
MUST = ("refund-application", "commitment-letter")


def pages_of(job: Job) -> list[tuple[int, str | None]]:
    """Index and material of every page of the case."""
    codes = [leaf.material for paper in job.papers for leaf in paper.leaves]
    return list(enumerate(codes))


def pick_page(job: Job) -> tuple[int, str | None]:
    """A page that must bear the applicant's seal."""
    pages = pages_of(job)
    if not items.strict(job.case.item):
        pages = [p for p in pages if p[1] in MUST] or [p for p in pages if p[1] == job.main()]
    used = {d["page"] for d in job.defects}
    return job.rng.choice([p for p in pages if p[1] and p[0] not in used] or pages)


def seal_missing(job: Job) -> None:
    """No seal of the applicant on one page."""
    page, material = pick_page(job)
    job.seal.skip.add(page)
    job.note("seal-missing", material, "该页没有加盖申请单位公章", page)


def look_alike(name: str, short: str, rng: Random) -> str:
    """Another unit's name: wholly other or one character off."""
    if rng.random() < 0.5:
        return firms.unit(rng, rng.choice(("shop", "restaurant", "cleaning"))).name
    swap = rng.choice([c for c in firms.BRANDS_A if c not in short])
    return name.replace(short, short[0] + swap + short[2:])


def seal_other(job: Job) -> None:
    """Another unit's seal on one page."""
    page, material = pick_page(job)
    other = look_alike(job.case.unit.name, job.case.unit.short, job.rng)
    job.seal.replaced[page] = ("official", other)
    job.note("seal-other-unit", material, f"该页加盖的是{other}的公章", page)


def seal_wrong(job: Job) -> None:
    """A special-purpose seal in place of the official one."""
    page, material = pick_page(job)
    kind = job.rng.choice(tuple(WRONG_KINDS))
    job.seal.replaced[page] = (kind, job.case.unit.name)
    job.note("seal-wrong-kind", material, f"该页加盖的是{WRONG_KINDS[kind]}", page)


def thick(job: Job) -> list[tuple[str, list[int]]]:
    """Materials of two and more pages with their pages, thickest first."""
    found: dict[str, list[int]] = {}
    for page, code in pages_of(job):
        if code:
            found.setdefault(code, []).append(page)
    return sorted(((c, p) for c, p in found.items() if len(p) > 1), key=lambda x: -len(x[1]))


def cross_missing(job: Job) -> None:
    """No seal across the pages, of one material or of all."""
    job.seal.across = "material"
    chosen = thick(job)
    if job.rng.random() < 0.5:
        chosen = chosen[:1]
    for code, pages in chosen:
        job.seal.no_strip_materials.add(code)
        job.note("cross-page-missing", code, f"{len(pages)}页材料没有骑缝章", None)


def cross_partial(job: Job) -> None:
    """One page without its strip."""
    job.seal.across = "material"
    code, pages = thick(job)[0]
    page = job.rng.choice(pages)
    job.seal.no_strip_pages.add(page)
    job.note("cross-page-partial", code, "该页右侧没有骑缝章印迹", page)


AFTER: dict[str, Callable[[Job], None]] = {
    "seal-missing": seal_missing,
    "seal-other-unit": seal_other,
    "seal-wrong-kind": seal_wrong,
    "cross-page-missing": cross_missing,
    "cross-page-partial": cross_partial,
}
