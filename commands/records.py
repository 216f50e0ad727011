"""What an administrator does to the record: cases, users, lists, dates, exports, settings."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import datetime, time

from commands.arguments import check_known, day
from pipeline.settings import load_settings, masked


def reprocess(options: argparse.Namespace) -> int:
    """Have a case read and judged anew."""
    from pipeline import maintenance
    from pipeline.bootstrap import build_services
    from record.officers import Officer

    settings = load_settings()
    services = build_services(settings, redis_url=settings.redis_url or None)
    operator = Officer("", "command line", "supervisor", services.office.code)
    print(maintenance.reprocess(services, options.case, operator))
    return 0


def upgrade(options: argparse.Namespace) -> int:
    """Bring the database to this version's tables, and say what was done."""
    from pipeline.bootstrap import keep_private
    from record.schema import NEWEST
    from record.upgrade import upgrade as bring_up

    settings = load_settings()
    keep_private(settings)
    done = bring_up(settings.database)
    if done.before is None:
        print(f"已新建数据库，结构版本 {NEWEST}。")
    elif not done.brought:
        print(f"数据库的结构版本已是 {NEWEST}，无须升级。")
    else:
        copied = "请以数据库自带的工具备份，本命令只另存 SQLite 数据库。"
        print(f"升级前的数据库已另存为 {done.copy}" if done.copy else copied)
        for revision, text in done.brought.items():
            print(f"{revision}　{text}")
        print(f"数据库的结构版本已由 {done.before} 升级到 {NEWEST}，可以启动服务。")
    return 0


def verify(options: argparse.Namespace) -> int:
    """Compare record, chain and store without writing to any of them; exit 1 where they differ."""
    from pipeline.verification import Places, verify_record
    from record.repository import BEIJING

    since = datetime.combine(day(options.since), time(), BEIJING) if options.since is not None else None
    settings = load_settings()
    found = verify_record(Places(settings.database, settings.store, settings.anchors), since)
    for problem in found.problems:
        print(problem)
    for remark in found.remarks:
        print(f"提示：{remark}")
    print("核对完毕，未发现问题。" if not found.problems else f"发现 {len(found.problems)} 个问题。")
    return 0 if not found.problems else 1


def import_contacts(options: argparse.Namespace) -> int:
    """Replace the departments' telephones by those of a file."""
    from casework import imported_lists
    from pipeline.bootstrap import build_services

    return _imported(*imported_lists.import_contacts(build_services(load_settings()), options.file, "command line"))


def import_whitelist(options: argparse.Namespace) -> int:
    """Replace a list of enterprises by that of a file."""
    from casework import imported_lists
    from pipeline.bootstrap import build_services

    services = build_services(load_settings())
    return _imported(*imported_lists.import_whitelist(services, options.list, options.file, "command line"))


def set_anchor(options: argparse.Namespace) -> int:
    """Set a date that periods wait for."""
    from casework import anchor_dates
    from pipeline.bootstrap import build_services

    begins = day(options.day)
    with build_services(load_settings()).work() as work:
        cases = anchor_dates.set_anchor(work, options.name, begins, by="command line")
    print(f"已设置。{cases} 件办件的容缺期限随之确定。")
    return 0


def export(options: argparse.Namespace) -> int:
    """Write a report or export into a file."""
    from pipeline.bootstrap import build_services
    from record.officers import Officer
    from views.exports.delivery import export_to_file
    from views.exports.export import EXPORTS

    check_known(options.name, list(EXPORTS), "报表")
    services = build_services(load_settings())
    operator = Officer("", "command line", "supervisor", services.office.code)
    first, last = (day(text) if text is not None else None for text in (options.first, options.last))
    exported = export_to_file(services, operator, options.name, options.out, first, last)
    print(f"已导出{exported.rows}行到 {exported.path}")
    return 0


def settings(options: argparse.Namespace) -> int:
    """Show the settings in force, secrets masked."""
    sys.stdout.write(json.dumps(masked(load_settings()), ensure_ascii=False, indent=1, default=str) + "\n")
    return 0


def _imported(lines: int, refusals: Sequence[str]) -> int:
    for refusal in refusals:
        print(refusal)
    print(f"已导入{lines}行。" if not refusals else "文件未导入，请更正后重试。")
    return 0 if not refusals else 1
