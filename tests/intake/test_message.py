"""None"""

from __future__ import annotations

import base64
import binascii
from urllib.parse import quote

import pytest

from cases.submission import FileKind, MessageKind, Submission
from intake.limits import IntakeLimits
from intake.message import content_digest, parse_files, parse_message
from sandbox.archive import ArchiveContents
from tests.intake.letters import ARRIVED, HEAD, PDF, attached, mail, part, raw, zipped

NAME = "某某公司+新申请劳务派遣行政许可.pdf"


def codes(submission: Submission) -> list[str]:
    return [finding.code for finding in submission.findings]


def names(submission: Submission) -> list[str]:
    return [attachment.name for attachment in submission.attachments]


def word(text: bytes, charset: str = "gb2312") -> bytes:
    return f"=?{charset}?B?{base64.b64encode(text).decode()}?=".encode()


def test_plain_mail_with_one_pdf_has_no_finding() -> None:
    submission = parse_message(raw(mail(attached(PDF, "attachment; filename*=UTF-8''" + quote(NAME)))))
    assert names(submission) == [NAME]
    assert submission.attachments[0].content == PDF
    assert submission.attachments[0].kind is FileKind.PDF
    assert (submission.sender, submission.sender_name, submission.subject) == ("agent@firm.example", "办事员", "申请")
    assert (submission.message_id, submission.received_at) == ("<m1@firm.example>", ARRIVED)
    assert submission.body == "材料见附件"
    assert submission.kind is MessageKind.SUBMISSION
    assert submission.findings == ()


GBK = NAME.encode("gb18030")
UTF8 = NAME.encode()


@pytest.mark.parametrize(
    "parameter",
    [
        pytest.param(b'filename="' + GBK + b'"', id="raw GBK"),
        pytest.param(b"filename=" + GBK, id="raw GBK without quotes"),
        pytest.param(b'filename="' + UTF8 + b'"', id="raw UTF-8"),
        pytest.param(b'filename="' + word(GBK) + b'"', id="encoded word in quotes, wrong label"),
        pytest.param(
            b'filename="' + word(GBK[:11], "gbk") + b"\r\n\t" + word(GBK[11:], "gbk") + b'"', id="cut in a character"
        ),
        pytest.param(b"filename=" + word(UTF8, "UTF-8"), id="encoded word without quotes"),
        pytest.param(b"filename*=utf-8''" + quote(NAME).encode(), id="RFC 2231"),
        pytest.param(b"filename*=gb18030'zh'" + quote(GBK).encode(), id="RFC 2231 in GB18030"),
        pytest.param(
            b"filename*1*=" + quote(UTF8[10:25]).encode() + b";\r\n filename*2=" + b'"' + UTF8[25:] + b'"'
            b";\r\n filename*0*=UTF-8''" + quote(UTF8[:10]).encode(),
            id="RFC 2231 pieces in reverse order, cut in a character",
        ),
        pytest.param(
            b"filename*0=" + word(UTF8[:20], "utf-8") + b";\r\n filename*1=" + word(UTF8[20:], "utf-8"),
            id="encoded words in pieces",
        ),
        pytest.param(b'filename="' + quote(NAME).encode() + b'"', id="percent signs without a star"),
        pytest.param(
            b"filename=\"x.pdf\"; filename*=UTF-8''" + quote(NAME).encode(), id="star wins over the plain one"
        ),
        pytest.param(b'filename="' + word(UTF8, "utf-8").replace(b"=?=", b"?=") + b'"', id="base64 without padding"),
    ],
)
def test_every_writing_of_a_chinese_name_gives_the_same_name(parameter: bytes) -> None:
    assert names(parse_message(raw(mail(attached(PDF, b"attachment;\r\n " + parameter))))) == [NAME]


@pytest.mark.parametrize("character", ["朱镕基", "珺", "喆堃昇"])
def test_gb2312_label_with_gbk_characters(character: str) -> None:
    head = HEAD.replace(b"=?utf-8?B?55Sz6K+3?=", word(character.encode("gbk"), "gb2312"))
    assert parse_message(raw(mail(head=head))).subject == character


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param("某某公司劳务派遣".encode("gbk"), "某某公司劳务派遣", id="GBK"),
        pytest.param("联通".encode("gbk"), "联通", id="the famous short one"),
        pytest.param("勞務派遣申請".encode("big5"), "勞務派遣申請", id="Big5"),
        pytest.param("管理".encode(), "管理", id="UTF-8 that is also valid GBK"),
        pytest.param("許可證".encode("gb18030"), "許可證", id="traditional in GBK"),
    ],
)
def test_raw_bytes_in_a_subject(data: bytes, text: str) -> None:
    assert parse_message(raw(mail(head=HEAD.replace(b"=?utf-8?B?55Sz6K+3?=", data)))).subject == text


def test_gbk_character_whose_second_byte_is_a_backslash_keeps_the_name_whole() -> None:
    name = "刓昞公司+劳务派遣.pdf"
    data = name.encode("gbk")
    assert b"\\" in data
    assert names(parse_message(raw(mail(attached(PDF, b'attachment; filename="' + data + b'"; size=3'))))) == [name]


@pytest.mark.parametrize(
    "field",
    [
        b"To: (c):",
        b"From: <[",
        b"Content-Type: text/plain; name*",
        b'From: "a\r\n b" <x@y.cn>',
        b"Subject: =?\xff?q?x?=",
        b"Content-Type: text/plain; charset*=x'y",
        b"Content-Type: multipart/mixed; boundary*9999999999999999=3",
        b"Date: 99",
    ],
)
def test_fields_that_break_the_standard_parser(field: bytes) -> None:
    submission = parse_message(raw(field + b"\r\n" + mail(attached(PDF, "attachment; filename=a.pdf"))))
    assert submission.received_at == ARRIVED


def test_attachments_of_forwarded_messages_down_to_the_fifth_are_found() -> None:
    content = mail(attached(PDF, "attachment; filename=deep.pdf"))
    for number in range(5):
        enclosed = part(content, f'Content-Type: message/rfc822; name="f{number}.eml"', encode=False)
        content = mail(enclosed, boundary=f"=_{number}")
    submission = parse_message(raw(content))
    assert names(submission) == ["deep.pdf"]
    assert submission.attachments[0].origin == ("f4.eml", "f3.eml", "f2.eml", "f1.eml", "f0.eml")
    too_deep = parse_message(raw(mail(part(content, "Content-Type: message/rfc822", encode=False), boundary="=_6")))
    assert names(too_deep) == []
    assert codes(too_deep) == ["file-limit-reached"]


@pytest.mark.parametrize("content_type", ["application/octet-stream; name=a.eml", "message/rfc822; name=a.eml"])
def test_encoded_message_is_opened(content_type: str) -> None:
    inner = mail(attached(PDF, "attachment; filename=inner.pdf"))
    submission = parse_message(raw(mail(part(inner, f"Content-Type: {content_type}"))))
    assert names(submission) == ["inner.pdf"]
    assert submission.attachments[0].origin == ("a.eml",)


@pytest.mark.servers
def test_archive_is_unpacked_with_gbk_names_and_without_junk() -> None:
    unflagged = b"n" * len(GBK)  # Windows writes the name in GBK and sets no flag
    packed = zipped((unflagged.decode(), PDF), ("__MACOSX/._a.pdf", b"x"), ("Thumbs.db", b"x"), ("b.pdf", PDF + b" "))
    packed = packed.replace(unflagged, GBK)
    submission = parse_message(raw(mail(attached(packed, "attachment; filename=all.zip", "application/zip"))))
    assert names(submission) == [NAME, "b.pdf"]
    assert {attachment.origin for attachment in submission.attachments} == {("all.zip",)}


@pytest.mark.servers
def test_broken_archive_is_reported_and_the_other_file_kept() -> None:
    packed = zipped(("a.pdf", PDF))[:-30]
    submission = parse_message(
        raw(mail(attached(packed, "attachment; filename=all.zip"), attached(PDF, "attachment; filename=b.pdf")))
    )
    assert [[f.code for f in a.findings] for a in submission.attachments] == [["file-archive-refused"], []]
    assert "重新压缩" in submission.attachments[0].findings[0].message


def test_equal_files_count_once_and_the_sender_is_told() -> None:
    both = mail(attached(PDF, "attachment; filename=a.pdf"), attached(PDF, "attachment; filename=b.pdf"))
    submission = parse_message(raw(both))
    assert names(submission) == ["a.pdf"]
    assert codes(submission) == ["material-duplicate"]


def test_files_beyond_the_limit_are_an_officers() -> None:
    parts = [attached(PDF + bytes([n]), f"attachment; filename={n}.pdf") for n in range(4)]
    at_limit = parse_message(raw(mail(*parts[:3])), IntakeLimits(attachments=3))
    beyond = parse_message(raw(mail(*parts)), IntakeLimits(attachments=3))
    assert (codes(at_limit), codes(beyond)) == ([], ["file-limit-reached"])
    assert len(beyond.attachments) == 3


@pytest.mark.parametrize(
    "link",
    [
        "https://wx.mail.qq.com/ftn/download?func=3&key=abc",
        "http://mail.qq.com/cgi-bin/ftnExs_download?k=1",
        "https://mail.163.com/large-attachment-download/index.html?p=1",
        "https://dashi.163.com/html/cloud-attachment-download/?key=1",
        "从QQ邮箱发来的超大附件 材料.pdf (156.2M, 2020年3月1日 16:00 到期)",
        "https://pan.baidu.com/s/1abc 提取码 1234",
    ],
)
@pytest.mark.parametrize("form", ["plain", "html"])
def test_link_instead_of_a_file_is_told_apart_from_no_file(link: str, form: str) -> None:
    if form == "plain":
        content = mail(text=link)
    else:
        page = f'<p>材料 <a href="{link}">下载</a></p>' if link.startswith("http") else f"<div>{link}</div>"
        content = HEAD + part(page.encode(), "Content-Type: text/html; charset=utf-8")
    submission = parse_message(raw(content))
    assert codes(submission) == ["file-link-attachment"]
    assert "普通附件重新发送" in submission.findings[0].message


def test_link_in_the_quotation_below_a_reply_is_no_finding() -> None:
    text = "补充材料见附件。\n\n------------------ 原始邮件 ------------------\nhttps://wx.mail.qq.com/ftn/download?k=1"
    head = HEAD + b"In-Reply-To: <letter@ss.test>\r\n"
    assert parse_message(raw(mail(attached(PDF, "attachment; filename=a.pdf"), head=head, text=text))).findings == ()


def test_mail_without_a_file_is_answered_with_what_to_do() -> None:
    submission = parse_message(raw(mail()))
    assert codes(submission) == ["mail-no-attachment"]
    assert "单位名称+业务名称.pdf" in submission.findings[0].message


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"


def test_logo_in_the_text_is_ignored_and_a_pasted_page_is_an_officers() -> None:
    logo = part(png(180, 60), "Content-Type: image/png; name=logo.png\r\nContent-ID: <l>")
    page = part(png(1240, 1754), "Content-Type: image/png; name=page.png\r\nContent-ID: <p>")
    submission = parse_message(raw(mail(logo, page, kind="related")))
    assert names(submission) == ["page.png"]
    assert [f.code for f in submission.attachments[0].findings] == ["material-uncertain"]
    attached_small = attached(png(180, 60), "attachment; filename=seal.png", "image/png")
    assert names(parse_message(raw(mail(attached_small)))) == ["seal.png"]


def test_winmail_is_refused_with_advice_and_a_signature_is_no_material() -> None:
    winmail = attached(b"\x78\x9f\x3e\x22rest", "attachment; filename=winmail.dat", "application/ms-tnef")
    signature = attached(b"0\x80", "attachment; filename=smime.p7s", "application/pkcs7-signature")
    submission = parse_message(raw(mail(winmail, signature)))
    assert names(submission) == ["winmail.dat"]
    assert "Outlook" in submission.attachments[0].findings[0].message


@pytest.mark.parametrize(
    ("field", "address"),
    [
        ("From: a@b.cn", "a@b.cn"),
        ('From: "boss@gov.cn" <a@b.cn>', "a@b.cn"),
        ("From: boss@gov.cn <a@B.cn>", "a@b.cn"),
        ("From: a@b.cn, c@d.cn", None),
        ("From: a@b.cn\r\nFrom: c@d.cn", None),
        ("From: nobody", None),
        ("X-None: 1", None),
    ],
)
def test_the_answer_goes_to_the_one_address_in_from(field: str, address: str | None) -> None:
    head = HEAD.replace(b"From: =?utf-8?B?5Yqe5LqL5ZGY?= <agent@firm.example>", field.encode())
    submission = parse_message(raw(mail(attached(PDF, "attachment; filename=a.pdf"), head=head)))
    assert submission.sender == address
    assert codes(submission) == ([] if address else ["mail-sender-unauthenticated"])


@pytest.mark.parametrize(
    ("reply_to", "found"), [("other@firm.example", []), ("a@evil.example", ["mail-reply-to-differs"])]
)
def test_reply_to_of_another_domain_is_an_officers(reply_to: str, found: list[str]) -> None:
    head = HEAD + f"Reply-To: {reply_to}\r\n".encode()
    submission = parse_message(raw(mail(attached(PDF, "attachment; filename=a.pdf"), head=head)))
    assert codes(submission) == found
    assert submission.sender == "agent@firm.example"


def test_controls_in_subject_and_name_never_leave_the_parser() -> None:
    head = HEAD.replace(b"=?utf-8?B?55Sz6K+3?=", word("a\r\nBcc: x@y.cn\0\u202e".encode(), "utf-8"))
    submission = parse_message(raw(mail(head=head)))
    assert submission.subject == "a Bcc: x@y.cn \u202e".strip()
    assert "\0" not in submission.subject


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(mail(attached(PDF, "attachment; filename=a.pdf"))[:-40], id="cut in the file"),
        pytest.param(
            mail(attached(PDF, "attachment; filename=a.pdf")).replace(b'; boundary="=_b"', b""), id="boundary not named"
        ),
        pytest.param(mail(attached(PDF, "attachment; filename=a.pdf")).replace(b"--=_b--", b""), id="end missing"),
    ],
)
def test_damaged_mail_is_salvaged_and_an_officers(content: bytes) -> None:
    submission = parse_message(raw(content))
    assert names(submission) == ["a.pdf"]
    assert codes(submission) == ["mail-damaged", "file-damaged"]


def test_carriage_returns_only_and_uuencode() -> None:
    assert parse_message(raw(mail(attached(PDF, "attachment; filename=a.pdf")).replace(b"\r\n", b"\r"))).findings == ()
    lines = b"".join(binascii.b2a_uu(PDF[i : i + 45]) for i in range(0, len(PDF), 45))
    content = HEAD + b"\r\nsee below\n\nbegin 644 a.pdf\n" + lines + b"`\nend\n"
    submission = parse_message(raw(content))
    assert [(a.name, a.content) for a in submission.attachments] == [("a.pdf", PDF)]
    assert submission.body == "see below"


def test_message_over_the_size_limit_has_its_sentence() -> None:
    submission = parse_message(raw(HEAD, incomplete="邮件大小为85.3MB，超过60MB的上限"))
    assert codes(submission) == ["file-too-large"]
    assert "85.3MB" in submission.findings[0].message


def test_message_from_the_junk_folder_is_an_officers() -> None:
    content = mail(attached(PDF, "attachment; filename=a.pdf"))
    assert codes(parse_message(raw(content, suspect="邮件位于垃圾邮件文件夹"))) == ["mail-sender-unauthenticated"]


def test_digest_knows_the_same_mail_and_nothing_else() -> None:
    one = mail(attached(PDF, "attachment; filename=a.pdf"))
    same = parse_message(raw(b"X-Other: 1\r\n" + one.replace(b"filename=a.pdf", b"filename=b.pdf")))
    other = parse_message(raw(mail(attached(PDF + b" ", "attachment; filename=a.pdf"))))
    first = content_digest(parse_message(raw(one)))
    assert content_digest(same) == first
    assert content_digest(other) != first


def test_references_are_in_order_and_once() -> None:
    head = HEAD + b"In-Reply-To: <c@x>\r\nReferences: <a@x>\r\n\t<b@x> <c@x>\r\n"
    assert parse_message(raw(mail(head=head))).references == ("<a@x>", "<b@x>", "<c@x>")


def test_fax_becomes_a_submission_with_a_telephone() -> None:
    fax = raw(b"II*\0rest", media_type="image/tiff", name="fax1.tif", telephone="010 65090452")
    submission = parse_message(fax)
    assert (submission.sender, submission.telephone) == (None, "010 65090452")
    assert [(a.name, a.kind) for a in submission.attachments] == [("fax1.tif", FileKind.TIFF)]
    assert submission.findings == ()
    broken = parse_message(raw(b"II*\0", media_type="image/tiff", name="f.tif", incomplete="T.30 timeout"))
    assert codes(broken) == ["mail-damaged", "file-damaged"]


def test_a_slip_of_ours_is_no_damage_of_the_mail() -> None:
    """What is not the fault of the bytes goes up to the job, which tries again and calls an officer."""

    def slip(content: bytes) -> ArchiveContents:
        raise TypeError("ours")

    with pytest.raises(TypeError, match="ours"):
        parse_message(raw(mail(attached(zipped(("a.pdf", PDF)), "attachment; filename=a.zip"))), expand=slip)


@pytest.mark.parametrize("depth", [90, 400, 3000])
def test_parts_in_parts_without_end_are_damage_or_a_limit(depth: int) -> None:
    nested = HEAD + b"Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n" * depth
    assert {"mail-damaged", "file-limit-reached"} & set(codes(parse_message(raw(nested))))


@pytest.mark.servers
def test_uploaded_files_become_one_submission_with_archives_and_saved_mail_opened() -> None:
    files = [
        ("a.pdf", PDF),
        ("b.zip", zipped(("c.pdf", PDF + b"c"))),
        ("d.eml", mail(attached(PDF + b"e", "attachment; filename=e.pdf"))),
        ("f.pdf", b""),
    ]
    submission = parse_files(files, "upload", ARRIVED)
    assert [(a.name, a.origin) for a in submission.attachments] == [
        ("a.pdf", ()),
        ("c.pdf", ("b.zip",)),
        ("e.pdf", ("d.eml",)),
        ("f.pdf", ()),
    ]
    assert [f.code for f in submission.attachments[3].findings] == ["file-empty"]
    assert (submission.channel, submission.received_at) == ("upload", ARRIVED)
