"""The submissions of the demonstration: one mail or fax each, drawn on the spot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.drawing import Defect, SubmissionSpec, draw_submission
from tests.drawing.bad_files import encrypted
from tests.drawing.cutting import cut_pages

Files = list[tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class Sample:
    """One submission.

    Attributes:
        title: What it shows.
        channel: Channel code it is sent to.
        draw: Returns the files, name and bytes.
        wanted: The outcome it has to come to; the demonstration fails on another.
        fax: Comes through the fax spool, from this number.
        body: Text of the mail.
        waits: It is left as it is, for whoever logs in.
    """

    title: str
    channel: str
    draw: Callable[[], Files]
    wanted: str
    fax: str = ""
    body: str = "您好，现报送申请材料，请查收。"
    waits: bool = False


def _drawn(spec: SubmissionSpec) -> Files:
    drawn = draw_submission(spec)
    return [(drawn.file_name, drawn.content)]


def _encrypted() -> Files:
    drawn = draw_submission(SubmissionSpec("backpay-extended-period", seed=31))
    return [(drawn.file_name.replace("延长缴费期社会保险费补缴", "新申请劳务派遣行政许可"), encrypted(drawn.content))]


SUPPLEMENTED = SubmissionSpec(
    "hours-flexible", seed=12, defects=(Defect.MISSING_REQUIRED,), missing=("legal-representative-certificate",),
    agent=False,
)
"""Lacks a material that is mailed afterwards as a reply."""

SAMPLES = (
    Sample("材料齐全", "mail-dispatch", lambda: _drawn(SubmissionSpec("dispatch-new", seed=11, agent=False)), "accept"),
    Sample("缺少主件（法定代表人身份证明书）", "mail-hours", lambda: _drawn(SUPPLEMENTED), "supplement"),
    Sample("缺少可容缺材料，附容缺受理承诺书", "mail-dispatch", lambda: _drawn(SubmissionSpec(
        "dispatch-new", seed=13, defects=(Defect.MISSING_TOLERABLE,), commitment=True, agent=False)), "tolerate"),
    Sample("一页未盖公章", "mail-layoff", lambda: _drawn(SubmissionSpec(
        "layoff-report", seed=14, defects=(Defect.PAGE_UNSEALED,), union=False)), "supplement"),
    Sample("未盖骑缝章", "mail-hours", lambda: _drawn(SubmissionSpec(
        "hours-comprehensive", seed=23, defects=(Defect.NO_CROSS_PAGE_SEAL,))), "supplement"),
    Sample("盖了另一家公司的公章", "mail-dispatch", lambda: _drawn(SubmissionSpec(
        "dispatch-new", seed=16, defects=(Defect.OTHER_COMPANY_SEAL,), agent=False)), "supplement"),
    Sample("文件名不规范", "mail-layoff", lambda: _drawn(SubmissionSpec(
        "layoff-report", seed=17, defects=(Defect.BAD_NAME,), bad_name="扫描件001.pdf")), "accept"),
    Sample("文件加密", "mail-dispatch", _encrypted, "supplement"),
    Sample("公章名称一字之差", "mail-hours", lambda: _drawn(SubmissionSpec(
        "hours-flexible", seed=19, defects=(Defect.TWIN_NAME_SEAL,))), "supplement"),
    Sample("传真", "fax-insurance", lambda: _drawn(SubmissionSpec(
        "backpay-extended-period", seed=20, container="tiff-fine")), "accept", fax="01065090000"),
    Sample("只有提问的邮件", "mail-dispatch", lambda: [], "review", body="请问材料怎么报？"),
    Sample("电子文档，各页为同一印章图片", "mail-hours", lambda: _drawn(SubmissionSpec(
        "hours-flexible", seed=21, born_digital=True, pasted=True)), "review"),
    Sample("两处代码不同", "mail-dispatch", lambda: _drawn(SubmissionSpec(
        "dispatch-new", seed=42, defects=(Defect.CODE_INCONSISTENT,), agent=False)), "review", waits=True),
    Sample("换过一页，骑缝章对不上", "mail-hours", lambda: _drawn(SubmissionSpec(
        "hours-comprehensive", seed=44, defects=(Defect.EXCHANGED_PAGE,))), "review", waits=True),
    Sample("一页不是A4", "mail-layoff", lambda: _drawn(SubmissionSpec(
        "layoff-report", seed=46, defects=(Defect.WRONG_PAPER_SIZE,), union=False)), "review", waits=True),
    Sample("黑白扫描件，代码也不同", "mail-layoff", lambda: _drawn(SubmissionSpec(
        "layoff-report", seed=49, defects=(Defect.CODE_INCONSISTENT, Defect.GREY_COPY), union=False)), "review",
        waits=True),
    Sample("一页未盖公章，补正告知书待发出", "mail-layoff", lambda: _drawn(SubmissionSpec(
        "layoff-report", seed=14, unit="北京朝和物业管理有限公司", defects=(Defect.PAGE_UNSEALED,), union=False)),
        "supplement", waits=True),
)


def supplement() -> Files:
    """Return the material that the second sample lacked."""
    whole = draw_submission(SubmissionSpec(SUPPLEMENTED.item, seed=SUPPLEMENTED.seed, agent=False))
    lacking = [one for one in whole.truth.materials if one.code in (SUPPLEMENTED.missing or ())]
    pages = [page for one in lacking for page in one.pages]
    return [(f"{whole.unit}+不定时工作制+06法定代表人身份证明书.pdf", cut_pages(whole.content, pages))]
