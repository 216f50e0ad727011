"""Mail of office copiers: known by several signs together; a person who passes a scan on is answered."""

from __future__ import annotations

import base64

import pytest

from cases.submission import MessageKind
from intake.message import parse_message
from tests.intake.letters import PDF, attached, mail, raw

FIRM = "hr@firm.example"


def _kind(
    sender: str, subject: str = "", text: str = "", name: str = "材料.pdf", lines: str = "", boundary: str = "=_b",
) -> MessageKind:
    words = base64.b64encode(subject.encode()).decode()
    head = f"From: {sender}\r\nTo: office@ss.test\r\nSubject: =?utf-8?B?{words}?=\r\nMIME-Version: 1.0\r\n{lines}"
    file = attached(PDF, f'attachment; filename="{name}"')
    return parse_message(raw(mail(file, head=head.encode(), text=text, boundary=boundary))).kind


@pytest.mark.parametrize(
    ("sender", "subject", "text", "name"),
    [
        ('"RNP002673A1B2C3" <copier@firm.example>', "扫描数据", "Reply to this address is not monitored.", "a.pdf"),
        ('"RNP002673A1B2C3" <hr@firm.example>', "", 'This E-mail was sent from "RNP002673A1B2C3" (MP C3004).', "a.pdf"),
        ("scanner@firm.example", "Message from KM_C258_119453", "", "SKM_C25820032715273.pdf"),
        ("scanner@firm.example", "", "", "202003271527310001.pdf"),
        ("canon-2f@firm.example", "Attached Image", "", "1234_001.pdf"),
        ("iR-ADV C3520 <office@firm.example>", "Attached Image", "", "0123_001.pdf"),
        ("TASKalfa 3252ci <sm@firm.example>", "来自 TASKalfa 3252ci 的扫描数据", "", "doc00123420200301.pdf"),
        ("sharp@firm.example", "Scanned image from MX-2651", "Device Name: MX-2651\r\nDevice Model: MX-2651", "a.pdf"),
        ("WorkCentre <wc@firm.example>", "Scan from a Xerox WorkCentre", "Please open the attached document.", "S.pdf"),
        ("mail@firm.example", "Scan Data from FX-AB12CD", "Number of Images: 3", "img-301.pdf"),
        ("HP Scanner <hp@firm.example>", "", "It was scanned and sent using an HP printer", "[Untitled].pdf"),
        ("BRN30055C1D2E3F <brother@firm.example>", "", "", "20200301.pdf"),
        ("EPSON1A2B3C <epson@firm.example>", "EPSON Scan", "", "EPSON001.pdf"),
        ("MFP-07338812 <e-studio@firm.example>", "Scanned from MFP-07338812", "Resolution: 200 DPI", "DOC030120.pdf"),
        ("得力一体机 <print@firm.example>", "扫描到邮件", "本邮件由打印机自动发送", "扫描.pdf"),
        ("奔图 <pantum@firm.example>", "", "请勿直接回复本邮件", "Scan0001.pdf"),
        ("fax@firm.example", "从 010-65090452 收到的传真", "", "20200301101500.pdf"),
    ],
)  # fmt: skip
def test_mail_that_an_office_device_wrote_is_a_machine_s(sender: str, subject: str, text: str, name: str) -> None:
    assert _kind(sender, subject, text, name) is MessageKind.MACHINE


@pytest.mark.parametrize(
    ("lines", "boundary"),
    [
        ("X-Mailer: KONICA MINOLTA bizhub C368\r\n", "=_b"), ("X-Mailer: MFP-SMTP 3.2\r\n", "=_b"),
        ("User-Agent: Canon iR-ADV C3520\r\n", "=_b"), ("", "KONICA_MINOLTA_Internet_Fax_Boundary_58941"),
        ("", "DC_BOUND_PRE_1583"),
    ],
)
def test_device_s_own_software_is_sign_enough(lines: str, boundary: str) -> None:
    assert _kind(FIRM, "材料", "", lines=lines, boundary=boundary) is MessageKind.MACHINE


@pytest.mark.parametrize(
    ("sender", "subject", "text", "name", "lines"),
    [
        (FIRM, "", "", "SKM_C25820032715273.pdf", ""),
        (FIRM, "扫描文件", "您好，材料见附件，谢谢", "SKM_C25820032715273.pdf", ""),
        (FIRM, "Message from KM_C258_119453", "我公司退费材料", "SKM_C25820032715273.pdf", ""),
        (FIRM, "转发：Message from KM_C258", "", "SKM_C25820032715273.pdf", ""),
        (FIRM, "Fw: 扫描数据", 'This E-mail was sent from "RNP002673A1B2C3".', "20200327152731.pdf", ""),
        ("scan@firm.example", "扫描数据", "", "SKM_C25820032715273.pdf", "X-Mailer: Foxmail 7.2.15.80[cn]\r\n"),
        ("scan@firm.example", "申请材料", "附件为我单位申请材料", "20200327152731.pdf", ""),
        ("佳能（中国）有限公司 <hr@firm.example>", "", "", "20200327152731.pdf", ""),
        ("print-world@firm.example", "年度报告", "", "年度报告.pdf", ""),
        ("printing@firm.example", "", "", "20200327152731.pdf", ""),
    ],
)  # fmt: skip
def test_person_who_passes_a_scan_on_is_no_machine(
    sender: str, subject: str, text: str, name: str, lines: str
) -> None:
    assert _kind(sender, subject, text, name, lines) is MessageKind.SUBMISSION


def test_device_s_notice_without_a_file_brings_nothing() -> None:
    head = b"From: RNP002673A1B2C3 <copier@firm.example>\r\nTo: office@ss.test\r\nMIME-Version: 1.0\r\n"
    assert parse_message(raw(mail(head=head, text="Device Name: MP C3004"))).kind is MessageKind.AUTO_REPLY
