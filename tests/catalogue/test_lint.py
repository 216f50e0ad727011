"""``catalogue lint``: every kind of wrong file is refused with its file, its line and one Chinese sentence."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from catalogue.fields import Kind
from catalogue.loader import PACKAGED, lint

pytestmark = pytest.mark.thorough

CHANGE, KEY, EXTEND = "insured-change-general", "insured-change-key-fields", "dispatch-extension"
BRANCH, BOTH, RETIREE, REFUND = "dispatch-branch-filing", "hours-both", "benefit-new-retiree", "refund"
RECRUIT, PLACE, JULY, TEN = "subsidy-recruitment", "subsidy-placement-service", "payment-extension-july", "late-filing"
REPORT, INJURY, NEW = "dispatch-annual-report", "injury-recognition", "dispatch-new"

WRONG = [
    # file, what is replaced, by what, the line that is at fault, the sentence
    (CHANGE, "fax_ok: true", "fax_okay: true", "fax_okay", "不认识的键“fax_okay”"),
    (CHANGE, "name: 参保信息其他变更\n", "", "code: ", "缺少“name”"),
    (CHANGE, "code: insured-change-general", "code: Insured_Change", "code: ",
     "“code”应为小写英文编码，如 dispatch-new，现为“Insured_Change”"),
    (CHANGE, "fax_ok: true", "fax_ok: yes", "fax_ok", "“fax_ok”应为true 或 false"),
    (CHANGE, "decide: 10", "decide: -1", "decide: -1", "期限：“decide”不能小于1，现为-1"),
    (CHANGE, "valid_from: 2020-01-31", "valid_from: 2020-02-30", "valid_from", "“2020-02-30”不是有效日期"),
    (CHANGE, "valid_to: null", "valid_to: 2019-12-31", "valid_to", "“valid_to”早于“valid_from”"),
    (CHANGE, "mode: tolerance", "mode: telepathy", "mode:",
     "“mode”应为 permit、direct、promise、tolerance、deferred、case-by-case 之一，现为“telepathy”"),
    (CHANGE, "department: social-insurance", "department: social", "department", "没有编码为“social”的科室"),
    (CHANGE, "channel: mail-insurance", "channel: mail-nowhere", "channel", "没有编码为“mail-nowhere”的渠道"),
    (CHANGE, "channel: mail-insurance", "channel: mail-hours", "channel",
     "渠道“mail-hours”收的是 hours 组业务，事项属于 insurance 组"),
    (CHANGE, "document: insured-change-proof", "document: insured-proof", "document: insured-proof",
     "没有编码为“insured-proof”的材料种类"),
    (CHANGE, "excluded_to: insured-change-key-fields", "excluded_to: nobody", "excluded_to",
     "没有编码为“nobody”的事项"),
    (CHANGE, "excluded_to: insured-change-key-fields", "excluded_to: insured-change-general", "excluded_to",
     "“excluded_to”不能是事项自身"),
    (CHANGE, "excluded_to: insured-change-key-fields\n", "", "excluded_fields:",
     "“excluded_fields”与“excluded_to”须同时给出"),
    (CHANGE, "民族: [民族, 族别]", "民族: []", "民族: []", "“excluded_fields”：“民族”至少要有一个用词"),
    (CHANGE, "due: epidemic_end", "due: soon", "due: soon",
     "容缺规则：期限“soon”应写作“10 WD”“min(20 WD, decide-2 WD)”“epidemic_end + 3 months”或“epidemic_end”"),
    (CHANGE, "due: epidemic_end, ", "", "tolerance:", "容缺规则：允许容缺的须写明补齐期限“due”"),
    (CHANGE, "due: epidemic_end", 'due: "summer_end + 3 months"', "tolerance:", "没有编码为“summer_end”的锚点日期"),
    (CHANGE, "offices: [bj]", "offices: [beijing]", "offices:", "没有编码为“beijing”的机关"),
    (REPORT, "    letter: report-received", "    letter: report-lost", "  item-outside-window",
     "没有编码为“report-lost”的文书"),
    (REPORT, "  item-outside-window:", "  item-outside:", "  item-outside:",
     "文书草稿：没有代码为“item-outside”的审核意见"),
    (EXTEND, "{permit_to - 60 days}", "{capital - 60 days}", "  notice:",
     "前提：条件“许可证有效期至{permit_to}，应当在届满六十日前（{capital - 60 days}前）提出延续，"
     "本次申请于{received_on}收到，已经逾期”第30个字符处有误：“{capital - 60 days}”不是可以写出的事实"),
    ("calendar.yaml", "presumed:\n  epidemic_end", "presumed:\n  summer_end", "  summer_end",
     "未填写时的截止日：没有编码为“summer_end”的锚点日期"),
    (CHANGE, "allowed: automatic", "allowed: never", "tolerance:", "容缺受理的事项须写明“tolerance”及其“allowed”"),
    (CHANGE, "share: 10", "share: 110", "share: 110", "事后审核：抽查比例“share”为百分数，应在1至100之间，现为110"),
    (CHANGE, "emergency: epidemic_end", "emergency: for ever", "emergency",
     "“emergency”应写作“epidemic_end”或“epidemic_end + 3 months”，现为“for ever”"),
    (KEY, "aliases: [关键信息变更", "aliases: [参保信息变更", "aliases",
     "名称“参保信息变更”已用于 items/insured-change-general.yaml"),
    (CHANGE, "broad_names: [信息变更", "broad_names: [参保信息变更", "broad_names",
     "“参保信息变更”不能既是别名又是宽泛名称"),
    (KEY, "need: required", "need: conditional", "- order: 1", "材料 insured-change-form 视情形提交，须写明“when”"),
    (KEY, "order: 2", "order: 1", "- order: 1\n  document: insured-change-proof",
     "材料 insured-change-proof 的序号1重复"),
    (KEY, "document: insured-change-proof", "document: insured-change-form", "- order: 2",
     "材料 insured-change-form 重复；同一种材料要两份的，请用“of”写明各是谁的"),
    (KEY, "source: project default\n- order: 2", "source: project defaults\n- order: 2", "source: project defaults",
     "材料 insured-change-form：“source”中的“project defaults”：texts.yaml 中没有编码为“project”的文件"),
    (KEY, "source: project default\n- order: 2", "source: \"permit-law; colour: permit-law\"\n- order: 2",
     "source: \"permit-law; colour",
     "材料 insured-change-form：“source”中的“colour:”应为 document、columns、copies、signature、tolerable 之一"),
    (KEY, "\nclause: beijing-insurance-notice", "\nclause: 附件5 一\n# was: beijing-insurance-notice", "clause: 附件5",
     "“clause”中的“附件5 一”：texts.yaml 中没有编码为“附件5”的文件"),
    (KEY, "\nclause: beijing-insurance-notice", "\nclause: tongzhou-special-hours-guide\n# was ",
     "clause: tongzhou", "“clause”只能引用有约束力的文件"),
    (NEW, "main_form: dispatch-application", "main_form: backpay-form", "main_form",
     "“main_form”的“backpay-form”不在材料清单中"),
    ("texts.yaml", "title: 工伤保险条例", "title: 《工伤保险条例》", "title: 《工伤",
     "文件 injury-insurance-regulations：“title”不写书名号"),
    ("texts.yaml", "rank: guide", "rank: memory (verify)", "rank: memory",
     "文件 dongcheng-dispatch-guide：“rank”不能是 memory (verify)：那不是一份文件"),
    ("offices.yaml", "lists: {dispatch-new:", "lists: {dispatch-newest:", "lists: {",
     "没有编码为“dispatch-newest”的事项"),
    ("offices.yaml", "hours-both: confirmed", "refund: confirmed", "lists: {",
     "事项“refund”的清单标为已确认，须在 clauses.yaml 的“material-list”写明本机关要求清单的通知"),
    (EXTEND, "permit_to - 60 days", "permit_to - 60 weeks", "- if:",
     "前提：条件“received_on <= permit_to - 60 weeks”第31个字符处有误：此处应为 days、months 或 years"),
    (EXTEND, "received_on <= permit_to", "received_on <= expiry", "- if:",
     "前提：条件“received_on <= expiry - 60 days”第16个字符处有误："
     "此处应为 true、false、数字、日期、带引号的文字或事实名称"),
    (EXTEND, "otherwise: outside-window", "otherwise: perhaps", "otherwise",
     "前提：“otherwise”应为 deferred、outside-window、review 之一，现为“perhaps”"),
    (EXTEND, "  source: dispatch-permit-rules 关于延续行政许可的规定\nmain", "  source: memory (verify)\nmain",
     "  source: memory", "前提：前提须以有约束力的文件为据"),
    (NEW, "  alternative: licence\n  note", "  alternative: capital\n  note", "- order: 4\n  document: audit-report",
     "材料 audit-report 与同组“capital”的材料序号不同（2与4）"),
    (BOTH, "same_as: hours-comprehensive", "same_as: hours-nothing", "same_as",
     "“same_as”所指的事项“hours-nothing”不存在"),
    (RETIREE, "form: copy\n  original_later", "form: original\n  original_later", "- order: 2",
     "材料 administrative-approval 原件后补，“form”应为 copy"),
    (REFUND, "log: [dialled, person", "log: [dialed, person", "phone_check",
     "电话核实：“log”中的“dialed”应为 dialled、person、time、result、officer 之一"),
    (RECRUIT, "per_person: 1000", "per_person: 1000, tiers: [[1, 1]]", "amount",
     "金额提示：“per_person”与“tiers”须写且只写一个"),
    (PLACE, "[50, 24000], [100, 45000]", "[100, 45000], [50, 24000]", "amount",
     "金额提示：“tiers”应由低到高排列，不得重复"),
    (PLACE, "whitelist: urgent-recruiters", "whitelist: friends", "whitelist", "没有编码为“friends”的名单"),
    (JULY, "window_to: 2020-03-20", "window_to: 2020-02-16", "window_to", "“window_to”早于“window_from”"),
    (JULY, "online: 北京市社会保险网上服务平台\n", "", "online_only", "仅限网上办理的事项须写明系统名称“online”"),
    (TEN, "anchor: epidemic_end, anchor_months: 3", "anchor: epidemic_end", "deadlines",
     "“anchor”与“anchor_months”须同时给出"),
    (REPORT, '"03-31"', '"02-30"', "deadlines", "期限：“submit_by”应为每年的月-日，如 \"03-31\"，现为“02-30”"),
    (INJURY, "decide_days: 60", "decide_days: 60\n  decide: 20", "decide_days",
     "期限：“decide”（工作日）与“decide_days”（自然日）只能写一个"),
    ("online.yaml", "claimed: 25", "claimed: 26", "claimed: 26",
     "线上渠道 ningxia-mobile-12333：文中称26项、表中列25项，须标明“source_doubt: true”"),
    ("online.yaml", "listed: 16", "listed: 17", "listed: 17", "线上渠道 ningxia-online-hr：“listed”为17，但列出了16项"),
    ("online.yaml", "{no: 2, for: 单位, name: 单位基本", "{no: 3, for: 单位, name: 单位基本", "  services:",
     "线上渠道 ningxia-online-hr：“services”的序号应从1起连续"),
    ("online.yaml", "item: late-filing", "item: early-filing", "item: early-filing", "没有编码为“early-filing”的事项"),
    ("backpay.yaml", "backpay_months > 36", "backpay_months > '36'", "backpay_months > '36'",
     "补缴分类规则：条件“backpay_months > '36'”第18个字符处有误：“backpay_months”是数字，不能与文字比较"),
    ("backpay.yaml", "item: backpay-over-three-years", "item: backpay-over", "- if: backpay_months > 36",
     "没有编码为“backpay-over”的事项"),
    ("backpay.yaml", "- else: true", "- if: account == '其他'\n  label: 其他", "- if: account == '其他'",
     "只有最后一条规则可以且须写“else: true”"),
    ("documents.yaml", "    signature: 法定代表人\n", "", "  rule:",
     "材料种类 authorisation-letter的内容要求：“signature”与“signature_labels”须同时给出"),
    ("documents.yaml", "委托期限: [委托期限, 有效期, 期限, 自, 至]", "委托期限: []", "委托期限: []",
     "材料种类 authorisation-letter的内容要求“contents”：“委托期限”至少要有一个用词"),
    ("clauses.yaml", "file-name:", "file-names:", "file-names:", "不认识的键“file-names”"),
    ("clauses.yaml", "backpay-extended-period: beijing", "backpay-extended: beijing", "backpay-extended:",
     "没有编码为“backpay-extended”的业务组或事项"),
    ("clauses.yaml", "  layoff: chaoyang-layoff-conditions 二（一）", "  layoff: [permit-law]", "layoff: [",
     "规则 paper-size：“layoff”应为文字（数字或日期请加引号）"),
    ("fields.yaml", "kind: phrase", "kind: sentence", "kind: sentence",
     f"字段 issuer：“kind”应为 {'、'.join(Kind)} 之一，现为“sentence”"),
    ("fields.yaml", "  name: 发证机关\n", "", "issuer:", "字段 issuer：缺少“name”"),
    ("fields.yaml", "issuer:", "Issuer:", "Issuer:", "字段“Issuer”应为小写英文字段名"),
    ("fields.yaml", "labels: period_from", "labels: period", "labels: period\n",
     "字段 period_to：“labels”应为列表，或上文已有的字段，现为“period”"),
    ("fields.yaml", "[补缴险种, 参加险种", "[参加险种, 参加险种", "labels: [参加险种",
     "字段 kinds：“labels”中“参加险种”重复"),
    ("fields.yaml", "read_with: rows", "read_with: row", "read_with: row", "fields.yaml 中没有字段“row”"),
    ("fields.yaml", "  private: true\n", "  private: true\n  public: true\n", "  public: true\n  labels: [公民",
     "字段 id_no：“private”与“public”不能同时为 true"),
    ("fields.yaml", "    labour-contract: [甲方]", "    labour-contracts: [甲方]", "    labour-contracts",
     "没有材料“labour-contracts”，或其中没有字段“unit_name”"),
    ("fields.yaml", "kinds:\n", "nothing:\n  name: 无\n  kind: phrase\n\nkinds:\n", "nothing:",
     "没有材料有字段“nothing”"),
    ("documents.yaml", "fields: [agent, id_no]", "fields: [agent, id_nos]", "fields: [agent, id_nos]",
     "fields.yaml 中没有字段“id_nos”"),
    ("documents.yaml", "fields: [agent, id_no]", "fields: [agent, id_no, agent_id]", "fields: [agent, id_no, agent_id]",
     "材料 agent-identity 的字段 id_no 与 agent_id 有相同的标签“公民身份号码”"),
    ("backpay-extended-period", "fields_required: [pay_method]", "fields_required: [pay_methods]", "fields_required",
     "fields.yaml 中没有字段“pay_methods”"),
    ("documents.yaml", "extra_fields: [positions, total_staff]", "extra_fields: [headcount]",
     "extra_fields: [headcount]",
     "材料种类 special-hours-status：“headcount”已在“fields”中"),
    ("documents.yaml", "public_fields: [doc_no]", "public_fields: [permit_no]", "public_fields: [permit_no]",
     "材料种类 administrative-approval：“permit_no”不是本材料的字段"),
    ("documents.yaml", "      委托期限: [to]", "      期限: [to]", "    shown_by:\n      委托单位",
     "材料种类 authorisation-letter的内容要求：“shown_by”中的“期限”不是“contents”之一"),
    ("offices.yaml", "tolerance_kind: process_first", "tolerance_kind: never", "tolerance_kind: never",
     "机关 ningxia：“tolerance_kind”应为 hold、process_first 之一，现为“never”"),
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the packaged data to spoil."""
    for path in PACKAGED.glob("*.yaml"):
        shutil.copy(path, tmp_path)
    shutil.copytree(PACKAGED / "items", tmp_path / "items")
    return tmp_path


@pytest.mark.parametrize(("name", "old", "new", "at", "sentence"), WRONG, ids=[f"{w[0]}:{w[2][:30]}" for w in WRONG])
def test_wrong_file_is_refused_at_its_line(
    folder: Path, name: str, old: str, new: str, at: str, sentence: str
) -> None:
    file = name if name.endswith(".yaml") else f"items/{name}.yaml"
    text = (folder / file).read_text("utf-8")
    assert old in text
    spoiled = text.replace(old, new, 1)
    (folder / file).write_text(spoiled, "utf-8")
    line = spoiled[: spoiled.index(at)].count("\n") + 1
    errors = [(error.detail["file"], error.detail["line"], error.detail["reason"]) for error in lint(folder)]
    assert (file, line, sentence) in errors


def test_command_prints_every_mistake_and_fails(folder: Path) -> None:
    path = folder / f"items/{REFUND}.yaml"
    path.write_text(path.read_text("utf-8").replace("mode: promise", "mode: swear"), "utf-8")
    command = [sys.executable, "-m", "commands", "catalogue", "lint", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert f"业务目录文件 items/{REFUND}.yaml 第" in done.stdout
    assert "共 1 处错误。" in done.stdout
