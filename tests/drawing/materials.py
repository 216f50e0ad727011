"""Which papers each business item is drawn with, in the order of its 材料清单."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.drawing import certificates as copies
from tests.drawing import dispatch_papers as dispatch
from tests.drawing import hours_papers as hours
from tests.drawing import identity_cards as cards
from tests.drawing import layoff_papers as layoff
from tests.drawing.dossier import ITEM_NAMES, Dossier
from tests.drawing.forms import Drawn, Look

Drawer = Callable[[Dossier, Look, Random], Drawn]


@dataclass(frozen=True, slots=True)
class Paper:
    """One material as it is drawn.

    Attributes:
        need: required, tolerable, agent (required when an agent files), agent-tolerable or optional.
        cross_page: The material list asks a cross-page seal of it.
        seal: Kind of seal on it: official, or union where the union signs.
        duplex: Its two pages are the sides of one sheet.
    """

    code: str
    name: str
    draw: Drawer
    need: str = "required"
    cross_page: bool = True
    seal: str = "official"
    duplex: bool = False


_LICENCE = Paper("business-licence", "营业执照副本", copies.business_licence)
_HOURS = (
    Paper(
        "special-hours-form", "企业实行综合计算工时工作制和不定时工作制申报表", hours.special_hours_form, duplex=True
    ),
    Paper("special-hours-status", "单位实行特殊工时工作制申报情况表", hours.special_hours_status, "tolerable"),
    Paper("special-hours-explanation", "申请说明书", hours.special_hours_explanation),
    Paper("staff-congress-resolution", "职工大会或职代会决议", hours.staff_congress_resolution),
    Paper("special-hours-roster", "工种岗位及职工签字花名册", hours.special_hours_roster),
    Paper(
        "legal-representative-certificate",
        "法定代表人身份证明书",
        hours.legal_representative_certificate,
        cross_page=False,
    ),
    Paper("authorisation-letter", "授权委托书", dispatch.authorisation_letter, "agent"),
    Paper("identity-card-copy", "居民身份证复印件", cards.identity_card_copy, cross_page=False),
    _LICENCE,
)

PAPERS: dict[str, tuple[Paper, ...]] = {
    "dispatch-new": (
        Paper("dispatch-application", "劳务派遣经营许可申请书", dispatch.dispatch_application),
        Paper("business-licence", "营业执照副本", copies.business_licence),
        Paper("articles-of-association", "公司章程", dispatch.articles_of_association),
        Paper("audit-report", "财务审计报告", copies.audit_report),
        Paper("premises-proof", "经营场所使用证明", copies.premises_proof),
        Paper("title-deed", "房屋产权证明", copies.title_deed, "tolerable"),
        Paper("equipment-list", "办公设施设备和信息管理系统清单", dispatch.equipment_list, "tolerable"),
        Paper("legal-representative-identity", "法定代表人身份证明", cards.legal_representative_identity),
        Paper("authorisation-letter", "授权委托书", dispatch.authorisation_letter, "agent"),
        Paper("agent-identity", "经办人身份证复印件", cards.agent_identity, "agent-tolerable", cross_page=False),
        Paper("dispatch-management-rules", "劳务派遣管理制度", dispatch.dispatch_management_rules),
        Paper("dispatch-agreement-sample", "拟签订的劳务派遣协议样本", dispatch.dispatch_agreement_sample, "tolerable"),
    ),
    "hours-flexible": _HOURS,
    "hours-comprehensive": (
        *_HOURS,
        Paper("work-and-rest-plan", "综合计算工时工作和休息安排方案", hours.work_and_rest_plan, "tolerable"),
    ),
    "layoff-report": (
        _LICENCE,
        Paper("layoff-legal-basis", "企业实施裁员适用法律法规的情况说明", layoff.layoff_legal_basis),
        Paper("layoff-schedule", "裁减时间及实施步骤", layoff.layoff_schedule),
        Paper("layoff-compensation", "被裁减人员的经济补偿办法和标准", layoff.layoff_compensation),
        Paper("layoff-list", "被裁减人员名单", layoff.layoff_list),
        Paper("layoff-opinion", "工会或者全体劳动者的意见", layoff.layoff_opinion, cross_page=False, seal="union"),
        Paper("authorisation-letter", "授权委托书", dispatch.authorisation_letter),
        Paper("agent-identity", "经办人身份证复印件", cards.agent_identity, "tolerable", cross_page=False),
    ),
    "backpay-extended-period": (
        Paper("backpay-form", "社会保险费补缴申报表（明细）", layoff.backpay_form, cross_page=False),
        Paper("bank-slip", "银行回单或汇款凭证", layoff.bank_slip, "optional", cross_page=False),
    ),
}

_UNION_CONSENT = Paper("union-opinion", "工会意见", hours.union_opinion, cross_page=False, seal="union")
_NO_UNION = Paper("meeting-minutes-and-signatures", "会议纪要和员工签字单", layoff.meeting_minutes)

ITEMS = tuple(ITEM_NAMES)


def papers_for(item: str, with_agent: bool, union: bool | None = None) -> tuple[Paper, ...]:
    """Return what a complete submission of an item holds.

    Args:
        item: Item code.
        with_agent: An agent files, not the legal representative.
        union: True: the union's opinion stands for the staff's resolution (special hours);
            False: minutes and signatures stand for the union's opinion (layoff report).
    """
    papers = [paper for paper in PAPERS[item] if with_agent or not paper.need.startswith("agent")]
    swaps = {True: {"staff-congress-resolution": _UNION_CONSENT}, False: {"layoff-opinion": _NO_UNION}, None: {}}[union]
    return tuple(swaps.get(paper.code, paper) for paper in papers)
