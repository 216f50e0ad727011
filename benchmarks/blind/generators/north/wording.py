"""Words of the mails: subjects, bodies, file names, signatures."""

import random
from datetime import datetime

from .firms import Firm
from .items import Item

HELLO = ["您好：", "老师您好！", "老师好，", "尊敬的老师：", "您好，", "领导您好：", "各位老师好："]
THANKS = ["谢谢！", "麻烦您了，谢谢。", "辛苦了！", "如有问题请随时联系，谢谢！", "请审核，如需补充请告知。",
    "妥否，请回复。", "疫情期间辛苦您了！"]
FORMAL = [
    "我司{unit}现申请办理{item}，申请材料已按清单加盖公章并扫描，见附件，请审核。",
    "根据疫情期间网上办理的通知要求，现将{unit}办理{item}的材料电子版发送至贵邮箱，请查收。",
    "{unit}申报{item}，材料见附件。", "附件为{unit}{item}全部材料，请予受理。",
    "受疫情影响不便到现场，现通过邮件报送{unit}{item}材料，请审批。",
]
DAILY = ["我们单位要办{talk}，单位全称{unit}，东西都扫好了在附件里，您看看行不行",
    "{unit}，{talk}，材料在附件，麻烦看一下", "材料发您了，{talk}，我们是{unit}",
    "按电话里说的把材料发过来，单位：{unit}，办的事：{talk}。", "附件请查收。{unit} {talk}",
    "老师，这是{unit}的{talk}材料，昨天大厅电话说可以发邮件"]
SUBJECTS = ["{unit}+{item}", "{unit}+{item}", "{unit}{item}", "{unit}——{item}申请材料", "{item}+{unit}",
    "关于{unit}{item}的申请"]
DAILY_SUBJECTS = ["材料", "{talk}", "{short}", "{short}{talk}", "扫描件", "", "资料请查收", "{talk}材料-{short}",
    "Fw: {talk}", "回复: {talk}", "{short}材料{day}", "转发：材料", "社保", "申请材料（终稿）"]
ONE_FILE = ["{unit}+{item}", "{unit}+{item}", "{unit}+{item}", "{unit}_{item}_{day}", "{unit}{item}材料",
    "{unit}+{item}（盖章扫描件）"]
DAILY_FILE = ["扫描件", "材料", "{short}{talk}", "{short}", "SKM_C368{stamp}", "{long}", "Scan_{day}",
    "doc0{number}{long}", "申请材料终稿", "{talk}{day}", "新建文件夹扫描", "资料（最终版）", "img{number}"]
PHOTOS = ["IMG_{day}_{time}", "微信图片_{long}", "mmexport15{number}{number}7", "{number}", "P{stamp}"]
QUOTES = ["刘工，把盖好章的扫描件发给人社局，抄我一份。", "财务那边章盖好了，你今天转发一下。",
    "材料已按您要求修改，请查收。", "这是上次电话里老师说的邮箱，你直接发就行。"]


def words(rng: random.Random, firm: Firm, item: Item, when: datetime, number: int = 0) -> dict[str, str]:
    """Everything that the patterns name."""
    return {"unit": firm.name, "short": firm.short, "item": rng.choice(item.formal), "talk": rng.choice(item.talk),
        "day": f"{when:%Y%m%d}", "time": f"{when:%H%M%S}",
        "stamp": f"{when:%y%m%d%H%M}", "long": f"{when:%Y%m%d%H%M}{rng.randrange(60):02d}",
        "number": f"{rng.randint(1000, 9999) + number}"}


def subject(rng: random.Random, firm: Firm, item: Item, when: datetime, daily: bool) -> str:
    """A subject line."""
    return rng.choice(DAILY_SUBJECTS if daily else SUBJECTS).format(**words(rng, firm, item, when))


def file_name(rng: random.Random, firm: Firm, item: Item, when: datetime, daily: bool) -> str:
    """A name for the one file of everything, without its ending."""
    return rng.choice(DAILY_FILE if daily else ONE_FILE).format(**words(rng, firm, item, when))


def photo_name(rng: random.Random, firm: Firm, item: Item, when: datetime, number: int) -> str:
    """A name as cameras and chat programs give; one kind for all pages of a firm."""
    base = random.Random(firm.credit).choice(PHOTOS)
    return base.format(**words(rng, firm, item, when, number)) + (f"_{number}" if "{number}" not in base else "")


def body(rng: random.Random, firm: Firm, item: Item, daily: bool, titles: list[str]) -> str:
    """The mail's text with greeting and close."""
    values = {"unit": firm.name, "item": rng.choice(item.formal), "talk": rng.choice(item.talk)}
    lines = [rng.choice(HELLO)]
    lines.append(rng.choice(DAILY if daily else FORMAL).format(**values))
    if not daily and titles and rng.random() < 0.4:
        lines += ["材料清单：", *[f"{i}. {t}" for i, t in enumerate(titles, 1)]]
    if rng.random() < 0.35:
        lines.append(f"联系人：{firm.agent.name}　电话：{firm.agent.phone}")
    lines.append(rng.choice(THANKS))
    return "\n".join(lines)


def signature(rng: random.Random, firm: Firm, agency: Firm | None) -> str:
    """A signature block."""
    who = agency or firm
    post = rng.choice(["人力资源部", "人事行政部", "综合部", "社保专员"])
    full = f"{who.agent.name}\n{post}\n{who.name}\nTel：{who.landline}　Mobile：{who.agent.phone}\n地址：{who.address}"
    return rng.choice([full, f"{who.name}\n{who.agent.name} {who.agent.phone}", f"{who.agent.name}", "", full])


QUESTIONS = [
    "请问{talk}现在能邮件办理吗？需要哪些材料？每页都要盖章吗？",
    "想咨询一下{name}的材料清单，还有寄纸质件是寄到八里庄南里21号院吗？",
    "老师您好，我们公司在外地隔离，公章不在身边，{talk}能不能先受理后补？",
    "请问{name}大概几个工作日能出结果？可以加急吗？", "申请表模板在哪里下载？{talk}的表和以前大厅用的是一样的吗？",
    "骑缝章是所有材料一起盖一个还是每份材料单独盖？我们要办{talk}。",
]
MESSAGES = {
    "thanks": "收到审核意见，{item}的事情已经办好了，非常感谢老师！",
    "progress": "我公司{unit}{days}日提交的{item}材料，请问现在审到哪一步了？盼回复。",
    "withdraw": "{unit}前几天提交的{item}申请，因公司计划调整，现申请撤回，不再办理，请知悉。",
    "posted": "老师好，{unit}{item}的纸质材料今天已用EMS寄出，单号10{number}7321，请注意查收。",
}
