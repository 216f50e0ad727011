"""A child started ahead of the file that it is for, its libraries loaded: nobody waits for that. It serves one file."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Sequence

from sandbox.process import start_child


class Spare:
    """Keeps one child ready; for any thread.

    Args:
        libraries: Modules that the child loads while it waits.
    """

    def __init__(self, libraries: Sequence[str]) -> None:
        self._libraries = libraries
        self._lock = threading.Lock()
        self._ready: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def take(self) -> subprocess.Popen[bytes] | None:
        """Return the child that is ready, None for none; it is the caller's from now on."""
        with self._lock:
            ready, self._ready = self._ready, None
            if ready is None or self._owner != os.getpid():  # a fork has no right to its parent's
                return None
            if ready.poll() is None:
                return ready
            _end(ready)
            return None

    def renew(self) -> None:
        """Start the next child unless one is ready.

        Raises:
            SandboxUnavailable: It cannot be started.
        """
        with self._lock:
            if self._ready is None or self._owner != os.getpid():
                self._ready, self._owner = start_child(self._libraries), os.getpid()

    def close(self) -> None:
        """End the child that is ready; harmless twice."""
        if (ready := self.take()) is not None:
            _end(ready)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.communicate()
