"""Papers of benefits and of work injuries."""

from __future__ import annotations

from tests.written.sheet import Paper, pairs
from tests.written.world import World

DATED = "2020年2月18日"
HOSPITAL = "北京市朝阳区第一医院"
DAYS = {"2020年2月10日": "2020-02-10"}


def benefit_form(w: World) -> Paper:
    """养老保险待遇核准申报表."""
    blocks = (
        pairs("单位名称", w.unit, "姓名", w.worker.name, "公民身份号码", w.worker.number, "性别", w.worker.sex,
              "出生日期", w.worker.born, "参加工作时间", "1990年7月", "退休年月", "2020年3月"),
        f"{w.unit}（盖章）", DATED,
    )  # fmt: skip
    says = {
        "unit_name": w.unit, "person_name": w.worker.name, "id_no": w.worker.hidden, "birth_date": "1970-03-06",
        "sex": "女", "retire_month": "2020-03",
    }  # fmt: skip
    return Paper("基本养老保险待遇核准申报表", blocks, says)


def administrative_approval(w: World) -> Paper:
    """退休审批表."""
    blocks = (
        "文号：京朝人社退审〔2020〕56号", f"经审核，核准{w.worker.name}自2020年3月起退休。",
        "审批机关：北京市朝阳区人力资源和社会保障局", "2020年2月12日",
    )  # fmt: skip
    says = {"doc_no": "京朝人社退审〔2020〕56号", "issuer": "北京市朝阳区人力资源和社会保障局", "date": "2020-02-12"}
    return Paper("职工退休审批表", blocks, says)


def injury_recognition_form(w: World) -> Paper:
    """工伤认定申请表."""
    agent = (f"经办人：{w.agent.name}",) if w.agent else ()
    blocks = (
        pairs("用人单位", w.unit, "职工姓名", w.worker.name, "公民身份号码", w.worker.number, "事故时间", w.event,
              "事故地点", "单位仓库", "诊断时间", w.event, "伤害部位", "左前臂", "申请日期", DATED),
        "用人单位意见：情况属实，同意申请。", *agent, f"法定代表人（签字）：{w.head.name}", f"{w.unit}（盖章）", DATED,
    )  # fmt: skip
    says = {
        "unit_name": w.unit, "person_name": w.worker.name, "id_no": w.worker.hidden, "apply_date": "2020-02-18",
    }  # fmt: skip
    told = {"event_date": DAYS[w.event], "diag_date": DAYS[w.event]} if w.event in DAYS else {}
    return Paper("工伤认定申请表", blocks, says | told)


def labour_relation_proof(w: World) -> Paper:
    """劳动关系证明."""
    blocks = (
        f"单位名称：{w.unit}", f"姓名：{w.worker.name}", "上述人员自2018年3月起与我单位存在劳动关系，从事仓储工作。",
        f"{w.unit}（盖章）", DATED,
    )  # fmt: skip
    return Paper("劳动关系证明", blocks, {"unit_name": w.unit, "person_name": w.worker.name})


def diagnosis_certificate(w: World) -> Paper:
    """诊断证明书 of a hospital."""
    blocks = (
        f"姓名：{w.worker.name}", "临床诊断：左前臂骨折", "建议休息六周，定期复查。", "医师：何文清", HOSPITAL,
        "2020年2月11日",
    )  # fmt: skip
    says = {"person_name": w.worker.name, "diag": "左前臂骨折", "hospital": HOSPITAL, "date": "2020-02-11"}
    return Paper("诊断证明书", blocks, says, seals=(HOSPITAL,))


def duty_infection_proof(w: World) -> Paper:
    """Proof of an infection on duty."""
    blocks = (
        f"单位名称：{w.unit}", f"姓名：{w.worker.name}", "上述人员参加新型冠状病毒肺炎防控和救治，因履行工作职责感染。",
        f"{w.unit}（盖章）", DATED,
    )  # fmt: skip
    says = {"unit_name": w.unit, "person_name": w.worker.name, "date": "2020-02-18"}
    return Paper("关于因履行工作职责感染的证明", blocks, says)


def injury_decision(w: World) -> Paper:
    """认定工伤决定书."""
    blocks = (
        "文号：京朝人社工认〔2020〕第0021号", f"姓名：{w.worker.name}", "上述职工所受伤害符合规定，予以认定为工伤。",
        "2020年2月14日",
    )  # fmt: skip
    says = {"person_name": w.worker.name, "doc_no": "京朝人社工认〔2020〕第0021号", "date": "2020-02-14"}
    return Paper("认定工伤决定书", blocks, says, seals=("北京市朝阳区人力资源和社会保障局",))


def medical_bills(w: World) -> Paper:
    """医疗收费票据."""
    blocks = (
        pairs("姓名", w.worker.name, "票据号码", "0012345678", "住院日期", "2020年2月10日", "合计金额", "8,650.40元"),
        "住院费用明细附后。",
    )
    return Paper("北京市医疗收费票据", blocks, {"amount": "8650.40", "person_name": w.worker.name}, seals=())
