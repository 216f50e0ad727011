"""Every letter with made-up data, as text, HTML and PDF, so that an office reads them all before it goes live.

The facts are invented and say so (示例); item, department, office and wording are the catalogue's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from html import escape
from pathlib import Path

from cases.finding import PAGES, Finding, Place, Severity
from cases.finding_codes import find
from cases.report import COMMITMENT, ItemRef, MaterialReading, MaterialStatus, Need, Outcome, Report, ReportFile, Unit
from cases.working_days import due_date, receipt_date
from catalogue.model import Catalogue, LetterKind, Mode, Office, ServiceItem
from replies.announcement import unset_authorities
from replies.context import signatory_of
from replies.label import label_for
from replies.letter import LetterContext, series_of, write
from replies.particulars import NOTHING_MORE, Owed, Particulars
from replies.pdf import letter_pdf

UNIT = "北京示例人力资源有限公司"
CASE_NO = "SL20200212-000123"

_BEFORE = {"deemed-accepted-alert": 9, "extension": 20, "granted": 20, "refused": 20, "completion": 30,
           "overdue-closure": 20, "supplement-reminder": 14}
"""Days since a case came in, where the letter cannot follow at once."""

_LACKING = frozenset(("supplement-notice", "supplement-reminder", "format-correction", "overdue-closure"))
_PLAIN = frozenset(("receipt", "duplicate-notice", "channel-guidance", "electronic-pass", "acceptance"))


def preview_letters(catalogue: Catalogue, office: Office, folder: Path, now: datetime) -> list[Path]:
    """Write every kind of letter into a folder and return the files, the list of contents first.

    Args:
        catalogue: Whose letters and items.
        office: Whose name, address and seal place.
        folder: Made where it is not there; files of an earlier preview are replaced.
        now: Time of writing, aware.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made = [path for kind in catalogue.letters.values() for path in _preview(kind, catalogue, office, folder, now)]
    contents = folder / "index.html"
    contents.write_text(_contents(catalogue, office, folder), encoding="utf-8")
    return [contents, *made]


def _preview(kind: LetterKind, catalogue: Catalogue, office: Office, folder: Path, now: datetime) -> list[Path]:
    context = example(kind.code, catalogue, office, now)
    draft = write(kind.code, context)
    parts = {f"{kind.code}.txt": f"{draft.subject}\n\n{draft.text}".encode(), f"{kind.code}.html": draft.html.encode()}
    if draft.legal:
        parts[f"{kind.code}.pdf"] = letter_pdf(draft, context.signatory, CASE_NO, now)
    label = label_for(kind.code, CASE_NO, UNIT, context.item, office)
    if label is not None:
        parts["envelope-label.pdf"] = label
    for name, content in parts.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in parts]


def example(kind: str, catalogue: Catalogue, office: Office, now: datetime) -> LetterContext:
    """Return an invented case that calls for a letter of this kind; authorities that are not set stand in brackets."""
    item = _item_for(kind, catalogue.items_on(receipt_date(now)))
    letter, permit = catalogue.letters[kind], item.mode is Mode.PERMIT
    review, court = office.review_authority or "（复议机关待填写）", office.court or "（管辖法院待填写）"
    office = replace(office, review_authority=review, court=court)
    form = series_of(letter, signatory_of(office, item), permit, receipt_date(now).year)
    return LetterContext(
        case_no=CASE_NO, report=_report(kind, item, catalogue), item=item, office=office,
        department=catalogue.departments.get(item.department), catalogue=catalogue,
        received_at=_received(kind, now), now=now, number=form.format(serial=1),
        automatic=office.policy in letter.automatic and not letter.is_sealed(permit),
        particulars=NOTHING_MORE if kind in _PLAIN else _particulars(kind, item, now, catalogue),
    )


def _received(kind: str, now: datetime) -> datetime:
    """Return when such a case came in: long enough ago for what the letter tells."""
    morning = now.replace(hour=1, minute=41)
    return morning - timedelta(days=_BEFORE.get(kind, 1))


def _item_for(kind: str, items: Sequence[ServiceItem]) -> ServiceItem:
    """Return the item with most materials that gets such a letter; any item where the catalogue has none."""
    fitting = [item for item in items if _fits(kind, item)]
    return max(fitting or items, key=lambda item: len(item.materials))


def _fits(kind: str, item: ServiceItem) -> bool:
    match kind:
        case "receipt-certificate" | "report-received":
            return item.pass_letter == kind
        case "advice":
            return any(draft.letter == kind and draft.list_of for draft in item.drafts)
        case "collection-notice":
            return item.tolerance.by_notice
        case "channel-guidance":
            return item.online_only
        case "commitment-accepted":
            return item.mode is Mode.PROMISE and item.phone_check is not None
        case "deferred":
            return item.mode is Mode.DEFERRED and not item.queue
        case _:
            return item.mode is Mode.PERMIT and item.paper_required


def _report(kind: str, item: ServiceItem, catalogue: Catalogue) -> Report:
    names = catalogue.documents
    present = [one for one in item.materials if one.need is not Need.CONDITIONAL]
    materials = tuple(
        MaterialReading(one.document, names[one.document].name, one.need, MaterialStatus.PRESENT, (place,))
        for place, one in enumerate(present, 1)
    )
    if kind == "tolerated-acceptance":
        materials += (MaterialReading(COMMITMENT, "容缺受理承诺书", Need.OPTIONAL, MaterialStatus.PRESENT, (9,)),)
    stem = f"{UNIT}+{item.name}.pdf"
    return Report(
        Outcome.REVIEW, Unit(UNIT, "file-name"), ItemRef(item.code, item.name, "file-name"),
        (ReportFile(stem, stem, "pdf", 10),), (), materials, tuple(_findings(kind, item, materials)),
    )


def _findings(kind: str, item: ServiceItem, materials: Sequence[MaterialReading]) -> list[Finding]:
    if kind == "advice":
        why = "（示例）此处写明不能按本事项办理的情况。"
        return [find(one.finding, why) for one in item.drafts if one.letter == kind]
    if kind == "tolerated-acceptance":
        lacking = "缺少《房屋产权证明》，该材料可以容缺，请在期限内补交。"
        return [find("material-missing", lacking, severity=Severity.TOLERABLE, place=Place("title-deed"))]
    if kind not in _LACKING:
        return []
    if kind == "format-correction":
        return [find("file-encrypted", "文件设有打开密码，请取消密码后重新发送。", place=Place(file=0))]
    first = materials[0].code if materials else None
    return [
        find("material-missing", "缺少《公司章程》，请补充后重新提交。", place=Place("articles-of-association")),
        find("seal-missing", f"{PAGES}未见公章，请加盖公章后重新提交。", place=Place(first, 1)),
    ]


def _particulars(kind: str, item: ServiceItem, now: datetime, catalogue: Catalogue) -> Particulars:
    today, overrides = receipt_date(now), catalogue.day_overrides
    told = Particulars(
        reason="（示例）此处由工作人员写明理由", day=today,
        visit_at=now.replace(hour=1, minute=30) + timedelta(days=5), visit_place="（示例）核查地点",
        visitors=("甲", "乙"), duration="约两小时", result="（示例）此处由工作人员写明办理结果",
        received=("（示例）申请书", "（示例）营业执照副本复印件"), headcount=21,
        right_office="（示例）有权受理的机关", tracking_no="SF0000000000000",
    )
    match kind:
        case "collection-notice":
            return replace(told, reason="", result="", owed=(Owed("（示例）先行受理时未收的材料"),))
        case "supplement-reminder" | "overdue-closure":
            due = due_date(today, 3 if kind == "supplement-reminder" else 0, overrides)
            return replace(told, due=due.date, owed=(Owed("（示例）缺少的材料", due.date),), result="")
        case "extension":
            days = (item.deadlines.decide or 0) + (item.deadlines.extend or 0)
            return replace(told, due=due_date(receipt_date(_received(kind, now)), days, overrides).date)
        case "supplement-notice" | "tolerated-acceptance" | "commitment-accepted" | "deemed-accepted-alert" | "advice":
            return replace(told, reason="", result="")
        case _:
            return told


def _contents(catalogue: Catalogue, office: Office, folder: Path) -> str:
    rows = "\n".join(_row(kind, office, folder) for kind in catalogue.letters.values())
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>文书样稿</title></head>\n<body>\n'
        "<h1>文书样稿</h1>\n<p>下列文书均为示例数据。标有“待确认”的内容须由本机关核实后，再在业务目录中改为已确认。</p>\n"
        f"<table border=\"1\" cellpadding=\"6\">\n{rows}\n</table>\n</body></html>\n"
    )


def _row(kind: LetterKind, office: Office, folder: Path) -> str:
    links = " ".join(
        f'<a href="{kind.code}.{suffix}">{suffix}</a>' for suffix in ("txt", "html", "pdf")
        if (folder / f"{kind.code}.{suffix}").exists()
    )
    doubt = "救济途径：待确认" if kind.remedy and not kind.remedy_confirmed else ""
    unset = unset_authorities(kind, office)
    doubt = "；".join(filter(None, (doubt, f"须先在机关配置中写明{unset}" if unset else "")))
    whom = "内部" if kind.internal else ("正式文书" if kind.legal else "通知")
    cells = (escape(kind.name), whom, "、".join(map(escape, kind.must_say)), doubt)
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}<td>{links}</td></tr>"
