"""What judging is told of a case: its files, and those that the same unit sent with them for another application."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cases.case import Case
from pipeline.case_question import question_about
from tests.office.counter import Counter
from tests.record.made import message

UNIT = "北京恒诚远达服务有限公司"


def joined(counter: Counter, mail: str, unit: str, files: Sequence[str]) -> Case:
    """Open a case for a mail with files of one digest each."""
    case = counter.open("refund", unit=unit)
    with counter.services.work() as work:
        work.cases.join(case, mail, subject="", body="", rfc_id="", references=[], findings=[])
        for name in files:
            work.cases.add_file(
                case, work.now, name=name, stored_name=name, kind="pdf", size=1, sha256=name, findings=[]
            )
    return case


def test_files_of_the_same_units_other_cases_of_the_mail_stand_beside_a_case(tmp_path: Path) -> None:
    counter = Counter(tmp_path)
    with counter.services.work() as work:
        mail, other = (message(work.messages, key) or "" for key in "12")
    case = joined(counter, mail, UNIT, ["甲", "执照"])
    joined(counter, mail, UNIT, ["乙", "执照"])
    joined(counter, mail, "北京远方商贸有限公司", ["丙"])
    joined(counter, other, UNIT, ["丁"])
    with counter.services.reading() as work:
        asked = question_about(work, case.id)
    assert [one.sha256 for one in asked.contents] == ["甲", "执照"]
    assert [one.sha256 for one in asked.beside] == ["乙"]


def test_sound_codes_of_the_mail_s_words_are_told(tmp_path: Path) -> None:
    counter = Counter(tmp_path)
    case = counter.open("refund", unit=UNIT)
    with counter.services.work() as work:
        mail = message(work.messages, "1") or ""
        body = "统一社会信用代码：91110105633478581T，不是911101056334785811。"
        work.cases.join(case, mail, subject="", body=body, rfc_id="", references=[], findings=[])
    with counter.services.reading() as work:
        assert question_about(work, case.id).question.codes == {"91110105633478581T"}
