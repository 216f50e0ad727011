"""Real mail of many clients; what each must yield stands in the samples' manifest and is repeated here."""

from __future__ import annotations

import pathlib
from dataclasses import dataclass

import pytest

from cases.submission import FileKind, MessageKind
from intake.message import parse_message
from tests.intake.letters import raw

PDF, OTHER, IMAGE = FileKind.PDF, FileKind.OTHER, FileKind.IMAGE
Expected = tuple[tuple[str, int, FileKind, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Case:
    file: str
    subject: str
    sender: str | None
    files: Expected = ()
    findings: tuple[str, ...] = ()
    kind: MessageKind = MessageKind.SUBMISSION
    body: str = ""
    sender_name: str = ""


REFUSED = ("file-type-refused",)
JAPANESE = "☆第132号　「ガーデン&エクステリア」専門店のためのＱ&Ａサロン　【月刊エクステリア・ワーク】"
CASES = [
    Case("01_gb18030_subject", "哈哈", "wujyou@qq.com", (), ("mail-inquiry",), body="哈哈", sender_name="向左"),
    Case("02_gb2312_headers_tax_spam", "代开各地增值税发票", "baoguan@hotmail.com", (), ("mail-inquiry",),
         body="你好！我公司可代开各类增值税发票", sender_name="张先生"),
    Case("03_gbk_charset", "Nuu", "from@there.com", (), ("mail-inquiry",), body="Hi"),
    Case("04_raw_8bit_filename", "Malformed test", "pavel.bazika@some.domain", (("管理.doc", 7, OTHER, REFUSED),),
         sender_name="Pavel Bazika"),
    Case("05_two_pdfs", "multiple_html_parts_and_attachments", "from@there.com",
         (("attachment1.pdf", 3517, PDF, ()), ("attachment2.pdf", 3718, PDF, ()))),
    Case("06_pdf_docx_odt_png_rfc2231", "test-localhost", "guest@localhost",
         (("Hello from SwiftMailer.docx", 11911, OTHER, REFUSED), ("Hello from SwiftMailer.pdf", 12798, PDF, ()),
          ("Hello from SwiftMailer.odt", 9720, OTHER, REFUSED),
          ("Cours-Tutoriels-Serge-Tahé-1568x268.png", 42264, IMAGE, ())), ("material-duplicate",) * 4),
    Case("07_bad_boundary_pdf", "Test bad boundary", "test@mail.com", (("file.pdf", 10915, PDF, ()),)),
    Case("08_japanese_subject_and_name", JAPANESE, "from@there.com",
         ((JAPANESE.replace("　", " "), 3, OTHER, REFUSED),)),
    Case("09_filename_commas_semicolons",
         "386 - 400021804 - 19., Heiligenstädter Straße 80 - 0819306 - Anfrage Vergabevorschlag",
         "from@there.com", (("Checkliste 10.,DAVIDGASSE 76-80;2;2.pdf", 3, OTHER, REFUSED),)),
    Case("10_nested_four_mails", "3-third-subject", "test@example.com", (), ("mail-inquiry",), body="3-third-content"),
    Case("11_winmail_dat", "RE\xa0: TR : Installation Hyperion sous Linux", "noureddine.rhallam@agrostar.fr",
         (("winmail.dat", 207448, OTHER, REFUSED),)),
    Case("12_forwarded_rfc822_with_pdf", "testing", "foo@example.com", (("broken.pdf", 1026, PDF, ()),)),
    Case("13_signed_smime_fake_pdf", "testing", "foo@example.com",
         (("test.rb", 25, OTHER, REFUSED), ("test.pdf", 14, OTHER, REFUSED))),
    Case("14_no_from", "Nuu", None, (), ("mail-sender-unauthenticated", "mail-inquiry")),
    Case("16_pdf_octet_stream", "*** ATTENZIONE *** - Modelli POWER7+ inclusi nella campagna Move To Eight",
         "nicoletta_bernasconi@it.ibm.com", (("Move To Eight ZWEP6227F.pdf", 140061, PDF, ()),)),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.file)
def test_real_mail(case: Case, samples: pathlib.Path) -> None:
    submission = parse_message(raw((samples / "mail" / f"{case.file}.eml").read_bytes()))
    found = tuple((a.name, len(a.content), a.kind, tuple(f.code for f in a.findings)) for a in submission.attachments)
    assert (submission.subject, submission.sender, found) == (case.subject, case.sender, case.files)
    assert tuple(finding.code for finding in submission.findings) == case.findings
    assert submission.kind is case.kind
    assert submission.body.startswith(case.body)
    assert submission.sender_name.startswith(case.sender_name)


def test_real_bounce_is_never_answered(samples: pathlib.Path) -> None:
    submission = parse_message(raw((samples / "mail" / "15_bounce.eml").read_bytes()))
    assert submission.kind is MessageKind.BOUNCE
    assert submission.attachments == ()


def test_real_long_names_are_shortened_and_equal_files_counted_once(samples: pathlib.Path) -> None:
    submission = parse_message(raw((samples / "mail" / "17_utf8_long_name_rfc2231.eml").read_bytes()))
    (attachment,) = submission.attachments
    assert attachment.name.startswith("Buchungsbestätigung- Rechnung-Geschäftsbedingungen-Nr.B123-45 - XXXXX")
    assert attachment.name.endswith(".pdf")
    assert len(attachment.name.encode()) <= 200
    assert [f.code for f in submission.findings].count("material-duplicate") == 2
    assert submission.sender is None


def test_outlook_file_is_no_mail_and_as_an_attachment_has_advice(samples: pathlib.Path) -> None:
    content = (samples / "mail" / "18_chinese_msg.msg").read_bytes()
    assert [f.code for f in parse_message(raw(content)).findings] == ["mail-damaged", "file-damaged"]
    from intake.attachments import examine
    from intake.limits import IntakeLimits

    (finding,) = examine("转发.msg", content, IntakeLimits()).findings
    assert (finding.code, "Outlook" in finding.message) == ("file-type-refused", True)
