"""What a submission is made of: papers, cases, the setting they grow in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import SimpleNamespace

from .chance import Chance
from .firms import Firm
from .look import Look
from .persons import Person

NEEDS_OFFICIAL = ("dispatch-", "hours-", "layoff-")


@dataclass
class Paper:
    """One material: its code, the fields of its own, and how it was made."""

    code: str
    main: bool = False
    own: bool = True  # written by the firm itself
    style: str = ""
    photocopy: bool = False
    changes: dict[str, object] = field(default_factory=dict)  # fields that differ from the case's
    skip_pages: set[int] = field(default_factory=set)  # pages without the firm's seal
    other_seal: dict[int, tuple[str, str]] = field(default_factory=dict)  # page: kind, unit
    strip: bool = True
    strip_gap: int = -1  # page without its strip
    unsigned: bool = False


@dataclass
class Defect:
    """A planted defect; page counts from 0 within the material."""

    kind: str
    material: str | None = None
    page: int | None = None
    note: str = ""


@dataclass
class Case:
    """One application of one firm."""

    item: str
    firm: Firm
    handler: Person
    values: dict[str, object]
    papers: list[Paper] = field(default_factory=list)
    outcome: list[str] = field(default_factory=lambda: ["accept"])
    defects: list[Defect] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    item_also: list[str] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    stated_item: str = ""  # what subject and file name say when it differs

    @property
    def strict(self) -> bool:
        """Tell whether every page needs the firm's own seal."""
        return self.item.startswith(NEEDS_OFFICIAL)

    @property
    def main(self) -> Paper:
        """Return the main form."""
        return next((p for p in self.papers if p.main), self.papers[0])

    def paper(self, code: str) -> Paper | None:
        """Return the paper of a code when it is there."""
        return next((p for p in self.papers if p.code == code), None)

    @property
    def form(self) -> SimpleNamespace:
        """Return the fields of the main form."""
        form = self.values["m"]
        assert isinstance(form, SimpleNamespace)
        return form


@dataclass
class Setting:
    """Where a case comes from: random source, firm, handler, look, time."""

    chance: Chance
    firm: Firm
    handler: Person
    look: Look
    received: datetime
    wishes: set[str] = field(default_factory=set)  # defects that change how a case grows

    def ago(self, low: int, high: int) -> date:
        """Return a working day some days before the mail came."""
        day = self.received.date() - timedelta(days=self.chance.randint(low, high))
        while day.weekday() > 4 or date(2020, 1, 24) <= day <= date(2020, 2, 2):
            day -= timedelta(days=1)
        return day

    def ahead(self, low: int, high: int) -> date:
        """Return a day some days after the mail came."""
        return self.received.date() + timedelta(days=self.chance.randint(low, high))


def form_fields(setting: Setting, apply: date) -> SimpleNamespace:
    """Return the usual fields of a main form."""
    firm, handler = setting.firm, setting.handler
    short_kind = "集体" if "厂" in firm.name[-1:] else "民营"
    return SimpleNamespace(
        name=firm.name,
        code=firm.code,
        lr=firm.lr.name,
        lrid=firm.lr.id,
        addr=firm.addr,
        place=firm.addr,
        post=firm.post,
        phone=firm.phone,
        kind=firm.kind,
        kind_short=short_kind,
        founded=firm.founded,
        capital=f"{firm.capital}万元",
        paid=f"{firm.capital}万元",
        staff=firm.staff,
        contact=handler.name,
        ctel=handler.mobile,
        apply=apply,
    )


def usual_values(setting: Setting) -> dict[str, object]:
    """Return the fields every paper of a case may use."""
    apply = setting.ago(0, 3)
    chance = setting.chance
    firm = setting.firm
    last = max(firm.founded.year, 2016)
    days = SimpleNamespace(
        apply=apply,
        until=apply + timedelta(days=chance.pick([60, 90, 180])),
        audit=date(2020, 1, chance.randint(8, 20)),
    )
    return {
        "f": firm,
        "h": setting.handler,
        "d": days,
        "m": form_fields(setting, apply),
        "p": setting.handler,
        "lr_word": "负责人" if firm.parent else "法定代表人",
        "lr_label": "负 责 人" if firm.parent else "法定代表人",
        "lr_post": chance.pick(["执行董事兼经理", "经理", "执行董事", "总经理"])
        if firm.title == "经理"
        else firm.title,
        "licence_capital": "—" if firm.parent else f"{firm.capital}万元人民币",
        "licence_day": date(chance.randint(last, 2019), chance.randint(1, 12), chance.randint(1, 28)),
        "room": chance.pick(["厂部会议室", "二楼会议室", "食堂", "公司会议室"]),
    }
