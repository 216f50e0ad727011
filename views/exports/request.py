"""What an export is made from: one snapshot of the record, with its office, catalogue and time, and a period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from casework.work import Work
from catalogue.model import Catalogue, Office, ServiceItem
from record.case_histories import Course, CourseRepository, Judgement
from record.scoping import Scope
from replies.wording import chinese_time
from views.exports.period import Period

CHANNEL_NAMES = {"imap": "电子邮件", "fax": "传真", "post": "邮寄", "portal": "网上"}


@dataclass(frozen=True, slots=True)
class Request:
    """One export that is asked for; ``work`` only reads.

    Attributes:
        scope: Which cases it shows.
    """

    work: Work
    period: Period
    scope: Scope

    @property
    def office(self) -> Office:
        """The office whose cases it shows."""
        return self.work.office

    @property
    def catalogue(self) -> Catalogue:
        """The office's catalogue."""
        return self.work.catalogue

    @property
    def now(self) -> datetime:
        """The moment that it shows."""
        return self.work.now

    @property
    def today(self) -> date:
        """The office's day."""
        return self.work.today

    @property
    def courses(self) -> CourseRepository:
        """The cases with what happened to them."""
        return self.work.histories

    def received(self) -> Iterator[Course]:
        """Yield the cases that were received in the period."""
        return self.courses.received(self.scope, self.period.start, self.period.end)

    def note(self, remark: str = "") -> str:
        """Return the line under a title: who made it, of which days, when."""
        parts = [self.office.bureau, f"期间：{self.period.text}", f"生成时间：{chinese_time(self.now)}"]
        return "　".join([*parts, *([remark] if remark else [])])

    def item(self, course: Course) -> ServiceItem | None:
        """Return the item of a case in the version in force at its receipt."""
        return self.work.item(course.case)

    def channel(self, course: Course) -> str:
        """Return how a case came in, in words."""
        channel = self.catalogue.channels.get(course.case.channel)
        return CHANNEL_NAMES.get(channel.kind, course.case.channel) if channel is not None else course.case.channel

    def judged(self, courses: Iterable[Course], size: int = 500) -> Iterator[tuple[Course, Judgement]]:
        """Yield each case with what its reports say, asked for in batches."""
        stream = iter(courses)
        while batch := list(islice(stream, size)):
            known = self.courses.judgements([course.case.id for course in batch])
            for course in batch:
                yield course, known.get(course.case.id, Judgement())
