"""The typographic dress of one firm's papers: fonts, sizes, margins, headers, words for labels."""

import random
from dataclasses import dataclass

SONG = ["AR PL UMing CN", "Noto Serif CJK SC", "AR PL SungtiL GB"]
HEI = ["WenQuanYi Zen Hei", "Noto Sans CJK SC", "WenQuanYi Micro Hei"]
KAI = ["AR PL UKai CN", "AR PL KaitiM GB"]
LABELS = {
    "unit": ["单位名称", "企业名称", "用人单位名称", "单位名称（全称）"],
    "credit": ["统一社会信用代码", "社会信用代码", "统一社会信用代码（18位）"],
    "legal": ["法定代表人", "法定代表人姓名", "法定代表人（负责人）"],
    "address": ["住所", "注册地址", "单位地址", "单位住所"],
    "phone": ["联系电话", "联系方式", "电话"],
    "agent": ["经办人", "联系人", "单位经办人", "办理人"],
    "capital": ["注册资本", "注册资金"],
    "idno": ["身份证号码", "公民身份号码", "身份证号", "居民身份证号码"],
    "name": ["姓名", "姓　名", "职工姓名"],
    "insurance": ["社会保险登记号", "社保登记证编号", "社会保险登记证号"],
    "date": ["填表日期", "申报日期", "填报日期"],
    "no": ["序号", "编号", "No."],
    "post": ["岗位", "工作岗位", "岗位（工种）"],
    "seal": ["（公章）", "（盖章）", "（单位公章）", "（加盖公章）"],
}


@dataclass(frozen=True)
class Dress:
    """Fonts by name, sizes in points, margins in millimetres."""

    body: str
    title: str
    heading: str
    pen: str
    ink: str
    body_pt: float
    title_pt: float
    spacing: float
    margin: float
    header: str
    footer: str
    shade: str
    words: dict[str, str]
    fill: str
    set_name: str


def dress(rng: random.Random, firm_name: str) -> Dress:
    """Draw the dress of one firm; set "a" leans on tables, set "b" on running text."""
    set_name = rng.choice("ab")
    return Dress(
        body=rng.choice(SONG + (HEI if rng.random() < 0.3 else SONG) + (KAI[:1] if rng.random() < 0.15 else [])),
        title=rng.choice(HEI if rng.random() < 0.55 else SONG), heading=rng.choice(HEI + SONG[:1]),
        pen=rng.choice(KAI), ink=rng.choice(["1A2B6B", "14308C", "202020", "27357A"]),
        body_pt=rng.choice([10.5, 11, 12, 12, 14]) if set_name == "b" else rng.choice([10, 10.5, 11, 12]),
        title_pt=rng.choice([16, 18, 20, 22]), spacing=rng.choice([1.15, 1.25, 1.4, 1.5]),
        margin=rng.choice([20, 22, 25]),
        header=firm_name if rng.random() < 0.25 else "", footer=rng.choice(["", "", "page", "of", "dash"]),
        shade=rng.choice(["", "", "E7E6E6", "DEEAF6", "F2F2F2"]), words={k: rng.choice(v) for k, v in LABELS.items()},
        fill=rng.choice(["typed", "typed", "typed", "pen", "kai"]), set_name=set_name,
    )
