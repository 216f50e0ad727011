"""Several applications in the files of one case, told only by reading them: each other one becomes a case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cases.case import Case, CaseFile
from cases.history import AuditEvent
from casework.letters.announcing import Announcement
from casework.letters.correspondence import write_letter
from casework.reports import unread_report
from casework.rounds import queue_judging
from casework.work import Work
from replies.particulars import Particulars

_OF_ITS_CASE = ("case_id", "message_id", "revision")


@dataclass(frozen=True, slots=True)
class OtherApplication:
    """An application that does not belong to the case its files came to.

    Attributes:
        unit, item: What it is filed for; None where only its pages tell.
        files: Places of its files among those of the case.
    """

    unit: str | None
    item: str | None
    files: tuple[int, ...]


def separate(
    work: Work, case: Case, others: Sequence[OtherApplication], by: str = "system", why: str = ""
) -> list[Case]:
    """Open a case for each other application, give it its files and the mail's words, and queue its reading.

    Args:
        work: The transaction.
        case: Whose files they came with.
        others: The other applications.
        by: The officer who parts them, or ``system``.
        why: What an officer wrote.
    """
    files = work.cases.files(case.id)
    return [_opened(work, case, one, [files[place] for place in one.files], (by, why)) for one in others]


def _opened(work: Work, case: Case, one: OtherApplication, files: Sequence[CaseFile], said: tuple[str, str]) -> Case:
    item = work.catalogue.item_at(one.item, case.received_at)
    opened = work.cases.add(
        work.now, case.received_at, office=case.office, channel=case.channel, unit=one.unit, item=one.item,
        item_name=item.name if item is not None else "", flags=list(case.flags), applicant=case.applicant,
        telephone=case.telephone, subject=case.subject, notice_due=case.notice_due, due_at=case.due_at,
    )  # fmt: skip
    for row in work.cases.joined(case.id):
        words = {name: value for name, value in row.items() if name not in _OF_ITS_CASE}
        work.cases.join(opened, row["message_id"], **words)
    work.material.hand_over(case, files, opened)
    by, why = said
    noted = {"note": why} if why else {}
    work.record(AuditEvent.SEPARATED, opened.id, by, separated_from=case.number, **noted)
    work.record(AuditEvent.SEPARATED, case.id, by, separated=opened.number, **noted)
    _acknowledge(work, case, opened)
    queue_judging(work, opened)
    return opened


def _acknowledge(work: Work, case: Case, opened: Case) -> None:
    """Tell the sender the other case's number, as the first one's was told; else its letters come from nowhere."""
    told = next((one for one in work.letters.of_case(case.id) if one.kind == "receipt"), None)
    if told is None:
        return
    why = f"你单位来件中不止一项申请，本项与收件编号{case.number}分别办理，请按各自的编号查询、补正。"
    report = unread_report(opened, work.cases.files(opened.id))
    write_letter(work, opened, Announcement("receipt", report, Particulars(reason=why), automatic=told.automatic))
