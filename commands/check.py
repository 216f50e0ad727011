"""``shouli check``: files judged as one submission, without mail, queue or database."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cases.errors import UsageError
from cases.report import Outcome
from commands.arguments import check_known, moment
from pipeline.settings import load_settings

if TYPE_CHECKING:
    from casework.services import Services
    from pipeline.without_mail.inspection import Inspection

EXIT = {
    Outcome.ACCEPT: 0, Outcome.TOLERATE: 0, Outcome.SUPPLEMENT: 1, Outcome.GUIDE: 1, Outcome.REFUSE: 1,
    Outcome.REVIEW: 3,
}


def check(options: argparse.Namespace) -> int:
    """Judge the files, print what was found, and write page pictures where asked."""
    from pipeline.bootstrap import build_judging
    from views.pictures import write_pictures

    services = build_judging(load_settings())
    inspections = _inspect(options, services)
    _print(inspections, as_json=options.json)
    for number, one in enumerate(inspections, 1):
        if options.out is not None:
            folder = options.out if len(inspections) == 1 else options.out / f"case-{number}"
            write_pictures(folder, one.contents, one.report, services.limits)
    return EXIT[inspections[0].report.outcome] if len(inspections) == 1 else EXIT[Outcome.REVIEW]


def _inspect(options: argparse.Namespace, services: Services) -> list[Inspection]:
    from rich.console import Console

    from pipeline.without_mail.inspection import inspect_files, reader_of

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
        return inspect_files(
            options.files, services, received_at=received, item=options.item, channel=options.channel,
            reader=reader_of(services, progress=status.update),
        )


def _print(inspections: Sequence[Inspection], *, as_json: bool) -> None:
    from rich.console import Console

    from commands.tables import print_inspection
    from views.report_json import report_document, several_cases

    if as_json:
        documents = [report_document(one.report, one.letters) for one in inspections]
        document = documents[0] if len(documents) == 1 else several_cases(documents)
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
        return
    for one in inspections:
        print_inspection(Console(width=None if sys.stdout.isatty() else 160), one)


class _Silent:
    """Stands for a progress line where there is no terminal."""

    def __enter__(self) -> _Silent:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def update(self, phrase: str) -> None:
        """Show nothing."""
