"""A child that waits for its file: there for the next one, never for two, and its death is no fault of a file."""

from __future__ import annotations

import io
import subprocess
import sys
import time
from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image

from cases.submission import FileKind
from ocr.file import glances
from sandbox.limits import Limits
from sandbox.process import Child
from sandbox.spare import Spare

PATIENCE = 20.0


def sheet(shade: int) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (300, 400), (shade, shade, shade)).save(stream, "PNG")
    return stream.getvalue()


def shade_of(content: bytes) -> list[int]:
    return [int(bitmap[60, 50, 0]) for _, bitmap in glances.glance(content, FileKind.IMAGE, [(1, 100)], Limits())]


@pytest.fixture
def spare(monkeypatch: pytest.MonkeyPatch) -> Iterator[Spare]:
    made = Spare(("PIL.PngImagePlugin",))
    monkeypatch.setattr(glances, "_SPARE", made)
    yield made
    made.close()


def test_each_file_has_a_child_of_its_own_that_waited_for_it(spare: Spare) -> None:
    assert spare.take() is None
    seen = []
    for shade in (10, 200):
        assert shade_of(sheet(shade)) == [shade]
        waiting = spare._ready
        assert waiting is not None
        assert waiting.poll() is None
        seen.append(waiting.pid)
    assert len(set(seen)) == 2


def test_death_while_waiting_is_no_fault_of_a_file(spare: Spare) -> None:
    spare.renew()
    killed = spare._ready
    assert killed is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spare, "take", lambda: killed)  # it dies just after it was looked at
        killed.kill()
        killed.wait()
        assert shade_of(sheet(90)) == [90]


def test_dead_child_is_not_handed_out(spare: Spare) -> None:
    spare.renew()
    assert spare._ready is not None
    spare._ready.kill()
    spare._ready.wait()
    assert spare.take() is None


def test_waiting_child_ends_with_the_process_that_started_it() -> None:
    script = "from sandbox.process import start_child; print(start_child(['json']).pid, flush=True)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=PATIENCE)
    end = time.monotonic() + PATIENCE
    while _runs(int(done.stdout)) and time.monotonic() < end:
        time.sleep(0.05)
    assert not _runs(int(done.stdout))


def test_libraries_are_loaded_and_the_request_is_served(spare: Spare) -> None:
    spare.renew()
    ready = spare.take()
    assert ready is not None
    request = {"action": "glances", "kind": "image", "pages": [[1, 100]]}
    with Child(request, sheet(7), Limits(), ready) as child:
        (_, rows), = child.messages(PATIENCE)
    assert np.frombuffer(rows, np.uint8)[0] == 7


def _runs(process: int) -> bool:
    try:
        with open(f"/proc/{process}/stat") as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
