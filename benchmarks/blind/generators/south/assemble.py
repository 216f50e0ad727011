"""From a plan to jobs with papers, and from converted papers to stamped leaves."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from south import facts_dispatch, facts_insurance, facts_persons, facts_staff, items
from south.cases import Case, fill_case, new_case
from south.defects import BEFORE, Job
from south.markup import expand
from south.papers import MARKS, Paper, load_leaves, make_paper, pick_look, write_paper
from south.schedule import Plan
from south.seal_defects import AFTER
from south.stamping import SealPlan, Stamper

assert facts_dispatch and facts_insurance and facts_persons and facts_staff
NAME_KEYS = (
    "union_name",
    "landlord_firm",
    "audit_firm",
    "registrar",
    "office",
    "parent",
    "hospital",
    "bank",
    "proof_seal",
    "recognition_body",
)


@dataclass
class Submission:
    """A plan with its cases."""

    plan: Plan
    jobs: list[Job] = field(default_factory=list)
    extra: Paper | None = None
    copy: Path | None = None


def make_cases(plan: Plan, rng: Random) -> list[Case]:
    """The case or cases of the plan."""
    day = plan.received.date()
    first = new_case(plan.slot.items[0], rng, day)
    cases = [first]
    for item in plan.slot.items[1:]:
        same = plan.slot.twist == "two-items"
        cases.append(fill_case(item, rng, first.unit, day) if same else new_case(item, rng, day))
    return cases


def plant_before(job: Job, kinds: list[str]) -> None:
    """Plant the defects that change facts or the hand-in."""
    for kind in kinds:
        if kind in BEFORE and not (kind == "licence-expired" and "business-licence" not in job.case.codes):
            BEFORE[kind](job)


def cover(job: Job) -> Paper:
    """A cover sheet or table of contents."""
    facts = job.case.facts | {
        "cover_title": items.ITEM_NAMES[job.case.item],
        "contents": [{"title": items.MATERIAL_NAMES[c][0]} for c in job.case.codes],
    }
    return Paper(None, "材料目录", facts, expand("cover", job.style, facts, job.rng))


def paper_style(job: Job) -> str:
    """Mostly the firm's style; now and then a form from elsewhere."""
    other = {"letter": "form", "form": "letter"}[job.style]
    return other if job.rng.random() < 0.12 else job.style


def make_papers(job: Job, plan: Plan) -> None:
    """All papers of a job."""
    job.case.facts["union_name"] = job.case.facts["unit"] + "工会委员会"
    papers = [make_paper(c, job.case, paper_style(job), job.rng, job.overrides.get(c, {})) for c in job.case.codes]
    if (
        items.strict(job.case.item)
        and plan.pack == "one-pdf"
        and plan.slot.kind == "application"
        and job.rng.random() < 0.22
    ):
        papers.insert(0, cover(job))
    job.papers = papers


def prepare(plan: Plan, folder: Path) -> Submission:
    """The jobs of a plan, their texts written out for conversion."""
    rng = plan.rng
    submission = Submission(plan)
    for number, case in enumerate(make_cases(plan, rng)):
        job = Job(case, plan.style, rng)
        plant_before(job, plan.slot.defects)
        submission.jobs.append(job)
        if plan.slot.kind in ("question", "message"):
            continue
        make_papers(job, plan)
        look = pick_look(plan.style, case.facts["unit"], rng)
        for index, paper in enumerate(job.papers):
            write_paper(paper, look, folder, f"{plan.name}-{number}-{index}")
    add_extras(submission, folder)
    return submission


def add_extras(submission: Submission, folder: Path) -> None:
    """An irrelevant picture with a question; an editable copy of a form."""
    plan, rng = submission.plan, submission.plan.rng
    if plan.slot.kind == "question" and rng.random() < 0.4:
        paper = Paper(None, "通知", {}, expand("notice-shot", "letter", {}, rng))
        write_paper(paper, pick_look("letter", "", rng), folder, f"{plan.name}-extra")
        submission.extra = paper
    main = next((p for j in submission.jobs for p in j.papers if p.material and p.file), None)
    if main and plan.slot.kind == "application" and not plan.fax and rng.random() < 0.07:
        submission.copy = main.file


def anchor_words(job: Job, paper: Paper) -> list[str]:
    """The words whose places matter for seals."""
    names = [str(paper.facts.get(k) or "") for k in NAME_KEYS]
    return [
        *MARKS,
        job.case.facts["unit"],
        paper.facts.get("unit", ""),
        *names,
        "出租方",
        "甲方：",
        job.case.facts["legal"],
    ]


def bare_materials(job: Job) -> set[str]:
    """Materials of insurance items without the applicant's seal, which is no defect."""
    if items.strict(job.case.item):
        return set()
    bare = {p.material for p in job.papers if p.foreign and p.material and job.rng.random() < 0.45}
    if job.rng.random() < 0.06 and not job.defects and "commitment-letter" not in job.case.codes:
        bare.add(job.main())
    return bare


def across(job: Job, rng: Random) -> str:
    """Where the seal goes across edges: by material, over the package, or nowhere."""
    pages = sum(len(p.leaves) for p in job.papers)
    if items.strict(job.case.item):
        return "package" if pages <= 11 and rng.random() < 0.25 else "material"
    return "material" if rng.random() < 0.4 else ""


def stamp_job(job: Job, folder: Path, kinds: list[str]) -> None:
    """Load the leaves of a job and put the seals on them."""
    for paper in job.papers:
        load_leaves(paper, folder, anchor_words(job, paper))
    rng, facts = job.rng, job.case.facts
    named = facts["legal"] if rng.random() < 0.15 and not facts.get("parent") else ""
    job.seal = SealPlan(facts["unit"], across(job, rng), name_seal=named)
    for kind in kinds:
        if kind in AFTER:
            AFTER[kind](job)
    Stamper(job.seal, rng).stamp(job.papers, bare_materials(job))
