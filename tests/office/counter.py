"""An office without mail or reading: cases judged by hand, a clock that the test moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from cases.case import Case, Letter
from cases.finding import Finding, Severity
from cases.history import AuditRecord
from cases.lifecycle import Event
from cases.report import ItemRef, MaterialReading, MaterialStatus, Need, Outcome, Report, ReportFile, Unit
from casework.case_moves import Move, move_case
from casework.clock_watch import watch_clocks
from casework.decisions import decide
from casework.services import Services
from casework.verdicts import announce_judgement
from catalogue.model import Tolerance, ToleranceAllowed
from record.officers import Officer
from record.repository import BEIJING
from record.tolerances import Debt
from replies.particulars import Particulars
from tests.office.services import Watch, services_in

OFFICE = "bj-chaoyang"
UNIT = "北京某某科技有限公司"
CLERK, OFFICER, HEAD = (
    Officer(role, name, role, OFFICE)
    for role, name in (("clerk", "赵收件"), ("officer", "王审核"), ("supervisor", "李科长"))
)


class Counter:
    """Real services over SQLite in a folder; nothing is read and nothing is sent."""

    def __init__(self, folder: Path, day: date = date(2020, 2, 3), **changes: Any) -> None:
        self.watch = Watch(datetime.combine(day, time(10), tzinfo=BEIJING))
        self.services: Services = services_in(folder, **{"clock": self.watch, **changes})

    def tolerating(self, item: str, **rule: Any) -> None:
        """Give an item another rule of tolerance, which binding texts grant."""
        catalogue = self.services.catalogue
        tolerance = Tolerance(ToleranceAllowed.AUTOMATIC, **{"source": "《示例通知》", **rule})
        items = tuple(replace(one, tolerance=tolerance) if one.code == item else one for one in catalogue.items)
        self.services = replace(self.services, catalogue=replace(catalogue, items=items))

    def open(self, item: str = "dispatch-new", *, unit: str | None = UNIT, **values: Any) -> Case:
        """Take a case in now, from ``firm@corp.test``."""
        now = self.watch()
        found = self.services.catalogue.item(item, now.astimezone(BEIJING).date())
        stated: dict[str, Any] = {
            "office": OFFICE, "channel": "mail-dispatch", "unit": unit, "item": item,
            "item_name": found.name if found else "", "flags": [], "applicant": "firm@corp.test", "telephone": None,
            "subject": "报送", "notice_due": None, "due_at": now + timedelta(days=7),
        }
        with self.services.work() as work:
            return work.cases.add(now, now, **{**stated, **values})

    def judge(
        self, case: Case, *findings: Finding, lacking: Sequence[str] = (), outcome: Outcome | None = None
    ) -> Case:
        """Judge a case now: what is lacking is tolerable unless findings say otherwise."""
        return self.do(announce_judgement, case, judged(case, *findings, lacking=lacking, outcome=outcome))

    def decide(
        self, case: Case, choice: Outcome | Event, officer: Officer = OFFICER, note: str = "", **stated: Any
    ) -> Case:
        """Decide a case as it stands."""
        return self.do(decide, case, choice, officer, Particulars(note=note, **stated))

    def do(self, act: Any, case: Case, *arguments: Any, **named: Any) -> Case:
        """Run an act on the case as it stands."""
        with self.services.work() as work:
            found: Case = act(work, work.cases.get(case.id), *arguments, **named)
            return found

    def supplement(self, case: Case) -> Case:
        """Take in further material; judging it is another step."""
        with self.services.work() as work:
            case = work.cases.get(case.id)
            return move_case(work, case, Move(Event.SUPPLEMENT), revision=case.revision + 1)

    def pass_days(self, until: date) -> None:
        """Let the days pass, the clocks watched on each."""
        day = self.watch().astimezone(BEIJING).date()
        while day < until:
            day += timedelta(days=1)
            self.watch.go_to(day, 1)
            watch_clocks(self.services)

    def case(self, case: Case) -> Case:
        """Return the case as it stands."""
        with self.services.reading() as work:
            return work.cases.get(case.id)

    def letters(self, case: Case, kind: str = "") -> list[Letter]:
        """Return the letters of a case, of one kind or all."""
        with self.services.reading() as work:
            found = work.letters.of_case(case.id)
        return [one for one in found if not kind or one.kind == kind]

    def tasks(self, case: Case, *, opened: bool = False) -> list[str]:
        """Return the kinds of a case's tasks, those still open or all."""
        with self.services.reading() as work:
            found = work.tasks.of_case(case.id)
        return [str(one["kind"]) for one in found if not opened or one["done_at"] is None]

    def debts(self, case: Case) -> list[Debt]:
        """Return the debts of a case, settled ones too."""
        with self.services.reading() as work:
            return work.debts.of_case(case.id)

    def history(self, case: Case, event: str = "") -> list[AuditRecord]:
        """Return the record of a case, of one event or all."""
        with self.services.reading() as work:
            lines = work.history(case.id)
        return [line for line in lines if not event or line.event == event]


def judged(
    case: Case, *findings: Finding, lacking: Sequence[str] = (), outcome: Outcome | None = None
) -> Report:
    """Return a report in which some materials are lacking and the form is there."""
    missing = tuple(tolerable(code) for code in lacking)
    found = (*findings, *missing)
    if outcome is None:
        severities = {one.severity for one in found}
        order = (
            (Severity.REVIEW, Outcome.REVIEW), (Severity.BLOCKING, Outcome.SUPPLEMENT),
            (Severity.TOLERABLE, Outcome.TOLERATE),
        )
        outcome = next((then for severity, then in order if severity in severities), Outcome.ACCEPT)
    materials = (
        MaterialReading("dispatch-application", "申请书", Need.REQUIRED, MaterialStatus.PRESENT, (1,)),
        MaterialReading("tolerance-commitment", "容缺受理承诺书", Need.OPTIONAL, MaterialStatus.PRESENT, (2,)),
        *(
            MaterialReading(code, code, Need.TOLERABLE,
                            MaterialStatus.MISSING if code in lacking else MaterialStatus.PRESENT)
            for code in ("agent-identity", "title-deed")
        ),
    )
    return Report(
        outcome=outcome, unit=Unit(case.unit, "form"),
        item=ItemRef(case.item, case.item_name, "file-name", surely=True),
        files=(ReportFile("申请.pdf", "申请.pdf", "pdf", 2),), pages=(), materials=materials, findings=found,
        page_documents={1: "dispatch-application", 2: "tolerance-commitment"},
    )


def tolerable(code: str) -> Finding:
    """Return the finding that a tolerable material is missing."""
    return Finding("material-missing", Severity.TOLERABLE, f"未见材料{code}，可容缺。", material=code)


def blocking(code: str = "articles-of-association") -> Finding:
    """Return the finding that a required material is missing."""
    return Finding("material-missing", Severity.BLOCKING, f"未见材料{code}，请补交。", material=code)
