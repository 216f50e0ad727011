"""Drawn submissions, kept: a specification is drawn once, whatever run or process asks for it.

What is kept is the drawing alone, never what was read from it. It is kept by the specification and by all that the
drawing is made with, so a change of either draws anew and clears the older drawings away.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import shutil
from functools import cache
from pathlib import Path

from tests.drawing.fonts import FACES, font_path
from tests.drawing.submission import DrawnSubmission, SubmissionSpec, draw_submission

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "build" / "drawn"


@cache
def kept_submission(spec: SubmissionSpec) -> DrawnSubmission:
    """Return a drawn submission, drawn now if it is not kept."""
    if spec.debian_fonts:
        return draw_submission(spec)
    path = FOLDER / made_with() / f"{hashlib.sha256(repr(spec).encode()).hexdigest()}.pickle"
    if path.is_file():
        kept = pickle.loads(path.read_bytes())
        assert isinstance(kept, DrawnSubmission)
        return kept
    drawn = draw_submission(spec)
    _keep(path, drawn)
    return drawn


@cache
def made_with() -> str:
    """Return a digest of the code that draws, its libraries and its fonts."""
    digest = hashlib.sha256()
    for path in [*sorted(Path(__file__).parent.glob("*.py")), *sorted(ROOT.glob("requirements*.txt"))]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    for face in sorted(FACES):
        digest.update(f"{face} {Path(font_path(face)).stat().st_size}".encode())
    return digest.hexdigest()[:16]


def _keep(path: Path, drawn: DrawnSubmission) -> None:
    for older in path.parent.parent.glob("*"):
        if older != path.parent:
            shutil.rmtree(older, ignore_errors=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    begun = path.with_suffix(f".{os.getpid()}")
    begun.write_bytes(pickle.dumps(drawn))
    begun.replace(path)  # whole or not at all, for another process that looks now
