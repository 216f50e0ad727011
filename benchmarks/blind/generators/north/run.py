"""Makes a run's submissions and writes mails, faxes and truth."""

import io
import json
import random
import shutil
import tempfile
import zipfile
from datetime import date
from pathlib import Path

from . import NAME
from .applications import Application, case, finish, page_truth, start
from .convert import run_office
from .firms import Firm, firm
from .mails import Letter, application_mail, machine_mail, written_mail
from .mime import Blob
from .packing import Packed
from .plan import Plan, day_written, plans

CHUNK = 28
EXPECT = {"application": "see cases", "question": "inquiry", "message": "inquiry or task on a case",
    "machine": "case without answer"}


def make(seed: int, count: int, out: Path, wanted: set[str]) -> None:
    """Write the submissions of a run (all, or those whose ids are wanted)."""
    chosen = [p for p in plans(seed, count) if not wanted or identity(seed, p) in wanted]
    for at in range(0, len(chosen), CHUNK):
        folder = Path(tempfile.mkdtemp(prefix="north-"))
        try:
            make_chunk(seed, chosen[at : at + CHUNK], out, folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def identity(seed: int, plan: Plan) -> str:
    """A submission's id."""
    return f"{NAME}-{seed}-{plan.number:04d}"


def make_chunk(seed: int, chosen: list[Plan], out: Path, folder: Path) -> None:
    """Documents of several submissions are converted in one go."""
    begun = [(plan, begin(seed, plan, folder)) for plan in chosen]
    run_office(folder, sorted(folder.glob("*.docx")))
    for plan, applications in begun:
        target = out / identity(seed, plan)
        target.mkdir(parents=True, exist_ok=True)
        write(seed, plan, applications, target)


def begin(seed: int, plan: Plan, folder: Path) -> list[Application]:
    """Start the applications of one submission."""
    if plan.sort in ("question", "message"):
        return []
    rng = random.Random(f"{NAME}-{seed}-{plan.number}-day")
    day = day_written(rng, plan)
    found: list[Application] = []
    for index in range(len(plan.items)):
        shared = found[0].scene.firm if index and plan.sort == "two-items" else None
        found.append(start(plan, index, seed, folder, day, shared))
    return found


def write(seed: int, plan: Plan, applications: list[Application], target: Path) -> None:
    """Finish one submission and write its files."""
    rng = random.Random(f"{NAME}-{seed}-{plan.number}-mail")
    if not applications:
        return written(seed, plan, target, rng)
    truth = {"cases": [], "pages": [], "attachments": []}
    blobs: list[Blob] = []
    styles = []
    for application in applications:
        packed, faxed = finish(application, plan.fax)
        before = len(truth["pages"])
        blobs += named_apart(plan, blobs, packed)
        truth["cases"].append(case(application.scene, packed, before))
        truth["pages"] += page_truth(packed, before)
        truth["attachments"] += [{"name": n, "pages": c} for n, c in packed.counts]
        styles.append(f"set {application.scene.dress.set_name}, {packed.style}")
        if faxed:
            (target / "fax.tif").write_bytes(faxed)
    letter = None if plan.fax else post(plan, applications, blobs, rng)
    if letter:
        (target / "mail.eml").write_bytes(letter.data)
    save(target, head(seed, plan, letter, "; ".join(styles), applications) | truth)
    return None


def named_apart(plan: Plan, earlier: list[Blob], packed: Packed) -> list[Blob]:
    """The files, named by the printer where it sends them, and apart from earlier ones."""
    taken = {b.name for b in earlier}
    for number, blob in enumerate(packed.blobs, 1):
        stem, _, ending = blob.name.rpartition(".")
        name = f"SKM_C368{plan.received:%y%m%d%H%M}{number}.{ending}" if plan.sort == "machine" else blob.name
        name = f"{stem}(2).{ending}" if name in taken else name
        packed.counts = [(name if n == blob.name else n, c) for n, c in packed.counts]
        blob.name = name
    return packed.blobs


def post(plan: Plan, applications: list[Application], blobs: list[Blob], rng: random.Random) -> Letter:
    """The mail that carries the applications."""
    first = applications[0]
    if plan.sort == "machine":
        return machine_mail(plan, first.scene.firm, blobs, rng)
    others = [a.scene.firm for a in applications[1:]] if plan.sort == "two-firms" else []
    main = next(m for m in first.scene.materials if m.painted is None and m.code != "cover")
    form = steady_zip(first.path(main, "docx").read_bytes()) if not plan.flaws else b""
    return application_mail(plan, first.scene.firm, others, blobs, form, rng)


def steady_zip(data: bytes) -> bytes:
    """A Word file with its members' times set to one day, so that runs agree."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, (2020, 2, 3, 9, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return buffer.getvalue()


def head(seed: int, plan: Plan, letter: Letter | None, style: str, applications: list[Application]) -> dict:
    """The truth's head."""
    kind = plan.sort if plan.sort in EXPECT else "application"
    sender = letter.sender if letter else applications[0].scene.firm.landline
    return {"id": identity(seed, plan), "generator": NAME,
        "style": f"{style}, {letter.client if letter else 'fax machine'}", "kind": kind, "sort": plan.sort,
        "channel": letter.channel if letter else "fax-insurance", "received": f"{plan.received.isoformat()}+08:00",
        "sender": sender, "daily": plan.daily,
        "clean": not plan.flaws, "expect": EXPECT[kind]}


def written(seed: int, plan: Plan, target: Path, rng: random.Random) -> None:
    """A question or a message."""
    who: Firm = firm(rng, "dispatch" if plan.items[0].startswith("dispatch") else "general")
    letter, about = written_mail(plan, who, rng)
    (target / "mail.eml").write_bytes(letter.data)
    note = {"about": {"unit": who.name, "item": plan.items[0], "matter": about}, "cases": [], "pages": [],
        "attachments": []}
    save(target, head(seed, plan, letter, "text only", []) | note)


def save(target: Path, truth: dict) -> None:
    """Write truth.json."""
    (target / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1, default=day_text) + "\n",
        encoding="utf-8")


def day_text(value: date) -> str:
    """Dates as text."""
    return value.isoformat()
