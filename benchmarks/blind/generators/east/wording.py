"""Subjects, file names and bodies of mails."""

from random import Random

from .days import cn
from .items import DAILY, MATERIAL_NAMES, NAMES
from .submission import Case, Submission

OFFICES = {
    "mail-dispatch": "朝阳区人力社保局劳动关系科",
    "mail-hours": "朝阳区人力社保局劳动关系科",
    "mail-layoff": "朝阳区人力社保局劳动关系科",
    "mail-insurance": "朝阳区社保中心",
}


def said(case: Case) -> str:
    """The name of the item as the mail gives it."""
    return NAMES[case.said_item or case.item]


def formal_title(case: Case, rng: Random) -> str:
    """Unit and item, as the office asks."""
    return rng.choice(
        (
            f"{case.said_unit}+{said(case)}", f"{case.said_unit}{said(case)}", f"{case.said_unit}-{said(case)}",
            f"{case.said_unit}+{said(case)}",
        )
    )


def short_title(case: Case, rng: Random) -> str:
    """A file name or subject that says less."""
    item = case.said_item or case.item
    words = rng.choice(DAILY[item])
    day = f"{case.today:%m%d}"
    return rng.choice(
        (
            "扫描件", "材料", f"{case.firm.short}{words}", words, f"{words}{day}", f"{case.firm.short}-盖章版",
            f"{words}（终稿）", f"附件：{words}", f"{case.firm.short}材料{day}final",
        )
    )


def _other_subject(made: Submission) -> str:
    """Subject of machine mail, a question or a message."""
    rng, case = made.rng, made.cases[0]
    if made.situation == "machine":
        day = f"扫描发送：2020{made.received:%m%d}"
        return rng.choice(("Scanned image from MFP-8F", "来自 bizhub C368 的扫描文件", 'Message from "RNP5838"', day))
    if made.situation == "message":
        back = f"申请撤回：{case.firm.name}{said(case)}"
        return rng.choice(("感谢回复", f"关于{said(case)}办理进度", back, "Re: 电子材料审核合格", "进度查询"))
    asked = f"{case.firm.short}咨询{rng.choice(DAILY[case.item])}"
    return rng.choice(("业务咨询", f"关于{said(case)}的咨询", "请教几个办理问题", asked))


def _double_subject(made: Submission) -> str:
    """Subject of a mail with two applications."""
    case, other = made.cases
    if other.firm is case.firm:
        both = f"{case.firm.name}+{said(case)}、{said(other)}"
    else:
        both = f"{case.firm.name}、{other.firm.name}+{said(case)}"
    return made.rng.choice(("两份材料", both)) if made.daily else both


def subject(made: Submission) -> str:
    """Subject of the mail."""
    rng, case = made.rng, made.cases[0]
    if made.situation in ("machine", "message", "question", "question-attached"):
        return _other_subject(made)
    if len(made.cases) > 1:
        return _double_subject(made)
    if not made.daily:
        return formal_title(case, rng)
    short = short_title(case, rng)
    return rng.choice((short, short, "", f"转发：{short}", f"Re: {short}"))


def material_list(case: Case) -> str:
    """Numbered list of the materials for a body."""
    return "\n".join(
        f"{i}. {MATERIAL_NAMES[m.code]}" for i, m in enumerate((m for m in case.materials if m.code != "front"), 1)
    )


OPENINGS = ("尊敬的老师：\n您好！", "各位领导、老师，您好：", "尊敬的审批部门老师：\n　　您好！")
CORES = (
    "　　根据贵局关于疫情防控期间网上办理业务的通知，现将{names}“{items}”申请材料电子版报上，请予审核。",
    "　　我司（{names}）拟办理{items}业务，现按要求提交盖章扫描件，详见附件，请审阅。",
    "　　附件为{names}办理“{items}”的材料，烦请受理。如需补正，请与我联系。",
)
CLOSINGS = (
    "　　如有任何问题，请随时与我联系。感谢您的支持！", "　　妥否，请批示。",
    "　　疫情期间辛苦了，谢谢！", "　　特此申请，谢谢。",
)


def _formal(made: Submission) -> str:
    """The body of a large firm's letter."""
    rng, case = made.rng, made.cases[0]
    opening = rng.choice((*OPENINGS, f"{OFFICES[made.channel]}："))
    names = "、".join(dict.fromkeys(c.firm.name for c in made.cases))
    items = "、".join(dict.fromkeys(said(c) for c in made.cases))
    core = rng.choice(CORES).format(names=names, items=items)
    listed = rng.random() < 0.45 and len(case.materials) > 2 and len(made.cases) == 1
    listing = f"\n\n材料目录：\n{material_list(case)}" if listed else ""
    return f"{opening}\n\n{core}{listing}\n\n{rng.choice(CLOSINGS)}"


def _casual(made: Submission) -> str:
    """A short body in daily words; unit and wish may stand only here."""
    rng, case = made.rng, made.cases[0]
    words = rng.choice(DAILY[case.said_item or case.item])
    unit = rng.choice((case.firm.name, case.firm.name, f"我们单位是{case.firm.name}"))
    body = rng.choice(
        (
            f"老师好，{unit}，{words}，材料在附件，麻烦您看一下，谢谢！",
            f"您好：\n附件是{unit}的材料，想办一下{words}。收到请回复，谢谢",
            f"老师您好，电话里说的{words}，资料发您了。{unit}，联系人{case.firm.agent.name} {case.firm.agent.phone}",
            f"{unit}  {words}  见附件", "见附件，谢谢老师。",
        )
    )
    if len(made.cases) > 1:
        body += "\n另外一份也一起发了：" + rng.choice(DAILY[made.cases[1].item]) + f"（{made.cases[1].firm.name}）。"
    return body


def _question(made: Submission) -> str:
    """A question without an application."""
    rng, case = made.rng, made.cases[0]
    name = NAMES[case.item]
    return rng.choice(
        (
            f"老师您好：\n我是{case.firm.name}的人事，想咨询一下疫情期间办理{name}需要提交哪些材料？是否必须盖章后扫描？盼复，谢谢。",
            f"您好，请问{name}现在可以发邮件办理吗？多长时间有结果？我公司注册在朝阳区，办公在其他区，是否由贵局受理？",
            f"您好！关于{name}，我司有两个问题请教：\n1、法定代表人在境外暂时回不来，签字页能否后补？\n2、骑缝章是否每份材料单独盖？\n\n期待您的回复。",
            f"请问{name}的表格在哪里下载？官网没有找到。附件里是我们以前用的版本，不知道还能不能用。"
            if made.situation == "question-attached"
            else f"请问{name}的表格在哪里下载？官网没有找到最新版本，谢谢。",
        )
    )


def _message(made: Submission, title: str) -> str:
    """Thanks, a question on progress or a withdrawal, matching the subject."""
    case = made.cases[0]
    name, unit = NAMES[case.item], case.firm.name
    sent = cn(case.today)
    if "撤回" in title:
        return (
            f"老师您好：\n　　{unit}于{sent}提交的{name}申请，因公司内部方案调整，现申请撤回，"
            "待重新准备后再行提交。给您添麻烦了，敬请谅解。"
        )
    if "进度" in title:
        return f"您好，{unit}于{sent}发送了{name}的材料，至今未收到回复，请问目前办理到哪一步了？是否需要补充？谢谢。"
    if "合格" in title:
        return f"收到，谢谢老师！{unit}的纸质材料已于今日用EMS寄出，请查收。"
    return f"收到回复，非常感谢老师！{unit}的{name}已经办好了，疫情期间您们辛苦了。"


QUOTES = (
    '\n\n\n------------------ 原始邮件 ------------------\n发件人: "{name}"<{mail}>;\n'
    '发送时间: {day} 上午10:16\n收件人: "{to}"<{to_mail}>;\n主题: {subject}\n\n{text}',
    "\n\n在 {day}，{name} <{mail}> 写道：\n\n> {text}\n",
    "\n\n-----邮件原件-----\n发件人: {name} [mailto:{mail}]\n"
    "发送时间: {day} 9:41\n收件人: {to}\n主题: {subject}\n\n{text}\n",
)


def quotation(made: Submission) -> str:
    """A quoted earlier mail: from a colleague, an agency's client or the office."""
    rng, case = made.rng, made.cases[0]
    colleague = rng.choice(("法务部-周", "行政 高姐", "HRBP Linda", "共享中心-薪酬组"))
    text = rng.choice(
        (
            "材料已盖好章，请发给朝阳人社邮箱。", "法务已审核用印，见附件，麻烦尽快报送。",
            "您好，请将盖章扫描件发送至本邮箱，文件名注明单位名称和业务名称。",
        )
    )
    return rng.choice(QUOTES).format(
        name=colleague, mail=f"office@{case.firm.domain}", day=cn(case.today), to=case.firm.agent.name,
        to_mail=f"hr@{case.firm.domain}", subject=rng.choice(("盖章材料", "用印完成", "转：社保材料")), text=text,
    )


def agency_note(made: Submission) -> str:
    """The words of an agent firm that files for its client."""
    case = made.cases[0]
    firm = case.firm
    return (
        f"老师好，\n我司（{made.agency}）受{firm.name}委托代为提交{said(case)}的材料，"
        f"申请单位为{firm.name}，材料均由该单位盖章，请查收。\n"
        f"有问题可直接联系单位经办人{firm.agent.name}（{firm.agent.phone}）。"
    )


def body(made: Submission, title: str) -> str:
    """Plain text body without signature."""
    if made.situation == "machine":
        return made.rng.choice(
            (
                "",
                "Device Name: MFP-8F\nDevice Model: bizhub C368\nLocation: 8F East\n\n"
                "File Format: PDF (Medium)\nResolution: 200dpi x 200dpi",
                'This E-mail was sent from "RNP58387934" (MP C3004).\n\nQueries to: noreply@'
                + made.cases[0].firm.domain,
            )
        )
    if made.situation.startswith("question"):
        return _question(made)
    if made.situation == "message":
        return _message(made, title)
    if made.daily:
        text = agency_note(made) if made.agency else _casual(made)
        return text + (quotation(made) if title.startswith(("Re", "转发")) or made.rng.random() < 0.15 else "")
    return _formal(made)


def signature(made: Submission) -> str:
    """The signature block of the sender."""
    rng, case = made.rng, made.cases[0]
    firm, facts = case.firm, case.facts
    if made.mailer in ("mfp", "phone") or (made.daily and rng.random() < 0.5):
        return {"phone": "\n\n发自我的iPhone"}.get(made.mailer, "")
    if made.agency:
        clerk = rng.choice(("客服小周", "社保专员 李", "外包服务部"))
        return f"\n\n{clerk}\n{made.agency}\n电话：010-{rng.randrange(51000000, 59999999)}"
    full = (
        f"\n\n{firm.agent.name}　{facts['dept']}\n{firm.name}\n{firm.english}\n"
        f"地址：{firm.address}\n电话：{firm.phone}　手机：{firm.agent.phone}\n"
        f"邮箱：hr@{firm.domain}"
    )
    notice = (
        "\n\n本邮件及其附件含有保密信息，仅限于发送给上面地址中列出的个人或群组。"
        "如果您错收了本邮件，请立即通知发件人并删除。\nThis e-mail and its attachments contain "
        "confidential information intended only for the addressee."
    )
    return rng.choice(
        (full, full + notice, f"\n\n祝好！\n{firm.agent.name}\n{firm.name}{facts['dept']}\nTel: {firm.phone}")
    )
