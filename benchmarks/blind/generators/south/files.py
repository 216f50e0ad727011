"""The attachments of a submission and the pages in them, in order."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import numpy as np
from PIL import Image
from south import packing, scanning, wording
from south.archive import zipped
from south.assemble import Submission
from south.defects import Job
from south.packing import Attached
from south.papers import Leaf, blank_leaf, page_image
from south.scanning import Habit, Scan
from south.schedule import Plan
from south.stamping import paste_all


@dataclass
class Bundle:
    """Attachments and the leaves a reader finds in them."""

    files: list[Attached] = field(default_factory=list)
    leaves: list[tuple[int, Leaf]] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)


def finished(leaf: Leaf, dpi: int, rng: Random) -> Image.Image:
    """The printed, filled and stamped page."""
    page = np.asarray(page_image(leaf, dpi))
    if leaf.source:
        page = scanning.wobble_hand(page, rng.randrange(10**9))
    return paste_all(Image.fromarray(page), leaf, dpi)


def scan_leaf(leaf: Leaf, habit: Habit, rng: Random) -> Scan:
    """One leaf scanned."""
    return scanning.scan_page(finished(leaf, habit.dpi, rng), habit, rng)


def pdf_of(leaves: list[Leaf], habit: Habit, plan: Plan) -> bytes:
    """The leaves as a PDF."""
    if habit.mode == "digital":
        return packing.digital_pdf(leaves)
    scans = [scan_leaf(leaf, habit, plan.rng) for leaf in leaves]
    creator = plan.rng.choice(packing.CREATORS)
    return packing.scans_pdf(scans, creator, plan.received.replace(tzinfo=None))


def with_backs(job: Job, habit: Habit, rng: Random) -> None:
    """Sometimes an empty back after a single page, as duplex scanners give it."""
    if habit.mode in ("flatbed", "grey") and rng.random() < 0.25:
        single = [p for p in job.papers if len(p.leaves) == 1 and p.material]
        if single:
            paper = rng.choice(single)
            paper.leaves.append(blank_leaf(paper.leaves[0]))


def paper_names(job: Job, daily: bool, rng: Random) -> list[str]:
    """File names after the materials, all different."""
    names: list[str] = []
    for number, paper in enumerate(job.papers, 1):
        name = wording.material_file(paper.material, rng, job.case, number, daily) if paper.material else "目录"
        names.append(name if name not in names else f"{name}{number}")
    return names


def per_material(job: Job, habit: Habit, plan: Plan) -> list[Attached]:
    """A PDF for every material."""
    names = paper_names(job, plan.daily, plan.rng)
    return [
        Attached(f"{n}.pdf", pdf_of(p.leaves, habit, plan), "pdf", len(p.leaves))
        for n, p in zip(names, job.papers, strict=True)
    ]


def pictures(job: Job, habit: Habit, plan: Plan) -> list[Attached]:
    """A JPEG for every page, named by the phone or after the material."""
    rng = plan.rng
    leaves = [x for p in job.papers for x in p.leaves]
    if rng.random() < 0.45:
        names = wording.picture_names(len(leaves), plan.received, rng)
    else:
        names = [
            f"{n}{k + 1 if len(p.leaves) > 1 else ''}"
            for n, p in zip(paper_names(job, plan.daily, rng), job.papers, strict=True)
            for k in range(len(p.leaves))
        ]
    return [
        Attached(f"{n}.jpg", packing.jpeg(scan_leaf(leaf, habit, rng)), "jpg", 1)
        for n, leaf in zip(names, leaves, strict=True)
    ]


def whole(job: Job, habit: Habit, plan: Plan, stem: str) -> list[Attached]:
    """Everything in one PDF."""
    leaves = [x for p in job.papers for x in p.leaves]
    return [Attached(f"{stem}.pdf", pdf_of(leaves, habit, plan), "pdf", len(leaves))]


def job_files(job: Job, habit: Habit, plan: Plan, stem: str) -> list[Attached]:
    """The files of one case."""
    with_backs(job, habit, plan.rng)
    if plan.pack == "per-material":
        return per_material(job, habit, plan)
    if plan.pack == "pictures":
        return pictures(job, habit, plan)
    if plan.pack == "zip":
        inner = pictures(job, habit, plan) if plan.rng.random() < 0.3 else per_material(job, habit, plan)
        return [zipped(f"{stem}.zip", inner, plan.received, plan.rng.random() < 0.5)]
    return whole(job, habit, plan, stem)


def spoil(job: Job, files: list[Attached], bundle: Bundle, plan: Plan) -> set[str | None]:
    """Lock or break a file; the materials that cannot be read."""
    index = plan.rng.randrange(len(files))
    one = files[index]
    one.data = (
        packing.locked(one.data, f"{plan.rng.randrange(10**6):06d}")
        if job.file_defect == "file-encrypted"
        else packing.broken(one.data)
    )
    one.pages = 0
    papers = [job.papers[index]] if len(files) > 1 else job.papers
    lost = {p.material for p in papers}
    bundle.unreadable += [m for m in lost if m]
    words = "文件加密，打不开" if job.file_defect == "file-encrypted" else "文件损坏，打不开"
    job.note(job.file_defect, papers[0].material if len(files) > 1 else None, f"{one.name}：{words}")
    return lost


def make_bundle(submission: Submission, stems: list[str]) -> Bundle:
    """All attachments of a submission."""
    plan, bundle = submission.plan, Bundle()
    habit = scanning.pick_habit(plan.rng, "flatbed" if plan.slot.kind == "machine" else plan.mode)
    for number, (job, stem) in enumerate(zip(submission.jobs, stems, strict=True)):
        if not job.papers:
            continue
        files = job_files(job, habit, plan, stem)
        lost = spoil(job, files, bundle, plan) if job.file_defect else set()
        bundle.files += files
        bundle.leaves += [(number, x) for p in job.papers for x in p.leaves if not (lost and p.material in lost)]
    add_extra(submission, bundle, habit)
    return bundle


def add_extra(submission: Submission, bundle: Bundle, habit: Habit) -> None:
    """The irrelevant picture of a question."""
    if submission.extra:
        leaf = submission.extra.leaves[0]
        scan = scan_leaf(leaf, scanning.pick_habit(submission.plan.rng, "photo"), submission.plan.rng)
        bundle.files.append(Attached("IMG_2067.jpg", packing.jpeg(scan), "jpg", 1))
        bundle.leaves.append((0, leaf))


def make_fax(submission: Submission, out: Path) -> Bundle:
    """The case as a fax."""
    plan, job = submission.plan, submission.jobs[0]
    rng, bundle = plan.rng, Bundle()
    leaves = [x for p in job.papers for x in p.leaves]
    fine = rng.random() < 0.65
    pages = []
    for number, leaf in enumerate(leaves, 1):
        source = f"{plan.received:%Y-%m-%d %H:%M}  FROM {job.case.unit.phone}"
        words = f"{source}  TO 010-65090000  P.{number:02d}/{len(leaves):02d}"
        pages.append(scanning.fax_page(finished(leaf, 200, rng), words, fine, rng))
    data = packing.tiff(pages, fine)
    (out / "fax.tif").write_bytes(data)
    bundle.files = [Attached("fax.tif", data, "tif", len(leaves))]
    bundle.leaves = [(0, x) for x in leaves]
    return bundle
