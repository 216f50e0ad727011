"""Facts of work injuries: accident, diagnosis, bills."""

from datetime import date

from .digits import capitals
from .facts_common import cn, money, office_seal, somebody
from .facts_money import insured
from .scene import Scene, plus

CASES = [
    ("左手食指", "左手食指末节骨折", "在仓库搬运货物时被掉落的纸箱砸伤左手食指"), ("右踝关节",
        "右踝关节扭伤、外踝撕脱骨折", "在公司楼梯间搬运打印机时踩空摔倒，扭伤右踝"),
    ("腰部", "腰椎压缩性骨折（L1）", "在检修设备时从约1.5米高的梯子上跌落，腰部受伤"),
    ("右前臂", "右侧桡骨远端骨折", "在车间清理通道时滑倒，右手撑地受伤"),
]
BILLS = [("挂号（医事服务）费", 1, 50.0), ("X线摄影", 2, 120.0), ("CT平扫", 1, 180.0), ("石膏固定术", 1, 260.5),
    ("药费", 1, 186.4), ("换药", 3, 22.0)]


def story(scene: Scene, days_ago: tuple[int, int]) -> None:
    """The accident and what the hospital found."""
    rng = scene.rng
    who = insured(scene, (24, 50))
    part, diagnosis, event = rng.choice(CASES)
    day = plus(scene.today, -rng.randint(*days_ago))
    hour = rng.choice([9, 10, 14, 15, 16])
    place = rng.choice(["公司仓库", "公司三层车间", "项目现场", "公司办公区"])
    hospital = rng.choice(["北京朝阳医院", "民航总医院", "垂杨柳医院", "中日友好医院"])
    text = f"{cn(day)}{hour}时许，{who.name}在工作时间{event}，同事将其送往{hospital}救治。"
    start = date(rng.randint(2017, 2019), rng.randint(1, 11), 1)
    scene.facts |= {
        "who": who, "whose": who.name, "part": part, "diagnosis": diagnosis, "story": text, "story_short": event,
        "accident": day, "place": place, "diagnosed": day, "hospital": hospital,
        "doctor": somebody(rng), "clinic_no": f"{rng.randrange(10**8):08d}", "rest_weeks": rng.choice([2, 4, 6]),
        "job": rng.choice(["库管员", "维修工", "操作工", "行政专员"]),
        "worked_from": start, "contract_to": plus(date(start.year + 5, start.month, 1), -1),
        "wage": rng.choice([5200, 6000, 6800, 7500]),
    }
    scene.fields |= {"person": who.name, "idno": who.number, "when": f"{cn(day)}{hour}时", "where": place,
        "injury": part, "story": text}
    office_seal(scene, "hospital", "hospital", hospital, "诊断证明专用章")
    office_seal(scene, "fee", "hospital", hospital, "收费专用章")


def recognition(scene: Scene) -> None:
    """An application within thirty days of the accident."""
    story(scene, (5, 24))
    scene.fields["matter"] = scene.facts["matter"]


def benefit(scene: Scene) -> None:
    """Treatment costs after the injury has been recognised."""
    rng = scene.rng
    story(scene, (70, 150))
    decided = plus(scene.facts["accident"], rng.randint(35, 60))
    rows = [(n, q, f"{p:.2f}", f"{q * p:.2f}") for n, q, p in rng.sample(BILLS, rng.randint(3, 6))]
    total = sum(float(r[3]) for r in rows)
    scene.facts |= {"decided": decided,
        "decision_no": f"京朝人社工伤认字〔{decided.year}〕第{rng.randint(1000, 9999)}号", "bills": rows,
        "bill_total": money(total),
        "bill_words": words(total), "bill_no": f"{rng.randrange(10**9):010d}",
        "promise": "所报医疗票据真实，未在其他渠道报销，票据原件待疫情结束后补交。"}


def words(total: float) -> str:
    """An amount in capitals with jiao and fen."""
    yuan, cents = divmod(round(total * 100), 100)
    digits = "零壹贰叁肆伍陆柒捌玖"
    tail = (digits[cents // 10] + "角" if cents // 10 else "") + (digits[cents % 10] + "分" if cents % 10 else "")
    return capitals(yuan).removesuffix("整") + (tail or "整")
