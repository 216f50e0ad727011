"""ZIP archives: names, nesting, and every limit at its edge."""

import io
import zipfile

import pytest

from sandbox.archive import extract_archive
from sandbox.limits import Limits
from sandbox.page_order import in_number_order
from sandbox.unpack import decode_unlabelled_name


def archive(members: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return stream.getvalue()


def archive_named(raw_name: bytes) -> bytes:
    """A member whose name is these bytes, without the UTF-8 flag."""
    placeholder = "N" * len(raw_name)
    return archive({placeholder: b"%PDF-"}).replace(placeholder.encode(), raw_name)


@pytest.mark.parametrize("charset", ["gb18030", "utf-8"])
def test_chinese_names_without_flag(charset: str) -> None:
    name = "北京某某公司+营业执照.pdf"
    contents = extract_archive(archive_named(name.encode(charset)), Limits())
    assert [member.name for member in contents.members] == [name]


def test_flagged_name_and_folders_are_labels_only() -> None:
    contents = extract_archive(
        archive({"材料/../../章程.pdf": b"a", "材料/": b"", "C:\\a\\身份证.jpg": b"b"}), Limits()
    )
    assert [member.name for member in contents.members] == ["章程.pdf", "身份证.jpg"]


def test_junk_is_left_out() -> None:
    junk = {"__MACOSX/._a.pdf": b"x", "Thumbs.db": b"x", "sub/desktop.ini": b"x", ".DS_Store": b"x", "a.pdf": b"%PDF-"}
    assert [member.name for member in extract_archive(archive(junk), Limits()).members] == ["a.pdf"]


def test_archive_in_archive_keeps_its_origin() -> None:
    contents = extract_archive(archive({"内层.zip": archive({"a.pdf": b"%PDF-"})}), Limits())
    assert contents.refused == ""
    assert [(member.name, member.origin) for member in contents.members] == [("a.pdf", ("内层.zip",))]


def test_too_deep() -> None:
    inner = archive({"b.zip": archive({"a.pdf": b"x"})})
    assert extract_archive(archive({"c.zip": inner}), Limits()).refused == "depth"


@pytest.mark.parametrize(("members", "refused"), [(3, ""), (4, "members")], ids=["at the cap", "one more"])
def test_member_cap(members: int, refused: str) -> None:
    content = archive({f"{index}.pdf": b"x" for index in range(members)})
    assert extract_archive(content, Limits(members=3)).refused == refused


def test_ratio_cap() -> None:
    content = archive({"a.pdf": bytes(8_000_000)}, zipfile.ZIP_DEFLATED)
    assert extract_archive(content, Limits()).refused == "ratio"


def test_size_cap_counts_over_all_members() -> None:
    content = archive({"a.bin": bytes(700_000), "b.bin": bytes(700_000)})
    assert extract_archive(content, Limits(archive_mb=1)).refused == "size"
    assert extract_archive(content, Limits(archive_mb=2)).refused == ""


def test_encrypted_member() -> None:
    content = bytearray(archive({"a.pdf": b"secret"}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert extract_archive(bytes(content), Limits()).refused == "encrypted"


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 nonsense", archive({"a.pdf": b"x" * 100})[:60]], ids=["empty", "bad", "cut"]
)
def test_damaged(content: bytes) -> None:
    assert extract_archive(content, Limits()).refused == "damaged"


def test_short_names_in_gbk_that_are_valid_utf8_are_read_as_gbk() -> None:
    for name in ("目录.tif", "营业.tif", "职业.pdf", "十.jpg", "一.jpg"):
        assert decode_unlabelled_name(name.encode("gbk")) == name
    assert decode_unlabelled_name("目录.tif".encode()) == "目录.tif"


@pytest.mark.parametrize(("listed", "wanted"), [
    ("1.png 10.png 11.png 2.png", "1.png 2.png 10.png 11.png"),
    ("材料/扫描0010.jpg 材料/扫描0002.jpg", "材料/扫描0002.jpg 材料/扫描0010.jpg"),
    ("申请表.pdf 章程2.jpg 执照.pdf 章程1.jpg", "申请表.pdf 章程1.jpg 执照.pdf 章程2.jpg"),
    ("申请书.pdf 营业执照.pdf", "申请书.pdf 营业执照.pdf"),
])
def test_files_come_in_the_order_in_which_people_number_them(listed: str, wanted: str) -> None:
    names = listed.split()
    assert [names[place] for place in in_number_order(names)] == wanted.split()
