"""Why a case came to its outcome, told in the order in which a clerk would think.

Who applies for what → which page is what, and by which words → what the list asks, and by which text → what was found →
what it comes to, and what would turn it → which letters follow, and why one waits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cases.finding import Finding, Severity
from cases.page_runs import pages_text
from cases.plain_text import bare
from cases.reading import PageReading
from cases.report import LetterDraft, MaterialReading, Report
from catalogue.model import Catalogue, DocumentType, Material, Office, ServiceItem
from catalogue.office import ListState
from validators.outcome import propose
from views.words import MATERIAL_STATUSES, OUTCOMES, PAGE_SEALS, SEVERITIES

_SOURCES = {
    "file-name": "文件名或邮件主题", "form": "申请表", "licence": "营业执照", "seal": "公章", "sender": "发件人",
    "channel": "收件渠道", "title": "材料标题", "option": "工作人员选定",
}
_MOST_WORDS = 5
"""Words of a page that are told as its signs."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One step of the thought: a heading and its lines."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """What a report was made by."""

    catalogue: Catalogue
    office: Office
    item: ServiceItem | None


def explain(report: Report, letters: Sequence[LetterDraft], rules: Rules) -> tuple[Chapter, ...]:
    """Return the explanation of one case's report, in chapters."""
    return (
        Chapter("一、谁申请什么", tuple(_application(report, rules))),
        Chapter("二、每一页是什么", tuple(_pages(report, rules.catalogue.documents))),
        Chapter("三、清单要求什么", tuple(_demands(report, rules))),
        Chapter("四、看出了什么", tuple(_found(report.findings)) or ("没有问题。",)),
        Chapter("五、结论", (f"{OUTCOMES[report.outcome]}。", *_turning(report, rules.item))),
        Chapter("六、文书", tuple(_letters(report, letters, rules)) or ("没有文书。",)),
    )


def _application(report: Report, rules: Rules) -> Iterator[str]:
    unit, item = report.unit, report.item
    yield f"单位：{unit.name}（见于{_SOURCES.get(unit.source, unit.source)}）" if unit.name else "单位：未能确定"
    if item.code is None:
        yield "业务：未能确定"
        return
    sure = "材料确定地表明是这项业务" if item.surely else "材料没有确定地表明是这项业务，宣布结论的文书不自动发出"
    yield f"业务：{item.name}（{item.code}，见于{_SOURCES.get(item.source, item.source)}；{sure}）"
    if rules.item is not None:
        yield f"规则版本：{rules.item.version}，本机关：{rules.office.name}"


def _pages(report: Report, documents: Mapping[str, DocumentType]) -> Iterator[str]:
    for page in report.pages:
        document = documents.get(report.page_documents.get(page.number, ""))
        name = document.name if document is not None else "未归入任何材料"
        words = _signs(page, document) if document is not None else ()
        by = f"，凭“{'”“'.join(words)}”" if words else ""
        yield f"第{page.number}页：{name}{by}{_seal(report, page)}"


def _signs(page: PageReading, document: DocumentType) -> tuple[str, ...]:
    """Return the words of the page that speak for a document: its titles first, then words of its body."""
    text = bare(page.text)
    words = (word for sign in (*document.headings, *document.keywords) for word in sign.split("|"))
    return tuple(dict.fromkeys(word for word in words if bare(word) and bare(word) in text))[:_MOST_WORDS]


def _seal(report: Report, page: PageReading) -> str:
    verdict = report.page_seals.get(page.number)
    read = "、".join(f"“{seal.text}”" for seal in page.seals if seal.text)
    if verdict is None:
        return f"；印章{read}" if read else ""
    return f"；公章：{PAGE_SEALS[verdict]}{f'（{read}）' if read else ''}"


def _demands(report: Report, rules: Rules) -> Iterator[str]:
    lines = {line.document: line for line in rules.item.materials} if rules.item is not None else {}
    for one in report.materials:
        pages = f"，{pages_text(one.pages)}" if one.pages else ""
        yield f"{one.name}：{MATERIAL_STATUSES[one.status]}{pages}。{_basis(one, lines.get(one.code), rules)}"


def _basis(reading: MaterialReading, line: Material | None, rules: Rules) -> str:
    if line is None:
        return ""
    asked = f"（{line.condition.label}时需要）" if line.condition is not None else ""
    if line.confirmed:
        return f"依据：{line.clause or line.source}{asked}"
    item = rules.item
    if item is not None and line.document == item.main_form:
        return f"申请的主件，总是需要{asked}"
    confirmed = item is not None and rules.office.list_of(item.code) is ListState.CONFIRMED
    stand = "已确认这份清单，照常计算" if confirmed else "尚未确认这份清单，只问工作人员"
    return f"没有有约束力的文件列出；本机关{stand}{asked}"


def _found(findings: Sequence[Finding]) -> Iterator[str]:
    for severity in Severity:
        for one in (one for one in findings if one.severity is severity):
            basis = f"（依据：{one.clause}）" if one.clause else ""
            yield f"［{SEVERITIES[severity]}］{one.message}{basis}"


def _turning(report: Report, item: ServiceItem | None) -> Iterator[str]:
    """Yield what alone would turn the outcome, else what together would."""
    weighty = [one for one in report.findings if one.severity not in (Severity.NOTICE, Severity.HINT)]
    if not weighty:
        yield "没有须处理的问题；缺少清单上的任何一项，或者有一页没有本单位公章而须有的，结论就会改变。"
        return
    found = False
    for one in weighty:
        without = propose([other for other in report.findings if other is not one], item)
        if without is not report.outcome:
            found = True
            yield f"只要解决这一项，结论即为“{OUTCOMES[without]}”：{one.message}"
    if not found:
        rest = propose([other for other in report.findings if other not in weighty], item)
        yield f"上述{len(weighty)}项都解决后，结论为“{OUTCOMES[rest]}”；只解决其中一项不改变结论。"


def _letters(report: Report, letters: Sequence[LetterDraft], rules: Rules) -> Iterator[str]:
    for one in letters:
        kind = rules.catalogue.letters.get(one.kind)
        name = kind.name if kind is not None else one.kind
        yield f"《{name}》：{'自动发出' if one.automatic else f'待工作人员发出，因为{_why_held(report, one, rules)}'}"


def _why_held(report: Report, letter: LetterDraft, rules: Rules) -> str:
    kind = rules.catalogue.letters.get(letter.kind)
    if kind is None or rules.office.policy not in kind.automatic:
        return "这种文书由工作人员发出"
    if report.of(Severity.REVIEW):
        return "还有须人工核对的问题"
    if not report.item.surely:
        return "材料没有确定地表明是哪项业务"
    return "其中有的宽限或者要求没有文件依据，须由工作人员决定"
