from __future__ import annotations

import io
import json
import os
import pathlib
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image, ImageDraw

from cases.errors import SourceUnavailable
from cases.submission import FileKind
from intake.fax_spool import FaxSpoolSource, is_whole, sender_id
from intake.message import parse_message
from intake.source import Known, RawMessage
from tests.intake.known import NOTHING, only
from tests.intake.letters import PDF
from tests.servers import FOLDER, NOT_INSTALLED
from tests.servers.tofax import write_fax

ARRIVED = datetime(2020, 2, 12, 1, 0, tzinfo=UTC)
CALLER = "+86 10 65090452"


def page(number: int) -> Image.Image:
    picture = Image.new("L", (600, 850), 255)
    ImageDraw.Draw(picture).rectangle((50, 50 * number, 550, 50 * number + 20), fill=0)
    return picture


@pytest.fixture
def fax(tmp_path: pathlib.Path) -> bytes:
    """A fax of two pages in standard resolution."""
    write_fax([page(1), page(2)], tmp_path / "fax.tif", standard=True)
    return (tmp_path / "fax.tif").read_bytes()


@pytest.fixture
def spool(tmp_path: pathlib.Path) -> pathlib.Path:
    folder = tmp_path / "recvq"
    folder.mkdir()
    return folder


def put(spool: pathlib.Path, name: str, content: bytes, age: float = 60) -> pathlib.Path:
    path = spool / name
    path.write_bytes(content)
    moment = ARRIVED.timestamp() - age
    os.utime(path, (moment, moment))
    return path


def poll(spool: pathlib.Path, known: Known = NOTHING, later: float = 0) -> list[RawMessage]:
    moment = ARRIVED + timedelta(seconds=later)
    return list(FaxSpoolSource("fax", "fax-insurance", spool, clock=lambda: moment).poll(known))


def test_fax_at_rest_is_taken_with_its_time_and_left_where_it_is(spool: pathlib.Path, fax: bytes) -> None:
    path = put(spool, "fax000000001.tif", fax)
    put(spool, "b.pdf", PDF, age=50)
    put(spool, "seqf", b"1")
    first, second = poll(spool)
    assert (first.name, first.content, first.media_type) == ("fax000000001.tif", fax, "image/tiff")
    assert first.received_at == ARRIVED - timedelta(seconds=60)
    assert (first.telephone, first.incomplete) == (None, "")
    assert second.media_type == "application/pdf"
    FaxSpoolSource("fax", "fax-insurance", spool).acknowledge(first.key)
    assert path.exists()
    assert poll(spool, only(first.key, second.key)) == []


def test_growing_file_is_left_alone_until_it_rests(spool: pathlib.Path, fax: bytes) -> None:
    put(spool, "a.tif", fax, age=5)
    assert poll(spool) == []
    assert len(poll(spool, later=30)) == 1


def test_file_without_its_end_is_left_alone_and_taken_as_incomplete_in_the_end(spool: pathlib.Path, fax: bytes) -> None:
    put(spool, "a.tif", fax[: len(fax) // 2])
    put(spool, "b.pdf", PDF[:20])
    assert poll(spool) == []
    assert [message.incomplete for message in poll(spool, later=1200)] == ["文件不完整", "文件不完整"]


def test_another_fax_under_the_same_name_is_a_new_one(spool: pathlib.Path, fax: bytes) -> None:
    put(spool, "a.tif", fax)
    (first,) = poll(spool)
    put(spool, "a.tif", fax, age=50)
    assert len(poll(spool, only(first.key))) == 1


@pytest.mark.parametrize(
    ("side_name", "text"),
    [
        ("a.tif.json", json.dumps({"number": CALLER, "error": ""})),
        ("a.json", json.dumps({"telephone": CALLER})),
        ("a.tif.txt", f"FILE=recvq/a.tif\nCALLID1={CALLER}\nMSG=\n"),
        ("a.txt", f"FILE=a.tif|DEVICE=ttyS0|MSG=|CALLID1={CALLER}|PAGES=2"),
    ],
)
def test_side_file_gives_the_caller_and_says_that_reception_is_over(
    spool: pathlib.Path, fax: bytes, side_name: str, text: str
) -> None:
    put(spool, "a.tif", fax, age=0)
    (spool / side_name).write_text(text, encoding="utf-8")
    (message,) = poll(spool)
    assert (message.telephone, message.incomplete) == (CALLER, "")


def test_broken_reception_is_taken_and_marked(spool: pathlib.Path, fax: bytes) -> None:
    put(spool, "a.tif", fax[:-20], age=0)
    (spool / "a.tif.txt").write_text(f"CALLID1={CALLER}\nMSG=Missing EOP", encoding="utf-8")
    (message,) = poll(spool)
    assert message.incomplete == "Missing EOP"
    assert [finding.code for finding in parse_message(message).findings] == ["mail-damaged", "file-damaged"]


@pytest.mark.parametrize("text", ["{", "[1]", '{"number": {"a": 1}}', "\0\0", '{"number": "<script>"}'])
def test_side_file_of_any_content_does_no_harm(spool: pathlib.Path, fax: bytes, text: str) -> None:
    put(spool, "a.tif", fax)
    (spool / "a.json").write_text(text, encoding="utf-8")
    assert [message.telephone for message in poll(spool)] == [None]


@pytest.mark.parametrize("name", ["01_fax_g3_204x98.tif", "06_g4_three_pages.tiff", "09_scan_g4_300dpi_form.tif"])
def test_real_fax_files_are_whole_and_cut_ones_are_not(samples: pathlib.Path, name: str) -> None:
    content = (samples / "fax" / name).read_bytes()
    assert is_whole(content)
    assert not is_whole(content[:7])


def test_endless_directory_chain_ends() -> None:
    assert is_whole(b"II*\0\x08\0\0\0" + b"\0\0" + b"\x08\0\0\0")


def test_missing_folder_is_our_trouble(tmp_path: pathlib.Path) -> None:
    with pytest.raises(SourceUnavailable):
        poll(tmp_path / "none")


def call(source: pathlib.Path, target: pathlib.Path, *options: str) -> dict[str, object]:
    command = [sys.executable, str(FOLDER / "faxcall.py"), str(source), str(target), "--number", CALLER, *options]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode == NOT_INSTALLED:
        if os.environ.get("CI"):
            pytest.fail(result.stderr)
        pytest.skip(result.stderr)
    answer = json.loads(result.stdout)
    assert isinstance(answer, dict)
    return answer


def test_fax_of_a_real_call_becomes_a_submission(spool: pathlib.Path, fax: bytes, tmp_path: pathlib.Path) -> None:
    result = call(tmp_path / "fax.tif", spool / "fax1.tif")
    assert (result["complete"], result["sender"]) == (True, CALLER)
    (spool / "fax1.tif.txt").write_text(f"CALLID1={result['sender']}\nMSG=", encoding="utf-8")
    (message,) = poll(spool)
    submission = parse_message(message)
    assert submission.telephone == CALLER
    assert submission.sender is None
    assert [attachment.kind for attachment in submission.attachments] == [FileKind.TIFF]
    with Image.open(spool / "fax1.tif") as received:
        assert (getattr(received, "n_frames", 1), received.width) == (2, 1728)


def test_call_cut_off_after_the_first_page_is_taken_and_marked(
    spool: pathlib.Path, fax: bytes, tmp_path: pathlib.Path
) -> None:
    whole = call(tmp_path / "fax.tif", tmp_path / "whole.tif")
    seconds = whole["seconds"]
    assert isinstance(seconds, float)
    result = call(tmp_path / "fax.tif", spool / "cut.tif", "--cut", str(seconds - 8))
    assert not result["complete"]
    (spool / "cut.tif.txt").write_text(f"CALLID1={CALLER}\nMSG={result['received']}", encoding="utf-8")
    (message,) = poll(spool)
    assert message.incomplete == result["received"]
    with Image.open(spool / "cut.tif") as received:
        assert getattr(received, "n_frames", 1) == 1


def test_fax_that_cannot_be_read_hides_no_other(spool: pathlib.Path, fax: bytes) -> None:
    put(spool, "good.tif", fax)
    (spool / "bad.tif").symlink_to("/proc/self/mem")  # its first bytes cannot be read by anybody
    moment = datetime.now(UTC) + timedelta(minutes=5)
    source = FaxSpoolSource("fax", "fax-insurance", spool, clock=lambda: moment)
    assert [one.name for one in source.poll(NOTHING)] == ["good.tif"]
    assert [one.reason for one in source.skipped.values()] == ["OSError"]


def test_fax_of_before_is_left(spool: pathlib.Path, fax: bytes) -> None:
    put(spool, "old.tif", fax, age=7200)
    put(spool, "new.tif", fax)
    source = FaxSpoolSource("fax", "fax-insurance", spool, clock=lambda: ARRIVED)
    assert [one.name for one in source.poll(NOTHING, ARRIVED - timedelta(hours=1))] == ["new.tif"]
    assert [key.partition(";")[0] for key in source.older] == ["old.tif"]


def test_the_number_that_the_sender_s_machine_states_is_taken_from_the_fax() -> None:
    """HylaFAX writes it into the picture (recvq(5F)); a side file of the switchboard knows better."""
    others = pathlib.Path(__file__).parents[1] / "cases_of_others/10-hylafax/fax000000001.tif"
    (fax,) = FaxSpoolSource("fax", "fax-insurance", others.parent, quiet_seconds=0).poll(NOTHING)
    assert fax.telephone == sender_id(others.read_bytes()) == "+86 10 65550123"
    assert sender_id(b"II*\0\x08\0\0\0") == sender_id(b"%PDF-1.4") == sender_id(b"II*\0\xff\xff\xff\xff") == ""


@pytest.mark.parametrize(
    ("tags", "told"),
    [
        pytest.param({}, "", id="without tags"),
        pytest.param({326: 0, 327: 0, 328: 0}, "", id="clean"),
        pytest.param({326: 3, 327: 1, 328: 2}, "", id="few lines and mended"),
        pytest.param({326: 3, 327: 2, 328: 2}, "第1页有3行接收错误", id="few lines that stand"),
        pytest.param({326: 90, 327: 1, 328: 2}, "第1页有90行接收错误", id="many lines"),
        pytest.param({326: 25, 327: 1, 328: 25}, "第1页有25行接收错误", id="lines in a row"),
        pytest.param({327: 2, 328: 2**32 - 1}, "第1页有4294967295行接收错误", id="absurd"),
    ],
)
def test_bad_lines_that_the_server_counted_are_told(spool: pathlib.Path, tags: dict[int, int], told: str) -> None:
    stream = io.BytesIO()
    page(1).convert("1").save(stream, "TIFF", tiffinfo=tags)
    put(spool, "a.tif", stream.getvalue())
    (fax,) = poll(spool)
    assert fax.incomplete == told
    submission = parse_message(fax)
    assert [one.kind for one in submission.attachments] == [FileKind.TIFF]
    assert [finding.code for finding in submission.findings] == (["mail-damaged", "file-damaged"] if told else [])
