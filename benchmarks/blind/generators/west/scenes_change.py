"""Cases about changed particulars of insured persons and filings made late."""

from __future__ import annotations

from collections.abc import Callable

from .paper import Case, Paper, Setting
from .persons import Person, identity_check, person
from .scenes_dispatch import add, case
from .tables import table

POLICE = "北京市公安局朝阳分局双桥派出所"
REASONS: dict[str, str] = table("insured", "change-reasons")
LISTS = table("insured", "lists")
TITLES: list[str] = LISTS["change-titles"]


def _change_base(setting: Setting, item: str, who: Person | None) -> Case:
    """Return a case with the change form of a person or of the unit itself."""
    made, chance = case(setting, item), setting.chance
    shown = who or setting.handler
    made.form.pname, made.form.pid = shown.name, shown.id
    made.values |= {**table("insured", "change"), "p": shown, "person": who is not None}
    made.values["change_kind"] = "参保人信息变更" if who else "单位信息变更"
    made.values |= {"proof_no": chance.digits(8), "proof_day": setting.ago(4, 20), "change_title": chance.pick(TITLES)}
    add(made, "insured-change-form")
    made.papers[0].main = True
    return made


def _proof(made: Case, issuer: str, title: tuple[str, str], line: str, rows: list[tuple[str, str]]) -> None:
    """Add a proof of a change by an office or bank."""
    made.values |= {"issuer": issuer, "proof_title_old": title[0], "proof_title_typed": title[1]}
    made.values |= {"proof_lines": [line], "proof_rows": rows}
    made.papers.append(Paper("insured-change-proof", own=False))


def change_general(setting: Setting) -> Case:
    """Return a change that may be taken in without its proof."""
    chance = setting.chance
    kind = chance.pick(list(table("insured", "issuers")))
    who = None if kind == "缴费银行账号" else person(chance)
    made = _change_base(setting, "insured-change-general", who)
    old, new = _general_values(setting, kind, who)
    made.values["changes"] = [(kind, old, new)]
    made.form.why = REASONS[kind]
    issuer = table("insured", "issuers")[kind].replace("bank", setting.firm.bank)
    if not issuer or chance.yes(0.5):
        made.outcome, made.missing = ["tolerate"] if issuer else ["tolerate", "accept"], ["insured-change-proof"]
        return made
    name, number = (who.name, who.id) if who else (setting.firm.name, setting.firm.code)
    rows = [("证明对象", name), ("号码", number), ("原" + kind, old), ("现" + kind, new)]
    line = f"　　兹证明{name}（号码：{number}）{kind}现为：{new}。"
    _proof(made, issuer, (f"{kind}证明", f"{kind}情况证明"), line, rows)
    return made


def _general_values(setting: Setting, kind: str, who: Person | None) -> tuple[str, str]:
    chance = setting.chance
    if kind == "居住地址" and who:
        return person(chance, region="110105").addr, person(chance, region="110112").addr
    if kind == "文化程度":
        return "高中", "大学专科"
    if kind == "联系电话" and who:
        return person(chance).mobile, who.mobile
    return "0109" + chance.digits(15), setting.firm.account


def change_key(setting: Setting) -> Case:
    """Return a change of name, number, nation or household kind with its proof."""
    chance = setting.chance
    who = person(chance)
    made = _change_base(setting, "insured-change-key-fields", who)
    kind = chance.pick(["姓名", "身份证号码", "民族", "户籍性质"])
    old, new = _key_values(made, chance.randint(1, 27), kind, who)
    made.values |= {"changes": [(kind, old, new)], "key_kind": kind}
    made.form.why = REASONS[kind]
    line = f"　　兹证明{who.name}，公民身份号码{who.id}，原{kind}为{old}，经批准现变更为{new}，确系同一人。"
    rows = [("现姓名", who.name), ("公民身份号码", who.id), ("变更项目", kind), ("变更前", old), ("变更后", new)]
    _proof(made, POLICE, ("户籍变更证明", "户籍信息变更证明"), line, [*rows, ("说明", "变更前后确系同一人")])
    return made


def _key_values(made: Case, shift: int, kind: str, who: Person) -> tuple[str, str]:
    if kind == "姓名":
        old = who.name[0] + ("小" if "小" not in who.name else "建") + who.name[-1]
        made.form.pname = old
        return old, who.name
    if kind == "身份证号码":
        first17 = who.id[:14] + f"{(int(who.id[14:17]) + 2 * shift) % 1000:03d}"
        old = first17 + identity_check(first17)
        made.form.pid = old
        return old, who.id
    if kind == "民族":
        return "汉族", "满族"
    return "农业户口", "非农业户口"


def late(setting: Setting) -> Case:
    """Return a registration or payment made up for after its due day."""
    chance = setting.chance
    who = person(chance)
    made = _change_base(setting, "late-filing", who)
    kind = table("insured", "register" if chance.yes(0.6) else "pay")
    month = chance.pick(["2020年1月", "2020年2月"])
    made.values |= {**table("insured", "late"), "change_kind": kind["change_kind"]}
    made.values["change_title"] = chance.pick(LISTS["late-titles"])
    made.values["changes"] = [(kind["what"], month, f"{who.name}自{month}起{kind['done']}")]
    made.form.why = chance.pick(LISTS["late-reasons"])
    return made


SCENES: dict[str, Callable[[Setting], Case]] = {
    "insured-change-general": change_general,
    "insured-change-key-fields": change_key,
    "late-filing": late,
}
