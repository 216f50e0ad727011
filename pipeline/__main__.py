"""The command ``shouli``."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import threading
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from cases.errors import ConfigurationError, ShouliError, UsageError
from cases.report import Outcome
from cases.repository import BEIJING
from pipeline.logs import set_up_logs
from pipeline.settings import Settings, load_settings, masked

EXIT = {
    Outcome.ACCEPT: 0, Outcome.TOLERATE: 0, Outcome.SUPPLEMENT: 1, Outcome.GUIDE: 1, Outcome.REFUSE: 1,
    Outcome.REVIEW: 3,
}
EXIT_USAGE, EXIT_FAILED = 2, 4


class _Parser(argparse.ArgumentParser):
    """Argument parser whose complaint ends with the way to help."""

    def error(self, message: str) -> None:  # type: ignore[override]  # never returns
        self.print_usage(sys.stderr)
        self.exit(EXIT_USAGE, f"用法有误：{message}\n请用 {self.prog} --help 查看说明。\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
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
        print(f"系统内部错误：{type(error).__name__}。请带上此提示联系维护人员。", file=sys.stderr)
        if os.isatty(2) and options.debug:
            raise
        return EXIT_FAILED


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="shouli", description="受理：读取、审核并答复企业以邮件或传真报送的申请材料。")
    parser.add_argument("--debug", action="store_true", help="出错时显示详细信息（维护人员用）")
    commands = parser.add_subparsers(title="命令", metavar="命令", required=True)
    _check_options(commands)
    one = _command(commands, "serve", _serve, "一机运行全部：队列、收件、审核、接口", logs=True)
    one.add_argument("--host", default=None, help="监听地址（默认 127.0.0.1）")
    one.add_argument("--port", type=int, default=None, help="监听端口（默认 8000）")
    _command(commands, "poll", _poll, "只运行收件（多机部署）", logs=True)
    worker = _command(commands, "worker", _worker, "只运行处理进程（多机部署）", logs=True)
    worker.add_argument("queues", nargs="*", help="队列：letters intake read read-long（默认全部）")
    worker.add_argument("--parent", type=int, default=None, help="此进程结束时随之退出（由 serve 使用）")
    worker.add_argument("--burst", action="store_true", help="队列处理完即退出")
    _command(commands, "schedule", _schedule, "只运行定时任务（多机部署）", logs=True)
    api = _command(commands, "api", _api, "只运行接口（多机部署）", logs=True)
    api.add_argument("--host", default=None, help="监听地址（默认 127.0.0.1）")
    api.add_argument("--port", type=int, default=None, help="监听端口（默认 8000）")
    again = _command(commands, "reprocess", _reprocess, "重新识别并审核一件办件")
    again.add_argument("case", help="办件编号")
    _command(commands, "verify", _verify, "核对登记与存档是否一致")
    _export_options(commands)
    catalogue = commands.add_parser("catalogue", help="业务目录").add_subparsers(metavar="命令", required=True)
    lint = _command(catalogue, "lint", _lint, "检查业务目录文件")
    lint.add_argument("folder", nargs="?", help="目录文件夹（默认为内置目录）")
    letters = commands.add_parser("letters", help="文书").add_subparsers(metavar="命令", required=True)
    preview = _command(letters, "preview", _preview_letters, "用示例数据写出全部文书的样稿，供启用前通读")
    preview.add_argument("folder", type=Path, metavar="文件夹", help="样稿存放的文件夹")
    trial = _command(catalogue, "try", _try, "试行草稿：草稿对已审核的办件会怎样决定，与现行规则逐件对照")
    trial.add_argument("files", nargs="+", type=Path, metavar="文件", help="事项草稿文件，或者存放草稿的文件夹")
    trial.add_argument("--item", metavar="代码", help="只试行这一业务事项的办件")
    trial.add_argument("--limit", type=int, default=500, metavar="件数", help="最多试行最近多少件（默认 500）")
    trial.add_argument("--json", action="store_true", help="输出一个 JSON 对象")
    user = commands.add_parser("user", help="用户").add_subparsers(metavar="命令", required=True)
    add = _command(user, "add", _add_user, "新增用户并显示其访问令牌（只显示一次）")
    add.add_argument("name", help="姓名")
    add.add_argument("--role", required=True, help="角色：clerk officer supervisor auditor")
    contacts = commands.add_parser("contacts", help="联系电话").add_subparsers(metavar="命令", required=True)
    telephones = _command(contacts, "import", _import_contacts, "以 CSV 文件更新科室联系电话")
    telephones.add_argument(
        "file", type=Path, metavar="文件", help="CSV，首行：科室代码,科室名称,电话,生效日期,失效日期,备注"
    )
    whitelist = commands.add_parser("whitelist", help="企业名单").add_subparsers(metavar="命令", required=True)
    units = _command(whitelist, "import", _import_whitelist, "以 CSV 文件更新一份企业名单")
    units.add_argument("list", metavar="名单", help="名单代码，见 whitelists.yaml")
    units.add_argument("file", type=Path, metavar="文件", help="CSV：单位名称,统一社会信用代码,来源")
    _command(commands, "settings", _settings, "显示生效的设置（密码已遮盖）")
    return parser


def _command(commands: object, name: str, run: object, text: str, *, logs: bool = False) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)  # type: ignore[attr-defined]
    parser.set_defaults(run=run, quiet_logs=not logs)
    return parser


def _check_options(commands: object) -> None:
    check = _command(commands, "check", _check, "审核文件，不收发邮件：把给出的文件当作一次申报")
    check.add_argument("files", nargs="+", type=Path, metavar="文件", help="PDF、TIFF、JPEG、PNG、ZIP 或 EML")
    check.add_argument("--item", metavar="代码", help="业务事项代码，如 dispatch-new")
    check.add_argument("--channel", metavar="代码", help="收件渠道代码，如 mail-dispatch")
    check.add_argument("--received", metavar="时间", help="收件时间，如 2020-02-12T09:00+08:00（默认现在）")
    check.add_argument("--json", action="store_true", help="输出一个 JSON 对象")
    check.add_argument("--out", type=Path, metavar="文件夹", help="另存画有标注框的页面图片")


def _export_options(commands: object) -> None:
    export = _command(commands, "export", _export, "导出报表（xlsx 或 csv）")
    export.add_argument("name", metavar="名称", help=(
        "register 台账、tolerances 容缺台账、audits 事后稽核、injuries 工伤日报、publications 双公示、"
        "statistics 统计、contacts 联系电话"
    ))
    export.add_argument("--out", type=Path, required=True, metavar="文件", help="保存为，以 .xlsx 或 .csv 结尾")
    export.add_argument("--from", dest="first", metavar="日期", help="第一天，如 2020-02-01（默认本年第一天）")
    export.add_argument("--to", dest="last", metavar="日期", help="最后一天（默认今天）")


def _check(options: argparse.Namespace) -> int:
    from rich.console import Console

    from pipeline.bootstrap import build_judging
    from pipeline.inspection import inspect_files
    from pipeline.pictures import write_pictures
    from pipeline.reporting import report_document, several_cases
    from pipeline.tables import print_inspection

    services = build_judging(load_settings())
    received = _received(options.received)
    _known(options.item, [item.code for item in services.catalogue.items], "业务事项")
    _known(options.channel, list(services.catalogue.channels), "收件渠道")
    for path in options.files:
        if not path.is_file():
            raise UsageError(reason=f"没有文件“{path}”")
        if not os.access(path, os.R_OK):
            raise UsageError(reason=f"无权读取文件“{path}”")
    errors = Console(stderr=True)
    with errors.status("正在打开文件…") if errors.is_terminal else _Silent() as status:
        inspections = inspect_files(
            options.files, services, received_at=received, item=options.item, channel=options.channel,
            progress=status.update,
        )
    documents = [report_document(one.report, one.letters) for one in inspections]
    if options.json:
        document = documents[0] if len(documents) == 1 else several_cases(documents)
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
    else:
        for one in inspections:
            print_inspection(Console(width=None if sys.stdout.isatty() else 160), one)
    for number, one in enumerate(inspections, 1):
        if options.out is not None:
            folder = options.out if len(inspections) == 1 else options.out / f"case-{number}"
            write_pictures(folder, one.contents, one.report, services.limits)
    return EXIT[inspections[0].report.outcome] if len(inspections) == 1 else EXIT[Outcome.REVIEW]


class _Silent:
    """Stands for a progress line where there is no terminal."""

    def __enter__(self) -> _Silent:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def update(self, phrase: str) -> None:
        """Show nothing."""


def _received(text: str | None) -> datetime:
    if text is None:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(reason=f"“{text}”不是时间，应写作 2020-02-12T09:00+08:00") from error
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=BEIJING)


def _known(code: str | None, codes: Sequence[str], what: str) -> None:
    if code is not None and code not in codes:
        raise UsageError(reason=f"没有代码为“{code}”的{what}，可用：{'、'.join(dict.fromkeys(codes))}")


def _serve(options: argparse.Namespace) -> int:
    from pipeline.serve import serve

    settings = load_settings()
    port = settings.port if options.port is None else options.port
    serve(settings, _environment(), options.host or settings.host, port)
    return 0


def _environment() -> dict[str, str]:
    from pipeline.settings import process_environment

    return process_environment()


def _poll(options: argparse.Namespace) -> int:
    from pipeline.bootstrap import build_services
    from pipeline.schedule import run_poller

    settings = load_settings()
    services = build_services(settings, redis_url=_redis_url(settings))
    stop = _stop_on_signal()
    threads = [
        threading.Thread(target=run_poller, args=(services, source, settings.poll_seconds, stop), daemon=True)
        for source in services.sources
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    services.close()
    return 0


def _stop_on_signal() -> threading.Event:
    """Return an event that SIGTERM and Ctrl-C set, so that loops end after what they are at."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop


def _worker(options: argparse.Namespace) -> int:
    import redis

    from pipeline import queues
    from pipeline.jobs import warm_up
    from pipeline.worker import run_worker

    unknown = [name for name in options.queues if name not in queues.ALL]
    if unknown:
        raise UsageError(reason=f"没有名为“{unknown[0]}”的队列，可用：{'、'.join(queues.ALL)}")
    settings = load_settings()
    set_up_logs(settings.log_level)
    connection = redis.Redis.from_url(_redis_url(settings))
    names = options.queues or queues.ALL
    if not options.burst and set(names) <= {queues.READ, queues.READ_LONG}:  # receipts never wait for it
        warm_up()
    run_worker(connection, names, burst=options.burst, parent=options.parent)
    return 0


def _schedule(options: argparse.Namespace) -> int:
    from pipeline.bootstrap import build_services
    from pipeline.schedule import run_sweeper

    settings = load_settings()
    services = build_services(settings, redis_url=_redis_url(settings))
    run_sweeper(services, settings.sweep_seconds, _stop_on_signal())
    services.close()
    return 0


def _api(options: argparse.Namespace) -> int:
    import uvicorn

    from api.app import create_app
    from pipeline.bootstrap import build_services

    settings = load_settings()
    services = build_services(settings, redis_url=settings.redis_url or None)
    host, port = options.host or settings.host, settings.port if options.port is None else options.port
    uvicorn.run(create_app(services), host=host, port=port, log_config=None, log_level="warning", access_log=False)
    return 0


def _redis_url(settings: Settings) -> str:
    if not settings.redis_url:
        raise UsageError(reason="多机部署时请设置 SHOULI_REDIS_URL；单机请用 shouli serve")
    return settings.redis_url


def _reprocess(options: argparse.Namespace) -> int:
    from cases.officers import Officer
    from pipeline.bootstrap import build_services
    from pipeline.maintenance import reprocess

    settings = load_settings()
    services = build_services(settings, redis_url=settings.redis_url or None)
    operator = Officer("", "command line", "supervisor", services.office.code)
    print(reprocess(services, options.case, operator))
    return 0


def _verify(options: argparse.Namespace) -> int:
    from pipeline.bootstrap import build_services
    from pipeline.maintenance import verify

    problems = verify(build_services(load_settings()))
    for problem in problems:
        print(problem)
    print("核对完毕，未发现问题。" if not problems else f"发现 {len(problems)} 个问题。")
    return 0 if not problems else 1


def _lint(options: argparse.Namespace) -> int:
    from catalogue.loader import lint

    folder = Path(options.folder) if options.folder else None
    errors = lint(folder)
    for error in errors:
        print(error.message)
    print("业务目录检查通过。" if not errors else f"共 {len(errors)} 处错误。")
    return 0 if not errors else 1


def _preview_letters(options: argparse.Namespace) -> int:
    from pipeline.bootstrap import build_judging
    from pipeline.letter_preview import preview_letters

    services = build_judging(load_settings())
    made = preview_letters(services.catalogue, services.office, options.folder, services.clock())
    print(f"已写出 {len(services.catalogue.letters)} 种文书的样稿，请打开 {made[0]} 通读。")
    return 0


def _try(options: argparse.Namespace) -> int:
    """Exit 0 where nothing changes, 1 where a case does, 2 for a draft with mistakes."""
    from rich.console import Console

    from pipeline.bootstrap import build_services
    from pipeline.rule_trial import compare, draft_catalogue, draft_files, past_cases
    from pipeline.trial_tables import print_trial, trial_document

    if options.limit < 1:
        raise UsageError(reason=f"“--limit”应为正整数，现为{options.limit}")
    files = draft_files(options.files)
    settings = load_settings()
    services = build_services(settings)
    folder = Path(settings.catalogue) if settings.catalogue else None
    draft, errors = draft_catalogue(files, services.catalogue, folder)
    for error in errors:
        print(error.message, file=sys.stderr)
    if errors:
        print(f"草稿有{len(errors)}处错误，未试行。", file=sys.stderr)
        return EXIT_USAGE
    _known(options.item, [item.code for item in draft.items], "业务事项")
    compared = [compare(past, services, draft) for past in past_cases(services, options.item, options.limit)]
    if options.json:
        sys.stdout.write(json.dumps(trial_document(compared), ensure_ascii=False, indent=1) + "\n")
    else:
        print_trial(Console(width=None if sys.stdout.isatty() else 160), compared, draft)
    services.close()
    return 0 if all(one.same for one in compared) else 1


def _add_user(options: argparse.Namespace) -> int:
    from cases.officers import OfficerRepository
    from pipeline.bootstrap import build_services

    services = build_services(load_settings())
    with services.database.begin() as connection:
        token = OfficerRepository(connection).add(options.name, options.role, services.office.code, services.clock())
    print(f"用户“{options.name}”已创建。访问令牌（只显示这一次）：\n{token}")
    return 0


def _export(options: argparse.Namespace) -> int:
    from cases.officers import Officer
    from pipeline.bootstrap import build_services
    from pipeline.exports.delivery import export_to_file
    from pipeline.exports.export import EXPORTS

    _known(options.name, list(EXPORTS), "报表")
    services = build_services(load_settings())
    operator = Officer("", "command line", "supervisor", services.office.code)
    exported = export_to_file(services, operator, options.name, options.out, _day(options.first), _day(options.last))
    print(f"已导出{exported.rows}行到 {exported.path}")
    return 0


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text is not None else None
    except ValueError as error:
        raise UsageError(reason=f"“{text}”不是日期，应写作 2020-02-12") from error


def _import_contacts(options: argparse.Namespace) -> int:
    from pipeline.bootstrap import build_services
    from pipeline.list_files import import_contacts

    return _imported(*import_contacts(build_services(load_settings()), options.file, "command line"))


def _import_whitelist(options: argparse.Namespace) -> int:
    from pipeline.bootstrap import build_services
    from pipeline.list_files import import_whitelist

    return _imported(*import_whitelist(build_services(load_settings()), options.list, options.file, "command line"))


def _imported(lines: int, refusals: Sequence[str]) -> int:
    for refusal in refusals:
        print(refusal)
    print(f"已导入{lines}行。" if not refusals else "文件未导入，请更正后重试。")
    return 0 if not refusals else 1


def _settings(options: argparse.Namespace) -> int:
    sys.stdout.write(json.dumps(masked(load_settings()), ensure_ascii=False, indent=1, default=str) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
