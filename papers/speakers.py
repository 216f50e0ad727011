"""Who speaks on a page and to whom: what two papers of one title differ by.

核准表 and 审批表 head what a unit asks for as well as what an authority decided; 授权书 lets a person act for a unit,
or a branch for its company. The title tells neither; who grants, and to whom, does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cases.names.unit_names import is_office
from cases.plain_text import HAN, bare, plain
from cases.reading import PageReading

RIVALS = {"administrative-approval": ("benefit-form",), "parent-authorisation": ("authorisation-letter",)}
"""Papers told by who speaks, and those that their titles may be taken for."""

_ASKING = re.compile("申领|申请|申报|变更|登记表|承诺|说明|委托")
_DECISION = "审批|审核|核准|核定|批准|认定|审定|审查|复核"
_AGREED = r"(?:经(?:审[核查批]|核[准定实查]|研究|复核)[^。]{0,24})?(?:同意|准予|核准|批准|符合|予以|认定为)"
_OPINION = re.compile(
    rf"(?<!单位)(?<!企业)(?<!公司)(?:{_DECISION})(?:部门|机关|机构|单位)?(?:意见|结论|结果|决定)(?:\([^)]*\))?:?{_AGREED}"
)
"""An opinion that is given; a form that asks for it leaves its place empty."""

_SIGNED = re.compile(rf"(?:[{HAN}]{{2,8}}(?:\([^)]*\))?:)?([{HAN}]{{4,30}})(?:\([^)]*章\)?)?(?:(?:19|20)\d\d年.*)?")
"""A line that is an authority's name as it signs; one that it is written to ends with a colon."""

_BRANCH = "分公司|分支机构|分店|分厂|分部|办事处|代表处|分行|支行|营业部|分院|分校|分所"
_NOBODY_BETWEEN = rf"(?:(?!代[表理]|办理|前往|负责|担任|为[我本]|[贵你]|同志|员工)[{HAN}A-Za-z0-9()·]){{0,48}}?"
_ACTS = "自行|独立|单独|直接|办理|开展|全权|代[表为]|负责|申请|作为|依法|从事|行使|对外|签订|可以?|[以在向就按与(,:。]"
_TO_BRANCH = re.compile(
    rf"(?:授权|委托|同意|指定|授予|批准){_NOBODY_BETWEEN}(?:{_BRANCH})(?={_ACTS})"
    rf"|(?:被授权|被委托|受托|受委托|受权|代理)(?:人|单位|方|公司|机构)(?:名称)?:?{_NOBODY_BETWEEN}(?:{_BRANCH})(?![{HAN}])"
)
"""Who is let act is the branch itself; a person of the branch stands behind its name, or before it as acting for it."""

_ACTOR = re.compile("同志|经办人|工作人员|先生|女士")


def told_by_speaker(page: PageReading, titles: Sequence[str]) -> frozenset[str]:
    """Return the codes of the papers that a page is by who speaks on it, whatever its title.

    Args:
        page: The page.
        titles: What its title lines say.
    """
    found = set()
    if _decides(page, titles):
        found.add("administrative-approval")
    if _lets_branch_act(page, titles):
        found.add("parent-authorisation")
    return frozenset(found)


def _decides(page: PageReading, titles: Sequence[str]) -> bool:
    """Tell an authority's decision: its opinion is given, and it signs or seals."""
    if not titles or any(_ASKING.search(bare(title)) for title in titles):
        return False
    return _OPINION.search(bare(page.text)) is not None and _is_signed_by_office(page)


def _is_signed_by_office(page: PageReading) -> bool:
    """Tell whether an authority signs: its name stands alone on a line, or on a seal."""
    lines = (_SIGNED.fullmatch(plain(line.text)) for line in page.lines)
    names = (*(found[1] for found in lines if found is not None), *(plain(seal.text) for seal in page.seals))
    return any(is_office(name) for name in names)


def _lets_branch_act(page: PageReading, titles: Sequence[str]) -> bool:
    """Tell a company's word that its branch may act: to the branch itself, and to none of its people."""
    if not titles or not any(re.search("授权|委托|决定|证明", bare(title)) for title in titles):
        return False
    text = bare(page.text)
    return _TO_BRANCH.search(text) is not None and _ACTOR.search(text) is None
