"""Several applications in the files of one case, told only by reading them: each other one becomes a case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cases import queue_names
from cases.case import Case, StepKind
from cases.history import AuditEvent
from casework.work import Work

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


def separate(work: Work, case: Case, others: Sequence[OtherApplication]) -> None:
    """Open a case for each other application, give it its files and the mail's words, and queue its reading."""
    files = work.cases.files(case.id)
    for one in others:
        item = work.catalogue.item_at(one.item, case.received_at)
        opened = work.cases.add(
            work.now, case.received_at, office=case.office, channel=case.channel, unit=one.unit, item=one.item,
            item_name=item.name if item is not None else "", flags=list(case.flags), applicant=case.applicant,
            telephone=case.telephone, subject=case.subject, notice_due=case.notice_due, due_at=case.due_at,
        )  # fmt: skip
        for row in work.cases.joined(case.id):
            words = {name: value for name, value in row.items() if name not in _OF_ITS_CASE}
            work.cases.join(opened, row["message_id"], **words)
        work.cases.give_files(case, opened, [files[place] for place in one.files])
        work.record(AuditEvent.SEPARATED, opened.id, "system", separated_from=case.number)
        work.record(AuditEvent.SEPARATED, case.id, "system", separated=opened.number)
        work.steps.add(StepKind.READ, opened.id, opened.revision, queue_names.READ, work.now)
