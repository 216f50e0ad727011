"""Runs the command ``shouli`` in a process of its own that need not load its packages: a server that has them forks it.

What a user sees is the same: arguments, environment, folder, standard input, output and exit status.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import IO

_PACKAGES = [
    "commands.__main__", "pipeline.jobs", "pipeline.without_mail.rule_trial", "views.exports.export", "api.app",
]
_PATIENCE = 120.0
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(_PACKAGES)


@dataclass(frozen=True, slots=True)
class Running:
    """A command that was started."""

    words: tuple[str, ...]
    process: BaseProcess
    heard: IO[bytes]
    out: IO[bytes]
    err: IO[bytes]

    def ended(self, seconds: float = _PATIENCE) -> subprocess.CompletedProcess[str]:
        """Wait for its end.

        Raises:
            subprocess.TimeoutExpired: It went on; it is killed.
        """
        with self.heard, self.out, self.err:
            self.process.join(seconds)
            if self.process.exitcode is None:
                self.process.kill()
                raise subprocess.TimeoutExpired(self.words, seconds)
            return subprocess.CompletedProcess(self.words, self.process.exitcode, _text(self.out), _text(self.err))


def start_command(folder: Path, *words: str, said: str = "", **settings: str) -> Running:
    """Start a command that stands in a folder, its data below it; no setting of this process reaches it.

    Args:
        folder: Where it stands.
        words: Its arguments.
        said: What it hears from standard input.
        settings: More of its environment.
    """
    clean = {key: value for key, value in os.environ.items() if not key.startswith("SHOULI_")}
    environment = {**clean, "SHOULI_DATA": str(folder / "data"), "PYTHONPATH": str(Path.cwd()), **settings}
    out, err, heard = (tempfile.NamedTemporaryFile() for _ in range(3))  # noqa: SIM115  # open until it has ended
    heard.write(said.encode())
    heard.flush()
    process = _FORKS.Process(
        target=_run, args=(words, str(folder), environment, (heard.name, out.name, err.name)), daemon=False
    )
    process.start()
    return Running(words, process, heard, out, err)


def run_command(folder: Path, *words: str, said: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end; see start_command."""
    return start_command(folder, *words, said=said, **settings).ended()


def _run(words: tuple[str, ...], folder: str, environment: dict[str, str], files: tuple[str, str, str]) -> None:
    """Become the command: what a new process would have from its shell."""
    from commands.__main__ import main

    for number, (name, mode) in enumerate(zip(files, "rww", strict=True)):
        with Path(name).open(mode) as opened:
            os.dup2(opened.fileno(), number)
    sys.stdin = open(0, closefd=False)  # noqa: SIM115
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.exit(main(words))


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()
