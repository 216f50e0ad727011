"""Who files for another: the agent that a mail's words name, and the client whose application it is.

我司甲人力资源公司受乙公司委托代为报送, 受乙公司委托, 乙公司委托甲公司办理, 申请单位为乙公司.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cases.names.name_cleaning import clean_unit
from cases.names.unit_endings import is_placed, is_registered
from cases.names.unit_names import units_in
from cases.plain_text import half_brackets

_PIECE = r"[^,，。;；:：!！?？\n]{2,40}?"
_ACTS = r"(?:代为|代理|代办|申请|申报|办理|报送|提交|递交|参保|缴费)"
_ENTRUSTED_BY = re.compile(rf"受({_PIECE})(?:的|之|全权|书面)*(?:委托|之托|所托)")
_FOR = re.compile(rf"(?:代表|代理|代|替|帮|为)({_PIECE}){_ACTS}")
_OF = re.compile(rf"代为?(?:提交|报送|申报|申请|办理|递交|发送){{1,2}}({_PIECE})的")
_APPLICANT = re.compile(
    rf"(?:申请|参保|缴费|用人|委托|客户)(?:单位|公司|企业|方)(?:名称)?(?:为|是|[:：])({_PIECE})(?=[,，。;；\n]|$)"
)
_ENTRUSTS = re.compile(rf"(?<!受)委托({_PIECE}){_ACTS}")
_BY = re.compile(rf"由({_PIECE})(?:代为|代理|代办|代)")
_AGENT = re.compile(
    rf"(?:代理|代办|受托|代报)(?:单位|公司|机构|方)(?:名称)?(?:为|是|[:：])({_PIECE})(?=[,，。;；\n]|$)"
)
_OURSELVES = re.compile(r"我|本|贵|该|员工|职工|法定|法人|领导|^(?:公司|单位|企业|总公司|集团|厂)$")
"""Who entrusts a person of the unit itself, and makes nobody an agent firm."""

_LINES = re.compile("人力|人才|人事|外包|财税|财务|会计|代理|咨询|企业管理|企业服务|商务服务")
_OWN_LINES = re.compile(rf"劳务|{_LINES.pattern}")
"""Lines of business of those who file for others, and of applicants who file for themselves."""


@dataclass(frozen=True, slots=True)
class Agency:
    """What a mail says of agent and client.

    Attributes:
        agents: Units that file for another.
        clients: Units, by their whole names, for which they file; empty where they are called by a short name only.
    """

    agents: frozenset[str] = frozenset()
    clients: frozenset[str] = frozenset()


def agency_in(text: str) -> Agency:
    """Return who files for whom in a mail's own words; empty where it speaks for the unit that it names."""
    text = half_brackets(text)
    entrusted = [
        found for found in _ENTRUSTED_BY.finditer(text) if _is_name(found[1]) or not _OURSELVES.search(found[1])
    ]
    behalf = [found for pattern in (_FOR, _OF) for found in pattern.finditer(text) if _is_name(found[1])]
    clients = {name for found in (*entrusted, *behalf) for name in _units(found[1]) if _is_whole(name)}
    agents = {name for found in (*entrusted, *behalf) if (name := _unit_before(text, found.start()))}
    called = (piece for pattern in (_ENTRUSTS, _BY, _AGENT) for piece in pattern.findall(text))
    agents |= {name for piece in called for name in _units(piece)}
    if agents or clients:
        clients |= {name for piece in _APPLICANT.findall(text) for name in _units(piece) if _is_whole(name)}
    return Agency(frozenset(agents - clients), frozenset(clients))


def may_file_for(agent: str, unit: str) -> bool:
    """Tell a firm whose name says that it files for others, from a unit that is none itself."""
    return _LINES.search(agent) is not None and _OWN_LINES.search(unit) is None


def _units(text: str) -> tuple[str, ...]:
    return tuple(name for unit in units_in(text) if (name := clean_unit(unit)))


def _is_name(text: str) -> bool:
    return _units(text) == (clean_unit(text),)


def _is_whole(name: str) -> bool:
    """Tell a registered name from a short one: it has a place or tells the form of the unit."""
    return is_placed(name) or is_registered(name)


def _unit_before(text: str, place: int) -> str | None:
    """Return the unit whose name ends at a place of the line: 我司(甲公司)受乙公司委托."""
    line = text[:place].rpartition("\n")[2].rstrip(")接, ，")
    name = next(iter(units_in(line)[-1:]), None)
    return clean_unit(name) if name is not None and line.endswith(name.rstrip(")")) else None
