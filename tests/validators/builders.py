"""Small builders of plain values for the rules: pages, seals, items, subjects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from types import ModuleType
from typing import Any

from cases.finding import Finding, Severity
from cases.reading import (
    Box,
    ColourMode,
    CrossPageSeal,
    Edge,
    EdgeFragment,
    InkColour,
    NameTest,
    PageReading,
    Seal,
    SealKind,
    SealShape,
    Source,
    TextLine,
)
from cases.report import FieldValue, MaterialStatus, Need
from catalogue.clauses import Clauses
from catalogue.conditions import Value
from catalogue.model import (
    Channel,
    Condition,
    Deadlines,
    DocumentType,
    Material,
    Mode,
    Office,
    SealGate,
    SealRule,
    SealUnit,
    ServiceItem,
    Tolerance,
    ToleranceAllowed,
    Unknown,
)
from papers.facts import derive
from papers.item_list import list_materials
from papers.materials import assign
from tests.packaged import packaged
from validators.subject import Subject

UNIT = "北京华兴劳务有限公司"
TWIN = "北京华星劳务有限公司"
OTHER = "上海大通物流股份公司"
PAGE_CLAUSE, CROSS_CLAUSE = "附件3 寄递要求2", "附件3 寄递要求2"
RECEIVED = date(2020, 2, 12)
FIELDS = packaged().fields


@cache
def clauses() -> Clauses:
    return packaged().clauses


def document(
    code: str, name: str, headings: Sequence[str] = (), keywords: Sequence[str] = (), **more: Any
) -> DocumentType:
    return DocumentType(code, name, tuple(headings), tuple(keywords), more.pop("minimum", 2), **more)


DOCUMENTS: dict[str, DocumentType] = {
    one.code: one
    for one in (
        document(
            "form",
            "申请书",
            ["劳务派遣经营许可申请书"],
            ["申请单位", "注册资本", "经营场所"],
            fields=("unit_name", "pay_method"),
        ),
        document(
            "business-licence", "营业执照副本", ["营业执照"], ["登记机关", "经营范围", "住所"], excluded=("申请书",)
        ),
        document("articles", "公司章程", ["章程", "公司章程"], ["股东", "出资", "经营期限"]),
        document("rules", "管理制度", ["劳务派遣管理制度"], ["劳动合同", "社会保险"], all_keywords=True),
        document("list", "被裁减人员名单", ["被裁减人员名单"], ["姓名", "户籍", "岗位"]),
        document("authorisation-letter", "授权委托书", ["授权委托书"], ["委托事项", "委托期限", "受委托人"]),
        document("legal-representative-identity", "法定代表人身份证明", ["居民身份证"], ["公民身份号码"], minimum=1),
        document("agent-identity", "经办人身份证复印件", ["居民身份证"], ["公民身份号码"], minimum=1),
        document("tolerance-commitment", "容缺受理承诺书", ["容缺受理承诺书"], ["容缺", "补齐", "承诺"]),
        document("bank-slip", "银行回单", ["电子回单"], ["付款人", "收款人"]),
    )
}


def line(text: str, top: float, *, left: float = 80, size: float = 12, score: float = 0.98) -> TextLine:
    return TextLine(text, (left, top, left + size * len(text), top + size), score)


def title(text: str, top: float = 70, score: float = 0.98) -> TextLine:
    width = 18 * len(text)
    return TextLine(text, (297 - width / 2, top, 297 + width / 2, top + 18), score)


def page(number: int, heading: str = "", *body: str, **more: Any) -> PageReading:
    """A page of A4 with a centred title and body lines, 20 points apart."""
    score = more.pop("score", 0.98)
    lines = [title(heading, score=score)] if heading else []
    lines += [line(text, 110 + 20 * at, score=score) for at, text in enumerate(body)]
    values: dict[str, Any] = {
        "number": number, "file": 0, "file_page": number, "size_mm": (210.0, 297.0), "source": Source.OCR,
        "colour": ColourMode.COLOUR, "rotation": 0, "lines": tuple(lines), "seals": (), "fragments": (), "ink": 0.05,
    }  # fmt: skip
    return PageReading(**(values | more))


def seal(text: str = UNIT, **more: Any) -> Seal:
    values: dict[str, Any] = {
        "kind": SealKind.OFFICIAL, "shape": SealShape.ROUND, "colour": InkColour.RED,
        "box": (400.0, 600.0, 519.0, 719.0),
        "size_mm": (42.0, 42.0), "text": text, "score": 0.97, "text_score": 0.95, "star": True,
    }  # fmt: skip
    return Seal(**(values | more))


def name_test(name: str = UNIT, **more: Any) -> NameTest:
    odds = more.get("odds", 9.0)
    values: dict[str, Any] = {"odds": odds, "seen_odds": odds, "stamp_odds": odds, "gap": 0.0, "ends": True}
    return NameTest(name, **(values | more))


def fragment(edge: Edge = Edge.RIGHT, start_mm: float = 100.0) -> EdgeFragment:
    box: Box = (580.0, 283.0, 595.0, 403.0)
    return EdgeFragment(edge, InkColour.RED, box, start_mm, start_mm + 42, 5.0, "", (1, 1), 0.9)


def material(code: str, order: int = 1, **more: Any) -> Material:
    rule = SealRule(True, more.pop("cross_page", True), clause=PAGE_CLAUSE, cross_page_clause=CROSS_CLAUSE)
    values: dict[str, Any] = {
        "order": order, "document": code, "need": Need.REQUIRED, "form": "original", "seal": rule,
        "clause": "附件3 一", "source": "S004-3", "confirmed": True,
    }  # fmt: skip
    return Material(**(values | more))


def condition(expression: str, unknown: Unknown = Unknown.NOT_NEEDED, label: str = "经办人非法定代表人") -> Condition:
    return Condition(expression, label, unknown)


def item(*materials: Material, **more: Any) -> ServiceItem:
    values: dict[str, Any] = {
        "code": "dispatch-new", "name": "新申请劳务派遣行政许可",
        "aliases": ("新申请劳务派遣行政许可",), "channel": "mail-dispatch",
        "group": "dispatch", "mode": Mode.PERMIT, "department": "labour-relations", "materials": materials,
        "seal_gate": SealGate.BLOCK, "seal_unit": SealUnit.PAGE, "deadlines": Deadlines(),
        "tolerance": Tolerance(ToleranceAllowed.OFFICER), "pass_letter": "electronic-pass", "version": "2020-02-03.1",
    }  # fmt: skip
    return ServiceItem(**(values | more))


def office(**more: Any) -> Office:
    return Office("bj-chaoyang", "北京市朝阳区", "北京市朝阳区人力资源和社会保障局", **more)


def value(name: str, text: str, number: int = 1, confidence: float = 0.98) -> FieldValue:
    return FieldValue(name, text, number, (100.0, 100.0, 200.0, 112.0), confidence)


def subject(
    pages: Sequence[PageReading],
    service: ServiceItem,
    *,
    fields: Mapping[str, tuple[FieldValue, ...]] | None = None,
    facts: Mapping[str, Value] | None = None,
    cross_page: Mapping[str, CrossPageSeal] | None = None,
    channel: Channel | None = None,
    profile: Office | None = None,
    extra: tuple[Finding, ...] = (),
    unit_name: str | None = UNIT,
    unit_source: str = "file-name",
    received_on: date = RECEIVED,
) -> Subject:
    """Sort the pages and make a subject of them, as the pipeline does."""
    assignment = assign(pages, DOCUMENTS, service)
    known = dict(derive(assignment, fields or {}, unit_name, pages)) | dict(facts or {})
    materials = list_materials(assignment, service, known, fields or {}, DOCUMENTS)
    return Subject(
        service, profile or office(), DOCUMENTS, unit_name, unit_source, tuple(pages), assignment, materials,
        received_on, known, fields or {}, cross_page or {}, (), channel, extra, clauses(), FIELDS,
    )  # fmt: skip


def form_page(number: int = 1, **more: Any) -> PageReading:
    more.setdefault("seals", (seal(),))
    return page(
        number, "劳务派遣经营许可申请书", f"申请单位：{UNIT}", "注册资本：500万元", "经营场所：北京市朝阳区", **more
    )


def licence_page(number: int = 2, **more: Any) -> PageReading:
    more.setdefault("seals", (seal(),))
    return page(number, "营业执照", "住所 北京市朝阳区", "经营范围 劳务派遣", "登记机关", **more)


def articles_page(number: int = 3, **more: Any) -> PageReading:
    more.setdefault("seals", (seal(),))
    return page(number, f"{UNIT}章程", "第一条 股东共同出资设立公司。", "第二条 经营期限三十年。", **more)


def codes(findings: Sequence[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def statuses(found: Subject) -> dict[str, MaterialStatus]:
    return {reading.code: reading.status for reading in found.materials}


def finding(code: str, severity: Severity, confidence: float = 0.95) -> Finding:
    return Finding(code, severity, "。", confidence)


# A submission of three papers, and its rules.
FORM, LICENCE, ARTICLES = material("form", 1), material("business-licence", 2), material("articles", 3)
THREE = item(FORM, LICENCE, ARTICLES)
CLEAN = [form_page(1), licence_page(2), articles_page(3)]
GOOD_CODE, OTHER_CODE, BAD_CODE = "91110105MA00XXXX79", "91371002MA3DEM0Q3B", "91110105MA00XXXX78"


def run(rule: ModuleType, *args: Any, **more: Any) -> list[Finding]:
    """Return what one rule finds."""
    return list(rule.check(subject(*args, **more)))
