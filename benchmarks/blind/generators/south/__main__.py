"""Write submissions: `python -m south --seed S --count N --out DIR [--ids a,b]`; check them: `--verify DIR`."""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from random import Random

from south import compose, office, verify
from south.assemble import Submission, prepare, stamp_job
from south.files import make_bundle, make_fax
from south.papers import load_leaves
from south.schedule import make_plan
from south.truth import make_truth
from south.wording import AGENCIES


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="south", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=84)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--ids", default="", help="numbers or names, separated by commas")
    parser.add_argument("--verify", type=Path)
    return parser.parse_args()


def numbers(args: argparse.Namespace) -> list[int]:
    """The numbers of the submissions to write."""
    if args.ids:
        return [int(part.rsplit("-", 1)[-1]) for part in args.ids.split(",")]
    return list(range(1, args.count + 1))


def convert_all(submissions: list[Submission], folder: Path) -> None:
    """Turn all texts into PDF, and some into Word."""
    files = [p.file for s in submissions for j in s.jobs for p in j.papers if p.file]
    files += [s.extra.file for s in submissions if s.extra and s.extra.file]
    office.convert(files, "pdf", folder, folder / "profile")
    copies = [s.copy for s in submissions if s.copy]
    if copies:
        office.convert(copies, "docx", folder, folder / "profile")


def finish(submission: Submission, folder: Path, out: Path) -> None:
    """Stamp, scan, pack and send one submission."""
    plan = submission.plan
    rng: Random = plan.rng
    for job in (j for j in submission.jobs if j.papers):
        stamp_job(job, folder, plan.slot.defects)
    if submission.extra:
        load_leaves(submission.extra, folder, [])
    target = out / plan.name
    target.mkdir(parents=True, exist_ok=True)
    truth = send_fax(submission, target) if plan.fax else send_mail(submission, target, folder, rng)
    text = json.dumps(truth, ensure_ascii=False, indent=1)
    (target / "truth.json").write_text(text + "\n", "utf-8")


def send_fax(submission: Submission, target: Path) -> dict[str, object]:
    """Write the fax; its truth."""
    bundle = make_fax(submission, target)
    return make_truth(submission, bundle, submission.jobs[0].case.unit.phone, "fax-insurance", "fax")


def send_mail(submission: Submission, target: Path, folder: Path, rng: Random) -> dict[str, object]:
    """Write the mail; its truth."""
    plan = submission.plan
    agency = rng.choice(AGENCIES) if plan.agency else ""
    client = compose.pick_client(rng, plan.slot.kind == "machine", plan.daily and not agency)
    sender = compose.address(client, rng)
    shown = compose.sender_name(submission, agency, client, rng)
    words = compose.words_for(submission, agency, sender, rng)
    bundle = make_bundle(submission, compose.stems(submission, words))
    letter = compose.write_letter(submission, client, sender, shown, words, bundle)
    copy = (folder / f"{submission.copy.stem}.docx").read_bytes() if submission.copy else None
    compose.editable_copy(submission, copy, letter)
    compose.by_products(submission, letter, agency, rng)
    (target / "mail.eml").write_bytes(compose.mail_bytes(letter, rng))
    return make_truth(submission, bundle, sender, compose.channel_of(submission)[0], client.key)


def main() -> None:
    """Write or check."""
    args = arguments()
    if args.verify:
        raise SystemExit(verify.check(args.verify))
    args.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="south-") as name:
        folder = Path(name)
        wanted = [n for n in numbers(args) if n <= args.count]
        planned = wanted or range(1, args.count + 1)  # of a number that no mail has, all texts are written and none set
        submissions = [prepare(make_plan(args.seed, n), folder) for n in planned]
        if not wanted:
            return
        convert_all(submissions, folder)
        for submission in submissions:
            finish(submission, folder, args.out)


if __name__ == "__main__":
    main()
