"""The child process: messages, limits, and what becomes of a child that breaks them."""

import io
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from sandbox.limits import Limits
from sandbox.process import Child, ChildDied, page_request
from sandbox.protocol import ProtocolBroken, read_message, write_message

ROOT = Path(__file__).resolve().parents[2]


def png(width: int, height: int) -> bytes:
    stream = io.BytesIO()
    Image.new("1", (width, height), 1).save(stream, "PNG")
    return stream.getvalue()


def test_message_comes_out_as_it_went_in() -> None:
    stream = io.BytesIO()
    write_message(stream, {"type": "page", "text": "骑缝章"}, b"\x00\xff" * 1000)
    write_message(stream, {"type": "end"})
    stream.seek(0)
    header, payload = read_message(stream) or ({}, b"")
    assert header == {"type": "page", "text": "骑缝章"}
    assert bytes(payload) == b"\x00\xff" * 1000
    assert read_message(stream) == ({"type": "end"}, bytearray())
    assert read_message(stream) is None


@pytest.mark.parametrize("keep", [5, 13, 30], ids=["in lengths", "in header", "in payload"])
def test_cut_message_is_broken(keep: int) -> None:
    stream = io.BytesIO()
    write_message(stream, {"a": 1}, b"x" * 50)
    with pytest.raises(ProtocolBroken):
        read_message(io.BytesIO(stream.getvalue()[:keep]))


def test_lengths_beyond_reason_are_broken() -> None:
    with pytest.raises(ProtocolBroken):
        read_message(io.BytesIO(b"\xff" * 12))


def test_page_of_a_picture_arrives() -> None:
    with Child(page_request("image", 200.0), png(300, 200), Limits()) as child:
        (document, _), (page, payload) = child.messages(20)
    assert document == {"type": "document", "pages": 1, "problems": []}
    assert (page["width"], page["height"]) == (300, 200)
    assert bytes(payload) == b"\xff" * (300 * 200 * 3)


def test_request_the_child_does_not_know_ends_it() -> None:
    with Child({"action": "paint", "kind": "pdf"}, b"", Limits()) as child, pytest.raises(ChildDied):
        list(child.messages(20))


def test_memory_limit_ends_the_child_not_us() -> None:
    # The picture is allowed by its pixels and needs 330 MB as RGB: more than the child may have.
    limits = Limits(memory_mb=160, picture_megapixels=200.0)
    with Child(page_request("image", 200.0), png(11_000, 10_000), limits) as child, pytest.raises(ChildDied):
        list(child.messages(20))


def test_silence_is_ended_after_the_page_limit() -> None:
    started = time.monotonic()
    limits = Limits(page_seconds=0.02)
    with Child(page_request("image", 200.0), png(11_000, 9_000), limits) as child, pytest.raises(ChildDied):
        list(child.messages(20))
    assert time.monotonic() - started < 15  # not the 20 seconds that we would have waited


def test_time_the_caller_takes_does_not_count() -> None:
    with Child(page_request("image", 200.0), png(300, 200), Limits(page_seconds=2.0)) as child:
        for _ in child.messages(2.0):
            time.sleep(0.3)
        assert child.waited < 1.5


def test_leaving_kills_the_child() -> None:
    with Child(page_request("image", 200.0), png(11_000, 9_000), Limits()) as child:
        process = child._process
    assert process.poll() is not None


CONFINED = f"import os, sys; sys.path.insert(0, {str(ROOT)!r}); from sandbox.confine import confine; "


@pytest.mark.parametrize(
    ("attempt", "error"),
    [
        ("open({path!r}, 'wb', buffering=0).write(b'x' * 10)", "File too large"),
        ("bytearray(1 << 30)", "MemoryError"),
        ("[os.open('/', os.O_RDONLY) for _ in range(100)]", "Too many open files"),
    ],
    ids=["write a file", "take a gigabyte", "open many files"],
)
def test_confined_process_cannot(attempt: str, error: str, tmp_path: Path) -> None:
    script = CONFINED + "confine(256, 5); " + attempt.format(path=str(tmp_path / "probe"))
    done = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert error in done.stderr


def test_confined_process_runs_out_of_processor_time() -> None:
    script = CONFINED + "confine(256, 1)\nwhile True: pass"
    started = time.monotonic()
    done = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, check=False, timeout=30)
    assert done.returncode < 0
    assert time.monotonic() - started < 20
