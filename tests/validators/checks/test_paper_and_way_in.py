"""Paper size, state of pages, way in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cases.finding import Severity
from catalogue.model import Channel, Mode
from tests.validators.builders import (
    CLEAN,
    FORM,
    codes,
    form_page,
    item,
    page,
    run,
    subject,
)
from validators.checks import page_state, paper_size, way_in


@pytest.mark.parametrize(
    ("size", "known", "asked", "severity"),
    [
        ((210.0, 297.0), True, "A4", None),
        ((297.0, 210.0), True, "A4", None),
        ((204.0, 291.0), True, "A4", None),
        ((216.0, 279.0), True, "A4", Severity.REVIEW),
        ((216.0, 279.0), True, None, None),
        ((0.0, 0.0), False, "A4", None),
        ((0.0, 0.0), False, None, None),
        ((100.0, 141.0), False, "A4", None),
    ],
    ids=[
        "A4",
        "landscape",
        "cropped",
        "letter",
        "letter, not asked",
        "unknown",
        "unknown, not asked",
        "photo of A4 shape",
    ],
)
def test_paper(size: tuple, known: bool, asked: str | None, severity: Severity | None) -> None:
    service = item(FORM, page_size=asked, group="layoff", code="layoff-report")
    found = run(paper_size, [form_page(1, size_mm=size, size_known=known)], service)
    assert [one.severity for one in found] == ([] if severity is None else [severity])


@pytest.mark.parametrize(
    ("size", "known", "file", "told"),
    [((214.5, 277.5), True, 0, True), ((277.5, 214.5), True, 0, True), ((214.5, 277.5), False, 0, False),
     ((214.5, 277.5), True, 1, False), ((208.0, 277.5), True, 0, False)],
    ids=["among A4", "landscape", "all sizes unsure", "another file's", "cut A4"],
)  # fmt: skip
def test_letter_stands_out_among_a4_in_a_scan_whose_size_is_a_claim(
    size: tuple[float, float], known: bool, file: int, told: bool
) -> None:
    a4 = replace(form_page(1), size_mm=(208.5, 295.5), size_known=known, file=file)
    letter = replace(page(2, "营业执照"), size_mm=size, size_known=False)
    service = item(FORM, page_size="A4", group="layoff", code="layoff-report")
    found = run(paper_size, [a4, letter], service)
    assert codes(found) == ["page-not-a4"] * told


@pytest.mark.parametrize(
    ("flag", "severity"),
    [
        ("page-unreadable", Severity.REVIEW),
        ("page-hidden-text", Severity.REVIEW),
        ("page-rotated", Severity.NOTICE),
        ("page-low-resolution", Severity.NOTICE),
    ],
)
def test_flags_of_the_reader_are_reported(flag: str, severity: Severity) -> None:
    found = run(page_state, [form_page(1, flags=(flag,))], item(FORM))
    assert [(one.code, one.severity, one.page) for one in found] == [(flag, severity, 1)]


def test_blank_page_is_noted() -> None:
    assert codes(run(page_state, [form_page(1), page(2, ink=0.0)], item(FORM))) == ["page-blank"]


@pytest.mark.parametrize(
    ("more", "channel", "day", "expected"),
    [
        ({}, None, date(2020, 2, 12), []),
        ({}, Channel("mail-dispatch", "imap", "dispatch"), date(2020, 2, 12), []),
        ({}, Channel("mail-hours", "imap", "hours"), date(2020, 2, 12), ["item-wrong-channel"]),
        ({}, Channel("post", "post", "any"), date(2020, 2, 12), []),
        ({}, Channel("fax-insurance", "fax", "dispatch"), date(2020, 2, 12), ["item-wrong-channel"]),
        ({"fax_ok": True}, Channel("fax-insurance", "fax", "dispatch"), date(2020, 2, 12), []),
        ({"online_only": True}, None, date(2020, 2, 12), ["item-online-only"]),
        ({"mode": Mode.DEFERRED}, None, date(2020, 2, 12), ["item-deferred"]),
        ({"window_from": date(2020, 2, 17)}, None, date(2020, 2, 12), ["item-outside-window"]),
        ({"window_from": date(2020, 2, 17)}, None, date(2020, 2, 17), []),
        ({"window_to": date(2020, 2, 11)}, None, date(2020, 2, 12), ["item-outside-window"]),
    ],
)
def test_way_in(more: dict, channel: Channel | None, day: date, expected: list[str]) -> None:
    assert codes(run(way_in, CLEAN, item(FORM, **more), channel=channel, received_on=day)) == expected


@pytest.mark.parametrize(("more", "own", "expected"), [
    ({}, "imap", ["item-wrong-channel"]),  # 发送至业务受理邮箱
    ({"group": "insurance", "channel": "mail-insurance"}, "imap", []),
    ({"group": "insurance", "channel": "post-insurance"}, "post", ["item-wrong-channel"]),
])
def test_fax_is_refused_only_where_a_text_names_the_ways_in(more: dict, own: str, expected: list[str]) -> None:
    service = item(FORM, **more)
    fax = Channel("fax", "fax", service.group)
    made = replace(subject(CLEAN, service, channel=fax), own_channel=Channel(service.channel, own, service.group))
    assert codes(list(way_in.check(made))) == expected


@pytest.mark.parametrize(("channel", "own", "severity"), [
    (Channel("mail-hours", "imap", "hours", office="bj-chaoyang"),
     Channel("mail-dispatch", "imap", "dispatch", office="bj-chaoyang"), Severity.NOTICE),
    (Channel("mail-hours", "imap", "hours", office="bj-chaoyang"),
     Channel("mail-insurance", "imap", "insurance", office="bj"), Severity.REVIEW),
    (Channel("fax-insurance", "fax", "dispatch", office="bj"), None, Severity.REVIEW),
])
def test_only_what_the_office_can_mend_by_itself_is_a_notice(
    channel: Channel, own: Channel | None, severity: Severity
) -> None:
    (found,) = way_in.check(replace(subject(CLEAN, item(FORM), channel=channel), own_channel=own))
    assert (found.code, found.severity) == ("item-wrong-channel", severity)
    assert "重新发送" not in found.message
