"""Acts on material: files left out or taken back in, parted from a case, given to another, cases joined.

Nothing is deleted: what is left out stays with its reason, and a case that went over into another points to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cases.case import Case, CaseFile, new_id
from cases.errors import MoveNotAllowed, NotFound, NotPermitted, RequestInvalid
from cases.history import AuditEvent
from cases.kept_rulings import KeptRuling, Shown
from cases.lifecycle import EVENT_NAMES, STATE_NAMES, UNDECIDED_STATES, Event
from cases.questions.causes import Seen, contents_of
from cases.reading import PageReading
from cases.rulings import Correction, Life, Ruling, RulingKind
from cases.tasks import TaskKind
from casework.arrival.separation import OtherApplication, separate
from casework.case_moves import Move, Mover, move_case
from casework.reports import judged_report
from casework.rounds import begin_round, queue_judging, takes_material
from casework.work import Work
from record.officers import Officer
from record.tolerances import OWED, DebtState

LONGEST_REASON = 500

FileIds = Sequence[str]


def discard_file(work: Work, case: Case, file_id: str, reason: str, officer: Officer) -> Case:
    """Leave a file out of the judgement, with the reason; the case is judged anew without it.

    Raises:
        NotPermitted: The role does not decide.
        NotFound: The case has no such file that counts.
        RequestInvalid: No reason is given.
        MoveNotAllowed: The sender was told a result already.
    """
    name = "文件作废"
    reason = _allowed(case, officer, name, reason)
    file = _files(work.cases.files(case.id), [file_id])[0]
    case = _reconsider(work, case, officer, {"discarded": file.name})
    work.material.discard(case, file, reason)
    work.record(AuditEvent.FILE_DISCARDED, case.id, officer.name, file=file.name, note=reason)
    queue_judging(work, case)
    return case


def restore_file(work: Work, case: Case, file_id: str, officer: Officer) -> Case:
    """Take a file that was left out back in; the case is judged anew with it.

    Raises:
        NotPermitted, NotFound, MoveNotAllowed: As for :func:`discard_file`.
    """
    _allowed(case, officer, "恢复文件", "—")
    left_out = [one for one in work.cases.all_files(case.id) if one.discarded is not None]
    file = _files(left_out, [file_id])[0]
    case = _reconsider(work, case, officer, {"restored": file.name})
    work.material.discard(case, file, None)
    work.record(AuditEvent.FILE_RESTORED, case.id, officer.name, file=file.name)
    queue_judging(work, case)
    return case


def split_case(work: Work, case: Case, file_ids: FileIds, reason: str, officer: Officer) -> Case:
    """Make a case of its own of some of the files, with the mail's words; both are judged, each by itself.

    Raises:
        NotPermitted, NotFound, RequestInvalid, MoveNotAllowed: As for :func:`discard_file`.
        RequestInvalid: No file would stay, or none is named.
    """
    reason = _allowed(case, officer, "拆分办件", reason)
    parted = _some(work, case, file_ids)
    case = _reconsider(work, case, officer, {"split": [one.name for one in parted]})
    places = tuple(one.position for one in parted)
    separate(work, case, [OtherApplication(None, None, places)], officer.name, reason)
    queue_judging(work, case)
    return case


def split_pages(work: Work, case: Case, pages: Sequence[int], reason: str, officer: Officer) -> Case:
    """Make a case of its own of some pages: both have their files, and each leaves out what is the other's.

    Raises:
        NotPermitted, RequestInvalid, MoveNotAllowed: As for :func:`discard_file`.
        NotFound: The case has no such page.
        RequestInvalid: No page would stay, or none is named.
    """
    reason = _allowed(case, officer, "拆分办件", reason)
    parted = _parted(work, case, pages)
    case = _reconsider(work, case, officer, {"split_pages": list(parted.numbers)})
    opened = separate(work, case, [OtherApplication(None, None, ())], officer.name, reason)[0]
    _copy(work, parted.files, opened)
    _leave_out(work, case, parted.own, reason, officer)
    _leave_out(work, opened, parted.others(), reason, officer)
    queue_judging(work, case)
    return case


def move_pages(work: Work, case: Case, pages: Sequence[int], to: str, reason: str, officer: Officer) -> Case:
    """Give some pages to another case, as further material: both have their files, each leaves out what is the other's.

    Raises:
        NotPermitted, NotFound, RequestInvalid, MoveNotAllowed: As for :func:`split_pages`.
        CaseNotFound: The officer sees no such other case.
    """
    name = "移出页面"
    reason = _allowed(case, officer, name, reason)
    parted, other = _parted(work, case, pages), _other(work, case, to, officer, name)
    numbers, names, there = list(parted.numbers), [one.name for one in parted.files], len(work.cases.files(other.id))
    foreign = parted.others(_pages_of(work, other), there)
    case = _reconsider(work, case, officer, {"moved_pages": numbers, "to": other.number})
    other = begin_round(work, other, {"from": case.number, "files": names}, Mover.of(officer))
    _copy(work, parted.files, other)
    work.material.hand_over(case, (), other)  # what an officer left out of it stays behind what counts
    _leave_out(work, case, parted.own, reason, officer)
    _leave_out(work, other, foreign, reason, officer)
    work.record(AuditEvent.PAGES_MOVED, case.id, officer.name, pages=numbers, to=other.number, note=reason)
    work.record(
        AuditEvent.PAGES_MOVED, other.id, officer.name, pages=numbers, moved_from=case.number, files=names, note=reason
    )
    queue_judging(work, other)
    queue_judging(work, case)
    return case


@dataclass(frozen=True, slots=True)
class _Parted:
    """Pages that leave a case.

    Attributes:
        numbers: Theirs.
        own: Number and content of each, as the case they leave knows them.
        files: The files they are in.
        pages: All pages of these files, each by the place of its file among them.
    """

    numbers: tuple[int, ...]
    own: list[tuple[int, str]]
    files: list[CaseFile]
    pages: list[PageReading]

    def others(self, before: Sequence[PageReading] = (), files: int = 0) -> list[tuple[int, str]]:
        """Return number and content, as the case that takes the files in knows them, of the pages that stay.

        Args:
            before: The pages that it has already.
            files: How many files it has already.
        """
        theirs = [
            replace(page, number=len(before) + place, file=files + page.file)
            for place, page in enumerate(self.pages, 1)
        ]
        contents = contents_of([*before, *theirs])
        return [
            (there.number, contents[there.number]) for here, there in zip(self.pages, theirs, strict=True)
            if here.number not in self.numbers
        ]


def _parted(work: Work, case: Case, pages: Sequence[int]) -> _Parted:
    """Return the pages that leave a case, some of those that count but not all."""
    report = judged_report(work, case)
    counting = Seen.of(report, case.revision).pages
    numbers = tuple(dict.fromkeys(pages))
    if any(page not in counting for page in numbers):
        raise NotFound(what="其中的某一页")
    if not numbers or len(numbers) >= len(counting):
        raise RequestInvalid(reason="请选定要分出的页，并至少留下一页")
    of_files = sorted({page.file for page in report.pages if page.number in numbers})
    theirs = [replace(page, file=of_files.index(page.file)) for page in report.pages if page.file in of_files]
    files = [one for one in work.cases.files(case.id) if one.position in of_files]
    return _Parted(numbers, [(page, counting[page]) for page in numbers], files, theirs)


def _pages_of(work: Work, case: Case) -> Sequence[PageReading]:
    """Return the pages of a case, none while they are being read."""
    try:
        return judged_report(work, case).pages
    except NotFound:
        return ()


def _copy(work: Work, files: Sequence[CaseFile], to: Case) -> None:
    """Let another case have the same files."""
    for one in files:
        work.cases.add_file(
            to, work.now, name=one.name, stored_name=one.stored_name, kind=one.kind, size=one.size, sha256=one.sha256,
            findings=list(one.findings),
        )


def _leave_out(
    work: Work, case: Case, pages: Sequence[tuple[int, str]], reason: str, officer: Officer
) -> None:
    """Say of pages, each by number and content, that they do not count; nothing where there is none."""
    if not pages:
        return
    numbers = tuple(number for number, _ in pages)
    named = "、".join(map(str, numbers))
    shown = Shown("页面", f"第{named}页", "作废", "不计入核对", reason=reason, pages=numbers)
    corrected = Correction(discarded=tuple(content for _, content in pages))
    ruling = Ruling(new_id(work.now), RulingKind.DISCARD, corrected=corrected, round=case.revision)
    work.rulings.add(KeptRuling(case.id, "", ruling, shown, Life.ANSWERED, officer.name, work.now))


def move_files(work: Work, case: Case, file_ids: FileIds, to: str, reason: str, officer: Officer) -> Case:
    """Give some of the files to another case, where they are further material; both are judged anew.

    Raises:
        NotPermitted, NotFound, RequestInvalid, MoveNotAllowed: As for :func:`split_case`.
        CaseNotFound: The officer sees no such other case.
    """
    name = "移出文件"
    reason = _allowed(case, officer, name, reason)
    moved, other = _some(work, case, file_ids), _other(work, case, to, officer, name)
    names = [one.name for one in moved]
    case = _reconsider(work, case, officer, {"moved": names, "to": other.number})
    other = begin_round(work, other, {"from": case.number, "files": names}, Mover.of(officer))
    work.material.hand_over(case, moved, other)
    work.record(AuditEvent.FILES_MOVED, case.id, officer.name, files=names, to=other.number, note=reason)
    work.record(AuditEvent.FILES_MOVED, other.id, officer.name, files=names, moved_from=case.number, note=reason)
    queue_judging(work, other)
    queue_judging(work, case)
    return case


def join_cases(work: Work, case: Case, into: str, reason: str, officer: Officer) -> Case:
    """Let a case go over into another, with its files, mails and debts; it is closed and points there.

    The other case takes the files as further material and is judged anew. Mail about the closed one reaches it.

    Raises:
        NotPermitted: The role does not decide.
        CaseNotFound: The officer sees no such other case.
        MoveNotAllowed: One of them is too far for that, or an act of the case still waits.
    """
    name = EVENT_NAMES[Event.MERGE]
    if not officer.decides:
        raise NotPermitted(action=name)
    other = _other(work, case, into, officer, name)
    if work.waiting_acts.of_case(case.id) is not None:
        raise MoveNotAllowed(state=STATE_NAMES[case.state], event=name, reason="这一件有尚待发出或复核的决定，请先撤回")
    files = work.cases.all_files(case.id)
    other = begin_round(work, other, {"from": case.number, "files": [one.name for one in files]}, Mover.of(officer))
    work.letters.void_held(case.id)
    move = Move(Event.MERGE, Mover.of(officer), reason, {"into": other.number})
    case = move_case(work, case, move, revision=case.revision + 1)  # what is being read of it counts no more
    work.tasks.finish(case.id, tuple(TaskKind), work.now)
    work.material.hand_over(case, files, other)
    work.material.join(case, other, work.now)
    _end_debts(work, case, other, officer)
    work.record(AuditEvent.JOINED, other.id, officer.name, joined=case.number, note=reason[:LONGEST_REASON])
    queue_judging(work, other)
    return work.cases.get(case.id)


def _end_debts(work: Work, case: Case, other: Case, officer: Officer) -> None:
    """End what did not go over with a joined case: the other one owes it as well, or has settled it."""
    there = {debt.material: debt.state for debt in work.debts.of_case(other.id)}
    for debt in work.debts.owed(case.id):
        state = DebtState.LAPSED if there[debt.material] in OWED else there[debt.material]
        work.debts.settle(case.id, [debt.material], state, work.now, by=officer.name)


def _allowed(case: Case, officer: Officer, name: str, reason: str) -> str:
    """Return the reason as it is kept, or refuse."""
    if not officer.decides:
        raise NotPermitted(action=name)
    if not reason.strip():
        raise RequestInvalid(reason="请填写理由")
    if case.state not in UNDECIDED_STATES:
        raise MoveNotAllowed(state=STATE_NAMES[case.state], event=name, reason="已告知申请单位结果")
    return reason.strip()[:LONGEST_REASON]


def _reconsider(work: Work, case: Case, officer: Officer, detail: dict[str, object]) -> Case:
    """Open a new revision in which the case is judged anew by what it has, nothing new having come."""
    return begin_round(work, case, {"reprocess": True, **detail}, Mover.of(officer))


def _files(files: Sequence[CaseFile], file_ids: FileIds) -> list[CaseFile]:
    known = {one.id: one for one in files}
    if any(one not in known for one in file_ids):
        raise NotFound(what="该文件")
    return [known[one] for one in dict.fromkeys(file_ids)]


def _some(work: Work, case: Case, file_ids: FileIds) -> list[CaseFile]:
    """Return the files that leave a case, some of those that count but not all."""
    files = work.cases.files(case.id)
    found = _files(files, file_ids)
    if not found:
        raise RequestInvalid(reason="请选定文件")
    if len(found) == len(files):
        raise RequestInvalid(reason="至少留下一个文件；全部移出请用“并入另一件”")
    return found


def _other(work: Work, case: Case, case_id: str, officer: Officer, name: str) -> Case:
    other = work.cases.get(case_id.strip(), officer.scope)
    if other.id == case.id:
        raise RequestInvalid(reason="不能并入本件自身")
    if not takes_material(work, other):
        reason = f"{other.number} {STATE_NAMES[other.state]}，不再接收材料"
        raise MoveNotAllowed(state=STATE_NAMES[case.state], event=name, reason=reason)
    return other
