"""Grouping: one case for each unit and item among the files, and never a guess into a stranger's case."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from cases.finding import Severity
from cases.submission import Attachment, FileKind, Submission
from casework.arrival.grouping import FileGroup, group_files
from casework.arrival.hints import hint_of
from catalogue.match import name_table
from catalogue.model import Catalogue
from tests.packaged import packaged

DAY = date(2020, 2, 12)
A, B = "北京华兴劳务有限公司", "上海远方贸易有限公司"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return packaged()


def words(subject: str, body: str = "", sender: str = "") -> Submission:
    now = datetime(2020, 2, 12, tzinfo=UTC)
    return Submission("mail-hours", now, "a@b.test", sender, None, None, (), subject, body, ())


def _group(catalogue: Catalogue, *names: str, subject: str = "") -> list[FileGroup]:
    files = tuple(Attachment(name, b"", FileKind.PDF) for name in names)
    return group_files(files, catalogue, DAY, hint_of(words(subject), name_table(catalogue.items_on(DAY))))


def _shape(groups: list[FileGroup]) -> list[tuple[str | None, str | None, tuple[int, ...]]]:
    return [(group.unit, group.item, group.members) for group in groups]


def test_files_of_one_unit_and_item_are_one_case(catalogue: Catalogue) -> None:
    (group,) = _group(catalogue, f"{A}+不定时工作制+01申请表.pdf", f"{A}+不定时工作制+02执照.pdf")
    assert (group.unit, group.item, group.members) == (A, "hours-flexible", (0, 1))
    assert group.stored_names == (f"{A}+不定时工作制+01申请表.pdf", f"{A}+不定时工作制+02执照.pdf")


def test_files_of_several_units_are_several_cases(catalogue: Catalogue) -> None:
    groups = _group(catalogue, f"{A}+不定时工作制.pdf", f"{B}+不定时工作制.pdf")
    assert _shape(groups) == [(A, "hours-flexible", (0,)), (B, "hours-flexible", (1,))]


def test_what_one_unit_s_files_ask_for_is_no_wish_of_another_whose_name_of_it_was_not_understood(
    catalogue: Catalogue
) -> None:
    files = tuple(Attachment(name, b"", FileKind.PDF) for name in (f"{A}+不定时工作制.pdf", f"{B}两样工时的申请.pdf"))
    hint = hint_of(words("两家的材料", f"1、{A}：不定时工作制"), name_table(catalogue.items_on(DAY)))
    assert hint.item == "hours-flexible"
    assert _shape(group_files(files, catalogue, DAY, hint)) == [(A, "hours-flexible", (0,)), (B, None, (1,))]


def test_short_name_of_the_unit_makes_no_second_case(catalogue: Catalogue) -> None:
    (group,) = _group(catalogue, f"{A}+新申请劳务派遣行政许可.pdf", "华兴公司章程.pdf", "华兴劳务公司法人身份证.pdf")
    assert (group.unit, group.members) == (A, (0, 1, 2))


def test_mail_that_names_the_unit_in_full_makes_short_names_of_files_whole(catalogue: Catalogue) -> None:
    (group,) = _group(catalogue, "华兴公司章程.pdf", "华兴申请书.pdf", subject=f"{A}+新申请劳务派遣行政许可")
    assert (group.unit, group.members) == (A, (0, 1))


def test_two_items_of_one_unit_are_two_cases(catalogue: Catalogue) -> None:
    groups = _group(catalogue, f"{A}+不定时工作制.pdf", f"{A}+综合计算工时工作制.pdf")
    assert [group.item for group in groups] == ["hours-flexible", "hours-comprehensive"]


def test_file_that_names_a_part_alone_joins_the_only_case(catalogue: Catalogue) -> None:
    (group,) = _group(catalogue, f"{A}+不定时工作制.pdf", "营业执照.pdf")
    assert group.members == (0, 1)
    assert group.stored_names == (f"{A}+不定时工作制+01.pdf", f"{A}+不定时工作制+02.pdf")


def test_file_that_could_be_anybodys_stays_alone(catalogue: Catalogue) -> None:
    groups = _group(catalogue, f"{A}+不定时工作制.pdf", f"{B}+不定时工作制.pdf", "scan0001.pdf")
    assert _shape(groups)[2] == (None, None, (2,))
    assert groups[2].stored_names == ("scan0001.pdf",)


@pytest.mark.parametrize(("name", "subject", "cases"), [
    ("申请表.docx", "", [(0, 2), (1,)]),
    ("附件1.xls", "两家公司的材料", [(0, 2), (1,)]),
    ("综合工时申请表.doc", "", [(0,), (1, 2)]),
    ("申请表.docx", "三家公司的材料", [(0,), (1,), (2,)]),
    ("退费申请表.docx", "", [(0,), (1,), (2,)]),
    ("北京天合商贸有限公司申请表.docx", "", [(0,), (1,), (2,)]),
    ("申请表.rar", "", [(0,), (1,), (2,)]),
])
def test_word_copy_beside_several_applications_makes_no_case(
    catalogue: Catalogue, name: str, subject: str, cases: list[tuple[int, ...]]
) -> None:
    scans = [Attachment(one, b"", FileKind.PDF) for one in (f"{A}+不定时工作制.pdf", f"{B}+综合计算工时工作制.pdf")]
    hint = hint_of(words(subject), name_table(catalogue.items_on(DAY)))
    groups = group_files([*scans, Attachment(name, b"", FileKind.OTHER)], catalogue, DAY, hint)
    assert [group.members for group in groups] == cases


def test_word_file_that_is_all_a_unit_sent_makes_a_case(catalogue: Catalogue) -> None:
    files = [Attachment("申请表.docx", b"", FileKind.OTHER), Attachment("申请表2.docx", b"", FileKind.OTHER)]
    assert [group.members for group in group_files(files, catalogue, DAY)] == [(0, 1)]


def test_unit_alone_decides_between_two(catalogue: Catalogue) -> None:
    groups = _group(catalogue, f"{A}+不定时工作制.pdf", f"{B}+综合计算工时工作制.pdf", f"{B}.pdf")
    assert [group.members for group in groups] == [(0,), (1, 2)]


def test_subject_that_completes_one_group_makes_no_second_case_of_it(catalogue: Catalogue) -> None:
    groups = _group(
        catalogue, f"{A}+不定时工作制.pdf", f"{B}+不定时工作制.pdf", "scan0001.pdf", subject=f"{A}+不定时工作制"
    )
    assert _shape(groups) == [(A, "hours-flexible", (0, 2)), (B, "hours-flexible", (1,))]


def test_subject_speaks_for_names_that_say_nothing(catalogue: Catalogue) -> None:
    (group,) = _group(catalogue, "scan0001.pdf", "scan0002.pdf", subject=f"{A}+不定时工作制")
    assert (group.unit, group.item) == (A, "hours-flexible")


def test_ambiguous_name_is_left_to_an_officer(catalogue: Catalogue) -> None:
    (group,) = _group(catalogue, f"{A}+特殊工时.pdf")
    assert (group.unit, group.item) == (A, None)
    assert [finding.code for finding in group.findings[0]] == ["name-item-ambiguous"]


def test_no_files_make_no_group(catalogue: Catalogue) -> None:
    assert _group(catalogue, subject="报送") == []


def test_part_of_a_group_keeps_its_names(catalogue: Catalogue) -> None:
    (group,) = _group(catalogue, f"{A}+不定时工作制+01申请表.pdf", f"{A}+不定时工作制+02执照.pdf")
    kept = group.only([False, True])
    assert (kept.members, kept.stored_names) == ((1,), (f"{A}+不定时工作制+02执照.pdf",))
    assert len(kept.findings) == 1


def _files(*names: str, folder: str = "") -> list[Attachment]:
    return [Attachment(name, b"", FileKind.PDF, origin=(folder,) if folder else ()) for name in names]


@pytest.mark.parametrize("subject", ["", f"{A}"])
def test_licence_beside_two_applications_goes_with_both(catalogue: Catalogue, subject: str) -> None:
    unit = "" if subject else f"{A}+"
    groups = _group(catalogue, f"{unit}劳务派遣新申请.pdf", f"{unit}不定时工作制.pdf", "营业执照.pdf", subject=subject)
    assert _shape(groups) == [(A, "dispatch-new", (0, 2)), (A, "hours-flexible", (1, 2))]


@pytest.mark.parametrize(("application", "paper", "item"), [
    ("劳务派遣经营许可延续申请书.pdf", "劳务派遣经营许可证正副本.pdf", "dispatch-extension"),
    (f"{A}+劳务派遣经营许可变更申请书.pdf", f"{A}+03劳务派遣经营许可证正副本复印件.pdf", "dispatch-change"),
    ("工伤保险待遇支付.pdf", "工伤认定决定书(1).pdf", "injury-benefit"),
])
def test_a_file_named_after_a_paper_of_another_application_makes_no_case(
    catalogue: Catalogue, application: str, paper: str, item: str
) -> None:
    (group,) = _group(catalogue, application, paper)
    assert (group.item, group.members) == (item, (0, 1))


def test_a_file_named_after_an_application_of_its_own_makes_a_case(catalogue: Catalogue) -> None:
    groups = _group(catalogue, f"{A}+工伤保险待遇支付.pdf", f"{A}+工伤认定申请表.pdf")
    assert _shape(groups) == [(A, "injury-benefit", (0,)), (A, "injury-recognition", (1,))]
    groups = _group(catalogue, f"{A}劳务派遣经营许可变更.pdf", f"{A}新申请劳务派遣行政许可.pdf")
    assert [group.item for group in groups] == ["dispatch-change", "dispatch-new"]


def test_archive_and_folder_name_unit_and_item(catalogue: Catalogue) -> None:
    files = _files("01营业执照.pdf", "不定时工作制申报表.pdf", folder=f"{A}+综合计算工时工作制和不定时工作制.zip")
    (group,) = group_files(files, catalogue, DAY)
    assert (group.unit, group.item, group.members) == (A, "hours-both", (0, 1))
    assert group.findings == ((), ())


def test_two_archives_of_two_units_are_two_cases(catalogue: Catalogue) -> None:
    files = [*_files("1.pdf", folder=f"{A}+退费.zip"), *_files("1.pdf", folder=f"{B}+退费.zip")]
    assert _shape(group_files(files, catalogue, DAY)) == [(A, "refund", (0,)), (B, "refund", (1,))]


def test_as_many_unnamed_units_as_files_are_as_many_cases(catalogue: Catalogue) -> None:
    groups = _group(catalogue, "退费1.pdf", "退费2.pdf", subject="两家公司退费")
    assert _shape(groups) == [(None, "refund", (0,)), (None, "refund", (1,))]


def test_one_line_about_names_is_enough(catalogue: Catalogue) -> None:
    (group,) = _group(catalogue, *(f"{number}.pdf" for number in range(10)), subject="你好")
    assert [len(found) for found in group.findings] == [1, *[0] * 9]
    (found,) = group.findings[0]
    assert (found.code, found.severity) == ("name-item-missing", Severity.NOTICE)


def test_nothing_is_said_of_names_where_the_subject_tells(catalogue: Catalogue) -> None:
    (group,) = _group(catalogue, "营业执照.pdf", "章程.pdf", subject=f"{A}劳务派遣许可申请")
    assert (group.unit, group.item) == (A, "dispatch-new")
    assert not any(group.findings)


@pytest.mark.parametrize(("subject", "body", "sender", "unit", "item"), [
    ("你好", f"您好：\n现报送{A}不定时工作制申请材料，请查收。\n\n{A}\n张丽 13800000000", "", A, "hours-flexible"),
    ("材料", f"我单位申请退费，见附件。\n此致\n{A}", "", A, "refund"),
    ("材料", "见附件", A, None, None),  # agencies write from accounts of their own
    ("申请", f"{A}\n{B}\n退费", "", None, "refund"),
    ("单位名称变更", "我公司申请参保信息变更", "", None, "insured-change-general"),
    ("材料", "如需退费请联系", "", None, None),
    ("材料", f"见附件\n张三　共享服务中心\n{A}\nHuaxing Co., Ltd.", "", A, None),
    (f"回复：【收件回执】{A}＋退费（SL20200212-000123）", "补充", "", A, "refund"),
    (f"{A}+退费", f"{B}", "", A, "refund"),
    ("退费", f"我司{A}受远方贸易委托代办社保业务。\n\n{A}\n张丽", "", None, "refund"),
    ("退费", f"我司（{A}）受{B}委托代为提交退费材料。\n\n{A}", "", B, "refund"),
    ("退费", f"受{B}委托，代为报送退费材料。\n{A}", "", B, "refund"),
    (f"{A}代{B}办理退费", "见附件", "", B, "refund"),
])
def test_body_and_signature_speak_where_the_subject_is_silent(
    catalogue: Catalogue, subject: str, body: str, sender: str, unit: str | None, item: str | None
) -> None:
    found = hint_of(words(subject, body, sender), name_table(catalogue.items_on(DAY)))
    assert (found.unit, found.item) == (unit, item)


@pytest.mark.parametrize(("signature", "unit"), [("", A), (B, None)])
def test_who_asks_beside_a_file_says_who_he_is(catalogue: Catalogue, signature: str, unit: str | None) -> None:
    asked = replace(
        words("咨询", f"我们是{A}，想办退费，什么时候能办？\n{signature}", ""),
        attachments=(Attachment("照片.jpg", b"", FileKind.IMAGE),),
    )
    assert hint_of(asked, name_table(catalogue.items_on(DAY))).unit == unit
