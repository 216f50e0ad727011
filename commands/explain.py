"""``shouli explain``: why a case, or a file, is judged as it is."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from cases.errors import UsageError
from commands.arguments import moment
from pipeline.settings import load_settings

if TYPE_CHECKING:
    from views.explanation import Chapter


def explain(options: argparse.Namespace) -> int:
    """Print the explanation of one case of the record, or of files judged now."""
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=True)
    for chapter in _chapters(options):
        console.print(chapter.title, style="bold")
        for line in chapter.lines:
            console.print(f"　{line}", markup=False)
    return 0


def _chapters(options: argparse.Namespace) -> list[Chapter]:
    from pipeline.bootstrap import build_judging, build_services
    from pipeline.without_mail.explained import explain_case, explain_files

    paths = [Path(name) for name in options.subject]
    if all(path.is_file() for path in paths):
        received = moment(options.received)
        services = build_judging(load_settings())
        return explain_files(paths, services, received_at=received, item=options.item, channel=options.channel)
    if len(paths) > 1 or "." in options.subject[0]:
        missing = next(name for name, path in zip(options.subject, paths, strict=True) if not path.is_file())
        raise UsageError(reason=f"没有文件“{missing}”")
    return explain_case(build_services(load_settings()), options.subject[0])
