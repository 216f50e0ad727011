"""The command ``shouli``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from cases.errors import ConfigurationError, ShouliError, UsageError
from commands import check, explain, mailboxes, records, rules, service, upkeep, users
from commands.arguments import EXIT_FAILED, EXIT_USAGE
from commands.causes import cause_of
from pipeline.logs import set_up_logs


class _Parser(argparse.ArgumentParser):
    """Argument parser whose complaint ends with the way to help."""

    def error(self, message: str) -> None:  # type: ignore[override]  # never returns
        self.print_usage(sys.stderr)
        self.exit(EXIT_USAGE, f"用法有误：{message}\n请用 {self.prog} --help 查看说明。\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    before = os.umask(0o077)  # what is written holds people's papers
    try:
        return _run(arguments)
    finally:
        os.umask(before)


def _run(arguments: Sequence[str] | None) -> int:
    options = _parser().parse_args(arguments)
    set_up_logs("ERROR" if options.quiet_logs else "INFO")
    try:
        return int(options.run(options))
    except (UsageError, ConfigurationError) as error:
        print(error.message, file=sys.stderr)
        return EXIT_USAGE
    except ShouliError as error:
        print(f"{error.message}（{error.code}）", file=sys.stderr)
        return EXIT_FAILED
    except KeyboardInterrupt:
        return EXIT_FAILED
    except Exception as error:  # no traceback ever reaches a user; it could hold what was on a page
        unknown = f"系统内部错误：{type(error).__name__}。请带上此提示联系维护人员。"
        print(cause_of(error) or unknown, file=sys.stderr)
        if os.isatty(2) and options.debug:
            raise
        return EXIT_FAILED


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="shouli", description="受理：读取、审核并答复企业以邮件或传真报送的申请材料。")
    parser.add_argument("--debug", action="store_true", help="出错时显示详细信息（维护人员用）")
    commands = parser.add_subparsers(title="命令", metavar="命令", required=True)
    _check_options(commands)
    _explain_options(commands)
    _service_options(commands)
    again = _command(commands, "reprocess", records.reprocess, "重新识别并审核一件办件")
    again.add_argument("case", help="办件编号")
    _command(commands, "upgrade", records.upgrade, "将数据库的结构升级到本版本，升级前另存一份（请先停止服务）")
    verify = _command(commands, "verify", records.verify, "核对登记、校验链与存档是否一致，只读不写")
    verify.add_argument("--since", metavar="日期", help="只核对这一天以来有变动的办件和邮件，如 2020-02-01（默认全部）")
    _erasing_options(commands)
    _export_options(commands)
    _rules_options(commands)
    _records_options(commands)
    _user_options(commands)
    _mailbox_options(commands)
    checked = _command(commands, "doctor", upkeep.doctor, "检查安装：隔离、目录、磁盘、时钟、队列、字体、模型、邮箱")
    checked.add_argument("--no-mail", action="store_true", help="不登录邮箱（默认每个邮箱只登录一次）")
    _command(commands, "settings", records.settings, "显示生效的设置（密码已遮盖）")
    return parser


def _command(commands: object, name: str, run: object, text: str, *, logs: bool = False) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)  # type: ignore[attr-defined]
    parser.set_defaults(run=run, quiet_logs=not logs)
    return parser


def _group(commands: object, name: str, text: str) -> object:
    """Return the place of the commands that follow a word, as ``lint`` follows ``catalogue``."""
    return commands.add_parser(name, help=text).add_subparsers(metavar="命令", required=True)  # type: ignore[attr-defined]


def _check_options(commands: object) -> None:
    one = _command(commands, "check", check.check, "审核文件，不收发邮件：把给出的文件当作一次申报")
    one.add_argument("files", nargs="+", type=Path, metavar="文件", help="PDF、TIFF、JPEG、PNG、ZIP 或 EML")
    one.add_argument("--item", metavar="代码", help="业务事项代码，如 dispatch-new")
    one.add_argument("--channel", metavar="代码", help="收件渠道代码，如 mail-dispatch")
    one.add_argument("--received", metavar="时间", help="收件时间，如 2020-02-12T09:00+08:00（默认现在）")
    one.add_argument("--json", action="store_true", help="输出一个 JSON 对象")
    one.add_argument("--out", type=Path, metavar="文件夹", help="另存画有标注框的页面图片")


def _explain_options(commands: object) -> None:
    one = _command(commands, "explain", explain.explain, "说明一件办件或者几个文件为什么得出这样的结论")
    one.add_argument("subject", nargs="+", metavar="办件编号|文件", help="一个办件编号，或者作为一次申报的文件")
    one.add_argument("--item", metavar="代码", help="业务事项代码（只用于文件）")
    one.add_argument("--channel", metavar="代码", help="收件渠道代码（只用于文件）")
    one.add_argument("--received", metavar="时间", help="收件时间（只用于文件，默认现在）")


def _service_options(commands: object) -> None:
    one = _command(commands, "serve", service.serve, "一机运行全部：队列、收件、审核、接口", logs=True)
    _address_options(one)
    _command(commands, "poll", service.poll, "只运行收件（多机部署）", logs=True)
    worker = _command(commands, "worker", service.worker, "只运行处理进程（多机部署）", logs=True)
    worker.add_argument("queues", nargs="*", help="队列：letters intake read read-long（默认全部）")
    worker.add_argument("--parent", type=int, default=None, help="此进程结束时随之退出（由 serve 使用）")
    worker.add_argument("--burst", action="store_true", help="队列处理完即退出")
    _command(commands, "schedule", service.schedule, "只运行定时任务（多机部署）", logs=True)
    _address_options(_command(commands, "api", service.api, "只运行接口（多机部署）", logs=True))


def _address_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--host", default=None, help="监听地址（默认 127.0.0.1）")
    command.add_argument("--port", type=int, default=None, help="监听端口（默认 8000）")


def _erasing_options(commands: object) -> None:
    over = _command(commands, "retention", upkeep.retention, "列出保存期已满的办件，可以一并删除其材料")
    over.add_argument("--erase", action="store_true", help="删除（默认只列出）")
    one = _command(commands, "forget", upkeep.forget, "应本人请求删除其已办结办件的材料，保留编号、状态和删除记录")
    one.add_argument("subject", metavar="邮箱|办件编号", help="报送材料的邮箱地址，或者一个办件编号")
    one.add_argument("--reason", required=True, metavar="依据", help="删除的依据，写入操作记录")
    one.add_argument("--despite-retention", action="store_true", help="保存期未满也删除")


def _export_options(commands: object) -> None:
    export = _command(commands, "export", records.export, "导出报表（xlsx 或 csv）")
    export.add_argument("name", metavar="名称", help=(
        "register 台账、tolerances 容缺台账、audits 事后稽核、injuries 工伤日报、publications 双公示、"
        "statistics 统计、contacts 联系电话"
    ))
    export.add_argument("--out", type=Path, required=True, metavar="文件", help="保存为，以 .xlsx 或 .csv 结尾")
    export.add_argument("--from", dest="first", metavar="日期", help="第一天，如 2020-02-01（默认本年第一天）")
    export.add_argument("--to", dest="last", metavar="日期", help="最后一天（默认今天）")


def _rules_options(commands: object) -> None:
    catalogue = _group(commands, "catalogue", "业务目录")
    lint = _command(catalogue, "lint", rules.lint, "检查业务目录文件")
    lint.add_argument("folder", nargs="?", help="目录文件夹（默认为内置目录）")
    trial = _command(catalogue, "try", rules.try_draft, "试行草稿：草稿对已审核的办件会怎样决定，与现行规则逐件对照")
    trial.add_argument("files", nargs="+", type=Path, metavar="文件", help="事项草稿文件，或者存放草稿的文件夹")
    trial.add_argument("--item", metavar="代码", help="只试行这一业务事项的办件")
    trial.add_argument("--limit", type=int, default=500, metavar="件数", help="最多试行最近多少件（默认 500）")
    trial.add_argument("--json", action="store_true", help="输出一个 JSON 对象")
    letters = _group(commands, "letters", "文书")
    preview = _command(letters, "preview", rules.preview_letters, "用示例数据写出全部文书的样稿，供启用前通读")
    preview.add_argument("folder", type=Path, metavar="文件夹", help="样稿存放的文件夹")


def _records_options(commands: object) -> None:
    contacts = _group(commands, "contacts", "联系电话")
    telephones = _command(contacts, "import", records.import_contacts, "以 CSV 文件更新科室联系电话")
    telephones.add_argument(
        "file", type=Path, metavar="文件", help="CSV，首行：科室代码,科室名称,电话,生效日期,失效日期,备注"
    )
    whitelist = _group(commands, "whitelist", "企业名单")
    units = _command(whitelist, "import", records.import_whitelist, "以 CSV 文件更新一份企业名单")
    units.add_argument("list", metavar="名单", help="名单代码，见 whitelists.yaml")
    units.add_argument("file", type=Path, metavar="文件", help="CSV：单位名称,统一社会信用代码,来源")
    anchor = _group(commands, "anchor", "锚点日期")
    fix = _command(anchor, "set", records.set_anchor, "设置锚点日期，以此起算的期限随之确定")
    fix.add_argument("name", help="名称，如 epidemic_end（疫情解除）")
    fix.add_argument("day", help="日期，如 2020-04-29")


def _user_options(commands: object) -> None:
    user = _group(commands, "user", "用户")
    add = _command(user, "add", users.add, "新增用户并显示其访问令牌（只显示一次）")
    add.add_argument("name", help="姓名，也是登录名")
    add.add_argument("--role", required=True, help="角色：clerk officer supervisor auditor")
    add.add_argument("--items", metavar="代码", help="只办理这些业务事项，以逗号分隔（默认全部）")
    password = _command(user, "password", users.set_password, "设置用户的登录密码，此前的登录全部结束")
    password.add_argument("name", help="姓名")
    for one in (add, password):
        one.add_argument("--password-stdin", action="store_true", help="从标准输入读取密码（一行）")
    _command(user, "list", users.show, "列出用户及其令牌")
    revoke = _command(user, "revoke", users.revoke, "撤销一名用户的全部令牌和登录，或者撤销一个令牌")
    revoke.add_argument("subject", metavar="姓名|令牌", help="姓名，或者 user list 所列的令牌编号")
    factor = _command(user, "second-factor", users.second_factor, "查看用户是否已设动态口令")
    factor.add_argument("name", help="姓名")
    factor.add_argument("--reset", action="store_true", help="清除动态口令，用户下次登录时重新设置")
    disable = _command(user, "disable", users.disable, "停用用户，其登录和令牌全部失效")
    disable.add_argument("name", help="姓名")
    disable.add_argument("--undo", action="store_true", help="恢复已停用的用户")


def _mailbox_options(commands: object) -> None:
    mailbox = _group(commands, "mailbox", "收件渠道")
    _command(mailbox, "status", mailboxes.show, "显示各收件渠道的起始日期、较早邮件数和未能收取的邮件")
    older = _command(mailbox, "older", mailboxes.list_older, "列出起始日期之前、未收取的邮件")
    older.add_argument("name", metavar="名称", help="收件渠道的 name")
    take = _command(mailbox, "take", mailboxes.take_older, "收取起始日期之前的邮件，照常审核和答复")
    take.add_argument("name", metavar="名称", help="收件渠道的 name")
    take.add_argument("--from", dest="first", metavar="日期", help="只收取这一天以来的邮件，如 2020-02-01（默认全部）")


if __name__ == "__main__":
    sys.exit(main())
