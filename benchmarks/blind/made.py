"""Mails of the generators: made once, kept outside the repository by the generator's own text."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.blind.truth import BlindMail, read_mail
from benchmarks.corpus import Corpus

GENERATORS = ("north", "south", "east", "west")
"""Each written by itself: see its docstring for the kind of firm whose papers it makes."""

SEED, COUNT = 1, 84
"""Of each generator."""

FINAL_EACH = 3
"""Every third mail is kept aside for ``--final``."""


def mails_of(corpus: Corpus) -> list[BlindMail]:
    """Return the mails of a run in a fixed order, making those that are not there yet."""
    return [mail for name in GENERATORS for mail in _share(folder_of(name), corpus)]


def _share(folder: Path, corpus: Corpus) -> list[BlindMail]:
    every = [read_mail(one) for one in sorted(folder.iterdir()) if one.is_dir()]
    wanted = [mail for mail in every if corpus.final or not is_final(mail.name)]
    return wanted[: max(1, round(len(wanted) * corpus.share))]


def is_final(name: str) -> bool:
    """Tell whether a mail is kept aside, by the number at the end of its name."""
    return int(name.rpartition("-")[2]) % FINAL_EACH == 0


def folder_of(generator: str) -> Path:
    """Return the folder with the mails of one generator; it is made where it is missing.

    Raises:
        RuntimeError: LibreOffice, which sets the papers, is not installed.
    """
    folder = _cache() / f"{generator}-{SEED}-{COUNT}-{_digest(generator)}"
    if not folder.exists():
        _make(generator, folder)
    return folder


def _cache() -> Path:
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(os.environ.get("SHOULI_BLIND") or home / "shouli" / "blind")


def _digest(generator: str) -> str:
    folder = Path(__file__).parent / "generators" / generator
    sources = sorted(one for one in folder.rglob("*") if one.is_file() and "__pycache__" not in one.parts)
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:12]


def _make(generator: str, folder: Path) -> None:
    if shutil.which("soffice") is None:
        raise RuntimeError("需要 LibreOffice 才能制作材料：apt-get install libreoffice-writer fonts-noto-cjk")
    print(f"制作 {generator} 的材料 …", file=sys.stderr)
    unfinished = folder.with_name(folder.name + ".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    command = [sys.executable, "-m", generator, "--seed", str(SEED), "--count", str(COUNT), "--out", str(unfinished)]
    subprocess.run(command, check=True, cwd=Path(__file__).parent / "generators")
    unfinished.rename(folder)
