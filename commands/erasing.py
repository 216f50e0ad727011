"""The commands ``shouli retention`` and ``shouli forget``: papers that nobody may keep any longer."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from contextlib import closing

from cases.case import Case
from cases.errors import NotFound, RequestInvalid
from casework.erasing import Retained, erase_case, forgotten_bytes, retained
from casework.services import Services
from casework.work import Work
from commands.arguments import EXIT_FAILED
from pipeline.settings import load_settings
from record.files import DirectoryStore
from record.scoping import Scope

_BY = "command line"


def retention(options: argparse.Namespace) -> int:
    """List the cases whose years of retention are over; erase them where asked to."""
    from pipeline.bootstrap import build_services

    with closing(build_services(load_settings())) as services:
        with services.reading() as work:
            closed = work.erasure.closed(Scope(services.office.code))
            over = [one for one in (retained(work, case) for case in closed) if one.is_over(work.today)]
        for one in over:
            print(f"{one.case.number}　{one.case.item_name}　保存至 {one.until}")
        if not options.erase:
            print(f"保存期已满 {len(over)} 件。加 --erase 删除。" if over else "没有保存期已满的办件。")
            return 0
        _erase(services, over, "保存期满")
    return 0


def forget(options: argparse.Namespace) -> int:
    """Erase what is kept of a person or a case, as far as no retention period is running."""
    from pipeline.bootstrap import build_services

    if not options.reason.strip():
        raise RequestInvalid(reason="请以 --reason 写明依据")
    with closing(build_services(load_settings())) as services:
        with services.reading() as work:
            kept = [retained(work, case) for case in _asked(work, options.subject)]
            today = work.today
        free = [one for one in kept if one.until is None or one.is_over(today) or options.despite_retention]
        bound = [one for one in kept if one not in free]
        for one in bound:
            print(f"{one.case.number} 的保存期至 {one.until}，依法暂不删除；确须删除的加 --despite-retention。")
        _erase(services, free, options.reason.strip())
    return EXIT_FAILED if bound else 0


def _asked(work: Work, subject: str) -> list[Case]:
    """Return the closed cases of an address, or one case.

    Raises:
        CaseNotFound, NotFound: There is none.
    """
    scope = Scope(work.office.code)
    if "@" not in subject:
        return [work.cases.get(subject, scope)]
    found = work.erasure.closed(scope, applicant=subject)
    if not found:
        raise NotFound(what=f"“{subject}”已办结的办件")
    return found


def _erase(services: Services, cases: Iterable[Retained], reason: str) -> None:
    """Erase case by case, then the bytes that no row names any longer, and all pictures of pages."""
    erased = 0
    for one in cases:
        with services.work() as work:
            erase_case(work, work.cases.get(one.case.id), _BY, reason)
        erased += 1
    with services.reading() as work:
        loose = forgotten_bytes(work)
    store = services.store
    removed = sum(store.remove(sha256) for sha256 in loose) if isinstance(store, DirectoryStore) else 0
    services.pictures.clear()
    print(f"已删除 {erased} 件办件的材料和 {removed} 个文件；编号、事项、状态和删除记录保留。")
