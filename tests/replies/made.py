"""Reports and contexts for the letters, made by hand on the shipped catalogue."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from cases.finding import PAGES, Clause, Finding, Place, Severity
from cases.finding_codes import find
from cases.report import (
    ItemRef,
    MaterialReading,
    MaterialStatus,
    Need,
    Outcome,
    Report,
    ReportFile,
    Unit,
)
from catalogue.model import Catalogue, Office, ServiceItem
from replies.letter import LetterContext
from replies.particulars import Owed, Particulars
from tests.office.profile import set_up
from tests.packaged import packaged
from tests.validators.builders import page

UNIT = "北京朝启人力资源有限公司"
RECEIVED = datetime(2020, 2, 12, 1, 5, tzinfo=UTC)
NOW = datetime(2020, 2, 13, 2, 0, tzinfo=UTC)
NUMBER = "SL20200212-000123"
LETTER_NUMBER = "朝人社许补〔2020〕12号"


@cache
def catalogue() -> Catalogue:
    return packaged()


def office(code: str = "bj-chaoyang") -> Office:
    """Return an office that has set what letters need of it."""
    return set_up(catalogue().offices[code])


def item(code: str = "dispatch-new") -> ServiceItem:
    found = catalogue().item(code, date(2020, 2, 12))
    assert found is not None
    return found


def finding(code: str, severity: Severity = Severity.BLOCKING, message: str = "", **where: Any) -> Finding:
    clause, confirmed = where.pop("clause", ""), where.pop("confirmed", True)
    return find(
        code, message or f"{code}的说明。", severity=severity, place=Place(**where), clause=Clause(clause, confirmed)
    )


def materials(service: ServiceItem) -> tuple[MaterialReading, ...]:
    """Return every needed material of the item as present, two pages each."""
    names = catalogue().documents
    needed = [one for one in service.materials if one.need in {Need.REQUIRED, Need.TOLERABLE}]
    return tuple(
        MaterialReading(
            one.document, names[one.document].name, one.need, MaterialStatus.PRESENT, (2 * place + 1, 2 * place + 2)
        )
        for place, one in enumerate(needed)
    )


def report(outcome: Outcome = Outcome.ACCEPT, *findings: Finding, code: str = "dispatch-new", **values: Any) -> Report:
    service = item(code)
    made = Report(
        outcome,
        Unit(UNIT, "file-name"),
        ItemRef(code, service.name, "file-name", surely=True),
        (ReportFile(f"{UNIT}+{service.name}.pdf", f"{UNIT}+{service.name}.pdf", "pdf", 10),),
        tuple(page(number) for number in range(1, 11)),
        materials(service),
        findings,
    )
    return replace(made, **values)


def context(made: Report | None = None, code: str = "dispatch-new", note: str = "", **values: Any) -> LetterContext:
    service = item(code)
    if note:
        values["particulars"] = replace(values.get("particulars", Particulars()), note=note)
    base = LetterContext(
        NUMBER,
        made or report(code=code),
        service,
        office(),
        catalogue().departments[service.department],
        catalogue(),
        RECEIVED,
        NOW,
    )
    return replace(base, **values)


CHARTER = "articles-of-association"

ANNOUNCED = Particulars(
    reason="申请材料所载经营场所与实际不符",
    day=date(2020, 2, 14),
    due=date(2020, 3, 27),
    owed=(Owed("房屋产权证明", date(2020, 3, 9)), Owed("验资报告", None, "疫情解除后三个月内")),
    visit_at=datetime(2020, 2, 20, 1, 30, tzinfo=UTC),
    visit_place="北京市朝阳区建国路1号",
    visitors=("王明", "李红"),
    bring="营业执照副本原件",
    result="已更正缴费基数",
    document_no="京朝人社许〔2020〕12号",
    pickup="第三批，2020年2月24日至26日领取",
    received=("劳务派遣经营许可申请书", "公司章程"),
    received_on=date(2020, 2, 14),
    tracking_no="SF1234567890123",
    headcount=36,
    duration="约两小时",
    right_office="北京市通州区人力资源和社会保障局",
    resume_when="恢复现场鉴定后办理",
    promise="参保人员离职前工资申报属实",
)
"""One value for each particular, none of which any letter holds by itself."""


def defective() -> tuple[Finding, ...]:
    return (
        finding(
            "seal-missing", message=f"{PAGES}未见公章，请加盖。", material=CHARTER, page=4, clause="附件3 寄递要求2"
        ),
        finding("file-encrypted", message="文件设有打开密码，请取消后重新发送。", file=0),
    )


def owed() -> Finding:
    return finding("material-missing", Severity.TOLERABLE, "缺少《房屋产权证明》。", material="title-deed")


def wrong_mailbox(code: str = "dispatch-new", address: str = "hours@office.test") -> LetterContext:
    """Return a case whose material went to another mailbox than its item's, which has this address."""
    made = report(Outcome.ACCEPT, finding("item-wrong-channel", Severity.NOTICE), code=code)
    return context(made, code, catalogue=with_address(item(code).channel, address))


def with_address(channel: str, address: str) -> Catalogue:
    """Return the catalogue with a channel's address replaced."""
    channels = catalogue().channels
    return replace(catalogue(), channels={**channels, channel: replace(channels[channel], address=address)})


def commitment() -> MaterialReading:
    return MaterialReading("tolerance-commitment", "容缺受理承诺书", Need.OPTIONAL, MaterialStatus.PRESENT, (12,))


def calling_for(kind: str) -> LetterContext:
    """Return a case that calls for a letter of this kind."""
    if kind in {"supplement-notice", "format-correction", "supplement-reminder", "overdue-closure"}:
        made = report(Outcome.SUPPLEMENT, *defective(), supplement_due=date(2020, 2, 27))
        return context(made, number=LETTER_NUMBER if catalogue().letters[kind].legal else "")
    if kind == "tolerated-acceptance":
        made = report(Outcome.TOLERATE, owed())
        return context(replace(made, materials=(*made.materials, commitment())), number=LETTER_NUMBER)
    if kind == "advice":
        late = "许可证有效期至2020年3月31日，应当在届满六十日前（2020年1月31日前）提出延续，已转人工核对。"
        return context(report(Outcome.REVIEW, finding("item-outside-window", message=late), code="dispatch-extension"),
                       "dispatch-extension")
    codes = {
        "receipt-certificate": "layoff-report",
        "report-received": "dispatch-annual-report",
        "channel-guidance": "payment-extension-july",
        "commitment-accepted": "refund",
        "deferred": "labour-capacity-assessment",
    }
    untold = {"receipt", "duplicate-notice", "channel-guidance", "electronic-pass"}
    given: dict[str, Any] = {} if kind in untold else {"particulars": ANNOUNCED}
    given["number"] = LETTER_NUMBER if catalogue().letters[kind].legal else ""
    return context(code=codes.get(kind, "dispatch-new"), **given)
