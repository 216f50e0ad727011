"""Batches of flat documents through LibreOffice Writer."""

import subprocess
from pathlib import Path

BATCH = 120


def convert(sources: list[Path], target: Path, kind: str = "pdf") -> None:
    """Converts all sources into a folder with few starts of LibreOffice."""
    profile = (target / "profile").absolute()
    for start in range(0, len(sources), BATCH):
        part = [str(path) for path in sources[start : start + BATCH]]
        command = [
            "soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", kind, "--outdir",
            str(target), *part,
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=900)
