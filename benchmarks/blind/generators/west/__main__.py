"""Command line: write submissions, or check written ones."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path

from . import NAME
from .assembly import Bundle, bundle, document_path
from .growing import Submission, grow
from .mime import Attachment
from .paper import Defect
from .plan import Spec, outlines
from .planting import FILES
from .sending import mail_bytes
from .truth import record
from .typeset import convert, written
from .verify import verify

CHUNK = 12  # submissions per call of LibreOffice


def typeset(subs: list[Submission], folder: Path, profile: Path) -> None:
    """Write and convert the papers of some submissions."""
    paths: list[Path] = []
    editable: list[Path] = []
    for sub in subs:
        for number, case in enumerate(sub.cases):
            for paper in case.papers:
                path = document_path(folder, sub, number, paper)
                path.write_bytes(written(case, paper, sub.look, f"{sub.seed}/{number}"))
                paths.append(path)
        if wants_editable(sub):
            editable.append(_plain_form(sub, folder))
    convert(paths, "pdf", profile)
    convert(editable, "doc", profile)


def wants_editable(sub: Submission) -> bool:
    """Tell whether a Word copy of the form goes along."""
    return sub.spec.kind == "clean" and not sub.spec.fax and sub.chance("editable").yes(0.1)


def _plain_form(sub: Submission, folder: Path) -> Path:
    case = sub.cases[0]
    path = folder / f"{sub.name}_form.fodt"
    path.write_bytes(written(case, case.main, sub.look, sub.seed, plain=True))
    return path


def finish(sub: Submission, folder: Path, out: Path) -> None:
    """Write mail or fax and truth of one submission."""
    target = out / sub.name
    target.mkdir(parents=True, exist_ok=True)
    made = bundle(sub, folder) if sub.cases[0].papers else Bundle()
    _file_defects(sub)
    if wants_editable(sub):
        made.attachments.append(Attachment("申报表（电子版）.doc", (folder / f"{sub.name}_form.doc").read_bytes()))
    if made.fax:
        (target / "fax.tif").write_bytes(made.fax)
        sender = sub.cases[0].firm.phone
    else:
        data, sender = mail_bytes(sub, made)
        (target / "mail.eml").write_bytes(data)
    text = json.dumps(record(sub, made, sender), ensure_ascii=False, indent=1)
    (target / "truth.json").write_text(text, encoding="utf-8")


def _file_defects(sub: Submission) -> None:
    for kind in sub.spec.defects:
        if kind in FILES:
            note = "文件加密，无法打开" if kind == "file-encrypted" else "文件损坏，无法打开"
            sub.cases[0].defects.append(Defect(kind, None, None, note))
            sub.cases[0].outcome = ["supplement", "review"]


def generate(specs: list[Spec], seed: int, out: Path, profile: Path) -> None:
    """Write submissions in chunks."""
    for start in range(0, len(specs), CHUNK):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            subs = [grow(spec, identity(seed, spec)) for spec in specs[start : start + CHUNK]]
            typeset(subs, folder, profile)
            for sub in subs:
                finish(sub, folder, out)
        print(f"{min(start + CHUNK, len(specs))}/{len(specs)}", file=sys.stderr)


def identity(seed: int, spec: Spec) -> str:
    """Return the name of a submission."""
    return f"{NAME}-{seed}-{spec.number:04d}"


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog=NAME, description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=84)
    parser.add_argument("--out", type=Path, default=Path("out"))
    parser.add_argument("--ids", default="", help="only these submissions, comma separated")
    parser.add_argument("--profile", type=Path, default=None, help="LibreOffice profile folder")
    parser.add_argument("--verify", type=Path, default=None, help="check written submissions")
    return parser.parse_args()


def main() -> int:
    """Run the command."""
    options = arguments()
    if options.verify:
        return verify(options.verify)
    wanted = set(filter(None, options.ids.split(",")))
    specs = [s for s in outlines(options.seed, options.count) if not wanted or identity(options.seed, s) in wanted]
    profile = options.profile or Path(tempfile.mkdtemp(prefix="west-profile-"))
    try:
        generate(specs, options.seed, options.out, profile.resolve())
    finally:
        if not options.profile:
            shutil.rmtree(profile, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
