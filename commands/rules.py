"""The rulebook and its letters: linted, tried on past cases, previewed."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

from cases.errors import UsageError
from commands.arguments import EXIT_USAGE, check_known
from pipeline.settings import load_settings


def lint(options: argparse.Namespace) -> int:
    """Check the catalogue's files; exit 1 where one has a mistake."""
    from catalogue import loader

    folder = Path(options.folder) if options.folder else None
    errors = loader.lint(folder)
    for error in errors:
        print(error.message)
    print("业务目录检查通过。" if not errors else f"共 {len(errors)} 处错误。")
    return 0 if not errors else 1


def try_draft(options: argparse.Namespace) -> int:
    """Judge past cases by a draft; exit 0 where nothing changes, 1 where a case does, 2 for a draft with mistakes."""
    from rich.console import Console

    from commands.trial_tables import print_trial, trial_document
    from pipeline.bootstrap import build_services
    from pipeline.without_mail.rule_trial import compare, draft_catalogue, draft_files, past_cases

    if options.limit < 1:
        raise UsageError(reason=f"“--limit”应为正整数，现为{options.limit}")
    files = draft_files(options.files)
    settings = load_settings()
    services = build_services(settings)
    with services.reading() as work:  # with the anchor dates that an administrator has set
        services = replace(services, catalogue=work.catalogue)
    folder = Path(settings.catalogue) if settings.catalogue else None
    draft, errors = draft_catalogue(files, services.catalogue, folder)
    for error in errors:
        print(error.message, file=sys.stderr)
    if errors:
        print(f"草稿有{len(errors)}处错误，未试行。", file=sys.stderr)
        return EXIT_USAGE
    check_known(options.item, [item.code for item in draft.items], "业务事项")
    compared = [compare(past, services, draft) for past in past_cases(services, options.item, options.limit)]
    if options.json:
        sys.stdout.write(json.dumps(trial_document(compared), ensure_ascii=False, indent=1) + "\n")
    else:
        print_trial(Console(width=None if sys.stdout.isatty() else 160), compared, draft)
    services.close()
    return 0 if all(one.same for one in compared) else 1


def preview_letters(options: argparse.Namespace) -> int:
    """Write every letter with sample data into a folder."""
    from pipeline.bootstrap import build_judging
    from replies import preview

    services = build_judging(load_settings())
    made = preview.preview_letters(services.catalogue, services.office, options.folder, services.clock())
    print(f"已写出 {len(services.catalogue.letters)} 种文书的样稿，请打开 {made[0]} 通读。")
    return 0
