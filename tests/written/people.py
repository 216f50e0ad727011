"""Papers of enrolment: forms, papers of foreigners and of people from Hong Kong, Macao and Taiwan, contracts."""

from __future__ import annotations

from tests.written.sheet import Block, Paper, pairs
from tests.written.world import World

DATED = "2020年2月18日"
FOREIGNER, PASSPORT = "TANAKA HIROSHI", "TR1234567"


def enrolment_person_form(w: World) -> Paper:
    """社会保险个人信息登记表."""
    blocks: tuple[Block, ...] = (
        pairs("单位名称", w.unit, "姓名", w.worker.name, "证件号码", w.worker.number, "国籍", "中国",
              "参加险种", "养老、医疗、失业、工伤、生育", "联系电话", "13800001111"),
        *filter(None, (w.remark,)), f"{w.unit}（盖章）", DATED,
    )  # fmt: skip
    says = {"unit_name": w.unit, "person_name": w.worker.name, "doc_no": w.worker.hidden, "nationality": "中国"}
    return Paper("北京市社会保险个人信息登记表", blocks, says)


def enrolment_addition_form(w: World) -> Paper:
    """参保人员增加表."""
    blocks: tuple[Block, ...] = (
        f"单位名称：{w.unit}",
        (("序号", "姓名", "增加险种", "缴费基数"), ("1", w.worker.name, "五险", "5360"),
         ("2", "孙志强", "五险", "6200")),
        f"{w.unit}（盖章）", DATED,
    )  # fmt: skip
    return Paper("社会保险参保人员增加表", blocks, {"unit_name": w.unit, "rows": "2"})


def passport_copy(w: World) -> Paper:
    """Data page of a passport."""
    blocks = (
        "Passport No. " + PASSPORT, "Name " + FOREIGNER, "Nationality JAPAN", "Date of birth 12 MAY 1980",
        "有效期至 2027年6月1日", "P<JPNTANAKA<<HIROSHI<<<<<<<<<<<<<<<<<<<<<<<",
    )  # fmt: skip
    says = {
        "person_name": FOREIGNER, "passport_no": "TR1****67", "nationality": "JAPAN", "valid_until": "2027-06-01",
    }  # fmt: skip
    return Paper("PASSPORT", blocks, says)


def work_permit(w: World) -> Paper:
    """外国人工作许可证."""
    blocks = (
        f"姓名：{FOREIGNER}", "许可证号：110105202000012345", f"工作单位：{w.unit}", "有效期至：2021年6月30日",
        "发证机关：北京市朝阳区人力资源和社会保障局",
    )  # fmt: skip
    says = {"person_name": FOREIGNER, "permit_no": "110105202000012345", "valid_until": "2021-06-30"}
    return Paper("中华人民共和国外国人工作许可证", blocks, says)


def residence_permit(w: World) -> Paper:
    """居留许可."""
    blocks = (f"姓名 {FOREIGNER}", "居留事由 工作", "有效期至 2021年6月30日", "签发机关 北京市公安局")
    return Paper("中华人民共和国外国人居留许可", blocks, {"person_name": FOREIGNER, "valid_until": "2021-06-30"})


def permanent_residence_card(w: World) -> Paper:
    """永久居留身份证."""
    blocks = (f"姓名 {FOREIGNER}", "证件号码 JPN110080051201", "签发机关 国家移民管理局")
    says = {"person_name": FOREIGNER, "doc_no": "JPN**********01"}
    return Paper("中华人民共和国外国人永久居留身份证", blocks, says)


def treaty_coverage_certificate(w: World) -> Paper:
    """Certificate of coverage of a treaty's other state."""
    blocks = (
        f"姓名：{FOREIGNER}", "依据《中华人民共和国政府和日本国政府社会保险协定》，上述人员免除在华缴纳养老保险费。",
        "参保期间：2019年9月1日至2024年8月31日",
    )  # fmt: skip
    says = {"person_name": FOREIGNER, "period_from": "2019-09-01", "period_to": "2024-08-31"}
    return Paper("参保证明\nCertificate of Coverage", blocks, says)


def hk_macao_taiwan_document(w: World) -> Paper:
    """港澳居民来往内地通行证."""
    blocks = (
        f"姓名 {w.worker.name}", "证件号码 H01234567", "有效期限 2018.05.01-2028.04.30", "签发机关 公安部出入境管理局",
    )
    says = {"person_name": w.worker.name, "doc_no": "H01****67", "valid_until": "2028-04-30"}
    return Paper("港澳居民来往内地通行证", blocks, says)


def labour_contract(w: World) -> Paper:
    """劳动合同书."""
    blocks = (
        f"甲方（用人单位）：{w.unit}", f"乙方（劳动者）：{w.worker.name}", "合同期限：2020年1月1日至2022年12月31日",
        "工作内容：客户服务", "劳动报酬：每月8000元", "2019年12月25日",
    )  # fmt: skip
    says = {"unit_name": w.unit, "person_name": w.worker.name, "from": "2020-01-01", "to": "2022-12-31"}
    return Paper("劳动合同书", blocks, says)


def part_time_proof(w: World) -> Paper:
    """兼职协议."""
    blocks = (
        f"姓名：{w.worker.name}", "原单位：北京晨光印务有限公司",
        f"{w.worker.name}在{w.unit}兼职期间，由该单位缴纳工伤保险。",
        f"{w.unit}（盖章）", DATED,
    )  # fmt: skip
    return Paper("兼职协议", blocks, {"person_name": w.worker.name, "main_unit": "北京晨光印务有限公司"})
