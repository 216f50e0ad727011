"""What an officer reads for the outcomes, weights and states of a report, the same wherever it is shown."""

from __future__ import annotations

from cases.finding import Severity
from cases.reading import Coverage
from cases.report import MaterialStatus, Need, Outcome, SealVerdict

OUTCOMES = {
    Outcome.ACCEPT: "合格，可以受理", Outcome.TOLERATE: "容缺受理", Outcome.SUPPLEMENT: "需要补正",
    Outcome.GUIDE: "渠道指引", Outcome.REVIEW: "转人工核对", Outcome.REFUSE: "不予受理",
}  # fmt: skip
SEVERITIES = {
    Severity.BLOCKING: "须补正", Severity.TOLERABLE: "可容缺", Severity.REVIEW: "须人工", Severity.NOTICE: "注意",
    Severity.HINT: "提示",
}  # fmt: skip
MATERIAL_STATUSES = {
    MaterialStatus.PRESENT: "有", MaterialStatus.MISSING: "缺", MaterialStatus.UNCERTAIN: "存疑",
    MaterialStatus.NOT_NEEDED: "不需要",
}  # fmt: skip
NEEDS = {Need.REQUIRED: "主件", Need.TOLERABLE: "可容缺", Need.CONDITIONAL: "视情形", Need.OPTIONAL: "选交"}
PAGE_SEALS = {
    SealVerdict.PRESENT: "有", SealVerdict.ABSENT: "未见", SealVerdict.UNCERTAIN: "存疑",
    SealVerdict.UNCOLOURED: "非彩色", SealVerdict.ELECTRONIC: "电子签章",
}  # fmt: skip
"""The applicant's official seal on a page; stands behind 公章."""

CROSS_PAGE_SEALS = {
    Coverage.COMPLETE: "完整", Coverage.PARTIAL: "不完整", Coverage.ABSENT: "未见", Coverage.UNCERTAIN: "存疑",
    Coverage.NOT_NEEDED: "",
}  # fmt: skip
