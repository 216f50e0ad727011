"""Who files for another: agent and client in the words of a mail."""

from __future__ import annotations

import pytest

from cases.names.agents import Agency, agency_in

CLIENT, AGENT = "北京旭岚国际物流有限公司", "北京易才人力资源顾问有限公司"


def _agency(agents: str = "", clients: str = "") -> Agency:
    return Agency(frozenset(filter(None, [agents])), frozenset(filter(None, [clients])))


@pytest.mark.parametrize(("text", "found"), [
    (f"（我司{AGENT}受旭岚国际物流委托代办社保业务。）\n\n{AGENT}\n金娜", _agency(AGENT)),
    (f"我司（{AGENT}）受{CLIENT}委托代为提交退费的材料，申请单位为{CLIENT}，请查收。", _agency(AGENT, CLIENT)),
    (f"{AGENT}接受{CLIENT}的委托，现报送月报补缴材料", _agency(AGENT, CLIENT)),
    (f"受{CLIENT}委托，代为报送退费材料，见附件。\n{AGENT}\n客服部", _agency("", CLIENT)),
    (f"代{CLIENT}报送月报补缴，谢谢。\n{AGENT}", _agency("", CLIENT)),
    (f"我们是{AGENT}，受客户委托代为提交{CLIENT}的材料，业务是退费。", _agency(AGENT, CLIENT)),
    (f"（我司{AGENT}受维拾酒店等单位委托代办社保业务。）", _agency(AGENT)),
    (f"我公司{CLIENT}委托{AGENT}办理退费。", _agency(AGENT)),
    (f"本业务由{AGENT}代办，申请单位：{CLIENT}", _agency(AGENT, CLIENT)),
    (f"代理机构：{AGENT}\n参保单位：{CLIENT}", _agency(AGENT, CLIENT)),
])
def test_agent_and_client_are_told_apart(text: str, found: Agency) -> None:
    assert agency_in(text) == found


@pytest.mark.parametrize("text", [
    f"我是{CLIENT}张三，受公司委托办理退费", f"{CLIENT}受法定代表人王五委托，现申请退费",
    f"我单位{CLIENT}现委托张三办理退费", f"我单位{CLIENT}为员工张三办理参保",
    f"我公司{AGENT}为派遣到{CLIENT}的员工办理参保",
    f"申请单位：{CLIENT}\n联系人：张三", f"我单位为{CLIENT}，现申请办理月报补缴", f"{CLIENT}\n张三 010-65090000",
])
def test_a_unit_that_speaks_for_itself_has_no_agent(text: str) -> None:
    assert agency_in(text) == Agency()
