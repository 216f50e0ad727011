"""LibreOffice Writer: many papers to PDF (or Word) in few calls."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

BATCH = 120


def convert(files: list[Path], target: str, out: Path, profile: Path) -> None:
    """Convert the files to the target format ("pdf", "docx") into the folder."""
    out.mkdir(parents=True, exist_ok=True)
    program = shutil.which("soffice") or "soffice"
    options = [f"-env:UserInstallation=file://{profile.resolve()}", "--headless", "--norestore", "--convert-to", target]
    for start in range(0, len(files), BATCH):
        command = [program, *options, "--outdir", str(out), *map(str, files[start : start + BATCH])]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=900)
    missing = [f.stem for f in files if not (out / f"{f.stem}.{target}").exists()]
    if missing:
        raise RuntimeError(f"not converted: {missing[:5]}")
