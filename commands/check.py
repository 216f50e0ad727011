"""``shouli check``: files judged as one submission, without mail, queue or database."""

from __future__ import annotations

import argparse
import json
import os
import sys

from cases.errors import UsageError
from cases.report import Outcome
from commands.arguments import check_known, moment
from pipeline.settings import load_settings

EXIT = {
    Outcome.ACCEPT: 0, Outcome.TOLERATE: 0, Outcome.SUPPLEMENT: 1, Outcome.GUIDE: 1, Outcome.REFUSE: 1,
    Outcome.REVIEW: 3,
}


def check(options: argparse.Namespace) -> int:
    """Judge the files, print what was found, and write page pictures where asked."""
    from rich.console import Console

    from commands.tables import print_inspection
    from pipeline.bootstrap import build_judging
    from pipeline.without_mail.inspection import inspect_files
    from views.pictures import write_pictures
    from views.report_json import report_document, several_cases

    services = build_judging(load_settings())
    received = moment(options.received)
    check_known(options.item, [item.code for item in services.catalogue.items], "业务事项")
    check_known(options.channel, list(services.catalogue.channels), "收件渠道")
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
