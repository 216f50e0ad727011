"""The parent's side: one fresh child per file, its pages read ahead by a thread, its limits enforced.

A child that dies or stalls is an answer (``ChildDied``), not an accident; only a child that cannot be
started at all is ``SandboxUnavailable``.
"""

from __future__ import annotations

import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, cast

from sandbox.limits import Limits
from sandbox.protocol import Header, ProtocolBroken, read_message, write_message

_ROOT = str(Path(__file__).resolve().parent.parent)
_START = f"import sys; sys.path.insert(0, {_ROOT!r}); from sandbox.child import main; main(sys.argv[1:])"
_AHEAD = 2
"""Pages kept ready: enough to overlap rendering with reading, few enough for the memory."""

Message = tuple[Header, bytearray]


class SandboxUnavailable(Exception):
    """The child process could not be started."""


class ChildDied(Exception):
    """The child was killed by a limit, crashed or stalled; ``reason`` is for the log, never for the sender."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class Child:
    """One sandbox process working on one request. A context manager; leaving it kills the process.

    Args:
        request: What to do.
        content: The file.
        limits: Of the file.
        process: One that was started ahead and serves nobody else; by default one is started now.

    Raises:
        SandboxUnavailable: It cannot be started.
    """

    def __init__(
        self, request: Header, content: bytes, limits: Limits, process: subprocess.Popen[bytes] | None = None
    ) -> None:
        self._limits = limits
        self.waited = 0.0
        self._messages: queue.Queue[Message | Exception | None] = queue.Queue(_AHEAD)
        self._closed = threading.Event()
        self._process = process or start_child()
        header = {**request, "limits": limits.to_dict()}
        threading.Thread(target=self._converse, args=(header, content), daemon=True).start()

    def __enter__(self) -> Child:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def messages(self, seconds: float) -> Iterator[Message]:
        """Yield the answers until the end, waiting at most ``seconds`` for all of them together.

        Time the caller spends on an answer does not count: the child works ahead meanwhile or waits.

        Raises:
            ChildDied: Killed, crashed, or nothing came within the limit of a page or of the file.
        """
        while True:
            allowed = min(self._limits.page_seconds, seconds - self.waited)
            started = time.monotonic()
            try:
                message = self._messages.get(timeout=max(allowed, 0.01))
            except queue.Empty:
                raise ChildDied("no answer in time") from None
            finally:
                self.waited += time.monotonic() - started
            if isinstance(message, Exception):
                raise ChildDied(f"exit status {self._status()}") from message
            if message is None:
                raise ChildDied(f"ended early, exit status {self._status()}")
            header = message[0]
            if header.get("type") == "end":
                return
            if header.get("type") == "failed":
                raise ChildDied(str(header.get("reason", "")))
            yield message

    def close(self) -> None:
        """Kill the child and let go of everything; harmless twice."""
        self._closed.set()
        self._process.kill()
        self._process.wait()

    def _status(self) -> int | None:
        try:
            return self._process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            return None

    def _converse(self, header: Header, content: bytes) -> None:
        """Send the request and read ahead; runs in its own thread."""
        stdin, stdout = cast(BinaryIO, self._process.stdin), cast(BinaryIO, self._process.stdout)
        try:
            try:
                write_message(stdin, header, content)
                stdin.close()
            except OSError:
                pass  # it died before it had read all: the answers below tell
            while (message := read_message(stdout)) is not None:
                if not self._put(message):
                    return
            self._put(None)
        except (ProtocolBroken, OSError, ValueError) as error:
            self._put(error)
        finally:
            stdout.close()

    def _put(self, item: Message | Exception | None) -> bool:
        while not self._closed.is_set():
            try:
                self._messages.put(item, timeout=0.2)
            except queue.Full:
                continue
            return True
        return False


def start_child(libraries: Sequence[str] = ()) -> subprocess.Popen[bytes]:
    """Start a sandbox process, which waits for its request and ends with this process.

    Args:
        libraries: Modules that it loads while it waits.

    Raises:
        SandboxUnavailable: It cannot be started.
    """
    try:
        return subprocess.Popen(
            [sys.executable, "-I", "-B", "-c", _START, *libraries],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"OPENBLAS_NUM_THREADS": "1", "LC_ALL": "C.UTF-8"},
            cwd="/",
            start_new_session=True,
        )
    except OSError as error:
        raise SandboxUnavailable(str(error)) from error


def page_request(
    kind: str, dots_per_inch: float, first: int = 1, last: int | None = None, roots: Sequence[bytes] | None = None
) -> dict[str, Any]:
    """Return the request for pages ``first`` to ``last`` (from 1, both included) of a file.

    Args:
        kind: ``pdf``, ``tiff`` or ``image``.
        dots_per_inch: Resolution of the pages.
        first: From which page on.
        last: Up to which page; None for all.
        roots: DER certificates to verify signatures against; None: signatures are not asked about.
    """
    request = {"action": "pages", "kind": kind, "dots_per_inch": dots_per_inch, "first": first, "last": last}
    return request if roots is None else {**request, "roots": [root.hex() for root in roots]}
