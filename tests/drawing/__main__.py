"""Write one of each submission, seal and bad file into a folder: ``python -m tests.drawing FOLDER``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.drawing import bad_files
from tests.drawing.dossier import draw_dossier
from tests.drawing.expectations import NOT_APPLICABLE, Defect
from tests.drawing.materials import ITEMS
from tests.drawing.scanning import COPY, OLD, PHOTO
from tests.drawing.seals import Inking, draw_seal, official_seal, special_seal
from tests.drawing.submission import SubmissionSpec, draw_submission

_KINDS = ("contract", "finance", "invoice", "personnel", "name", "union", "government")


def specifications() -> dict[str, SubmissionSpec]:
    """Return one specification of each kind, by folder name."""
    wanted = {f"clean-{item}": SubmissionSpec(item, seed) for seed, item in enumerate(ITEMS)}
    for seed, defect in enumerate(Defect, 20):
        item = "layoff-report" if seed % 3 == 0 else "dispatch-new"
        if defect not in NOT_APPLICABLE.get(item, frozenset()):
            wanted[f"{defect}"] = SubmissionSpec(item, seed, (defect,))
    wanted["tolerable-with-commitment"] = SubmissionSpec(
        "layoff-report", 40, (Defect.MISSING_TOLERABLE,), commitment=True
    )
    wanted["born-digital"] = SubmissionSpec("hours-flexible", 41, born_digital=True)
    for name, scan in (("old-scanner", OLD), ("bilevel-copy", COPY), ("photo", PHOTO)):
        wanted[name] = SubmissionSpec("hours-comprehensive", 42, scan=scan)
    for container in ("tiff-fine", "tiff-standard", "jpeg"):
        wanted[container] = SubmissionSpec("backpay-extended-period", 43, container=container)
    return wanted


def main(arguments: Sequence[str] | None = None) -> None:
    """Write everything below the folder that is named."""
    about = (__doc__ or "").partition(":")[0] + "."
    parser = argparse.ArgumentParser(prog="python -m tests.drawing", description=about)
    parser.add_argument("folder", type=Path, help="made where it is not there; files of the same name are replaced")
    folder = parser.parse_args(arguments).folder
    _write_submissions(folder)
    _write_seals(folder / "seals")
    _write_bad_files(folder / "bad-files")


def _write_submissions(folder: Path) -> None:
    for name, spec in specifications().items():
        drawn = draw_submission(spec)
        place = folder / name
        place.mkdir(parents=True, exist_ok=True)
        (place / drawn.file_name).write_bytes(drawn.content)
        sys.stdout.write(f"{name}: {drawn.file_name} → {drawn.truth.expected_outcome}\n")


def _write_seals(place: Path) -> None:
    place.mkdir(parents=True, exist_ok=True)
    dossier = draw_dossier("dispatch-new", 0)
    draw_seal(official_seal(dossier.unit, dossier.seal_code), Inking(), 300).save(place / "official.png")
    for kind in _KINDS:
        text = {"name": dossier.legal_representative.name, "government": "北京市朝阳区市场监督管理局"}.get(
            kind, dossier.unit
        )
        code = dossier.code if kind == "invoice" else dossier.seal_code
        draw_seal(special_seal(kind, text, code), Inking(), 300).save(place / f"{kind}.png")


def _write_bad_files(place: Path) -> None:
    place.mkdir(parents=True, exist_ok=True)
    content = draw_submission(SubmissionSpec("backpay-extended-period", 50)).content
    for name, bad in (
        ("encrypted", bad_files.encrypted(content)),
        ("truncated", bad_files.truncated(content)),
        ("empty", bad_files.empty()),
        ("not-a-pdf", bad_files.not_a_pdf()),
        ("too-many-pages", bad_files.too_many_pages()),
    ):
        (place / f"{name}.pdf").write_bytes(bad)


if __name__ == "__main__":
    main()
