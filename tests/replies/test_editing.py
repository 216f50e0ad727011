"""An officer adds to a letter; what it has to say stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases.case import LetterState
from cases.errors import MoveNotAllowed, NotPermitted, RequestInvalid
from cases.finding import Finding, Severity
from cases.lifecycle import Event
from cases.report import Outcome
from casework.decisions import send_held
from casework.editing import edit_letter
from casework.previewing import preview_case
from replies.editing import body_of, edit_of, edited
from replies.letter import RULE
from tests.casework.holding import held_case
from tests.office.counter import CLERK, OFFICER, Counter, blocking

WRITTEN = """补正告知书

文号：朝人社补〔2020〕1号

某某公司：

经审核，须补正如下：

1. 未见章程，请补交。
2. 未见验资报告，请补交。

请尽快补正。

联系方式：
- 劳动关系科

某局
2020年2月3日

────────────────
本邮件经工作人员审核后发出。
"""


def test_what_was_not_touched_is_no_edit() -> None:
    assert edited(WRITTEN, edit_of(WRITTEN, body_of(WRITTEN))) == WRITTEN


def test_a_passage_and_another_salutation_stand_where_they_were_put() -> None:
    body = body_of(WRITTEN).replace("某某公司：", "某某公司王经理：")
    body = body.replace("请尽快补正。", "请尽快补正。\n\n如有困难，请来电。")
    text = edited(WRITTEN, edit_of(WRITTEN, body))
    assert "\n\n某某公司王经理：\n\n经审核" in text
    assert "请尽快补正。\n\n如有困难，请来电。\n\n联系方式：" in text
    assert text.startswith("补正告知书\n\n文号：朝人社补〔2020〕1号\n\n")
    assert text.endswith("本邮件经工作人员审核后发出。\n")


def test_an_edit_lives_on_when_the_letter_is_written_anew() -> None:
    edit = edit_of(WRITTEN, body_of(WRITTEN).replace("请尽快补正。", "请尽快补正。\n如有困难，请来电。"))
    anew = WRITTEN.replace("2020年2月3日", "2020年2月4日").replace("请尽快补正。", "请于2020年2月17日前补正。")
    text = edited(anew, edit)
    assert "如有困难，请来电。\n\n联系方式：" in text
    assert "2020年2月4日" in text


@pytest.mark.parametrize(("before", "after", "sentence"), [
    ("2. 未见验资报告，请补交。\n", "", "“2. 未见验资报告，请补交。”一句必须写明，不能删改"),
    ("请尽快补正。", "不急。", "“请尽快补正。”一句必须写明"),
    ("某某公司：", "某某公司", "称呼"),
    ("1. 未见章程", "x" * 4000, "过长"),
])
def test_what_must_be_said_cannot_be_taken_out(before: str, after: str, sentence: str) -> None:
    with pytest.raises(RequestInvalid, match=sentence):
        edit_of(WRITTEN, body_of(WRITTEN).replace(before, after))


def test_an_identity_number_is_never_repeated() -> None:
    body = body_of(WRITTEN) + "\n经办人身份证号110105199001011234。"
    assert "110105199001011234" not in edited(WRITTEN, edit_of(WRITTEN, body))


def test_an_edited_letter_is_shown_and_leaves_as_it_was_left(tmp_path: Path) -> None:
    counter = Counter(tmp_path)
    case = held_case(counter, blocking())
    with counter.services.reading() as work:
        draft = preview_case(work, case, OFFICER).draft
    assert draft is not None
    body = body_of(draft.text) + "\n有不明白的，欢迎来电。"
    with pytest.raises(NotPermitted):
        counter.do(edit_letter, case, body, CLERK)
    case = counter.do(edit_letter, case, body, OFFICER)
    with counter.services.reading() as work:
        shown = preview_case(work, case, OFFICER).draft
    assert shown is not None
    counter.decide(case, Outcome.SUPPLEMENT)
    letter, = counter.letters(case, "supplement-notice")
    assert letter.state is LetterState.QUEUED
    assert letter.text == shown.text
    assert "有不明白的，欢迎来电。" in letter.text
    assert [line.actor for line in counter.history(case, "letter-edited")] == ["王审核"]
    with pytest.raises(MoveNotAllowed):
        counter.do(edit_letter, case, body, OFFICER)


def test_an_edit_is_of_its_round_alone(tmp_path: Path) -> None:
    counter = Counter(tmp_path)
    case = held_case(counter, blocking())
    with counter.services.reading() as work:
        draft = preview_case(work, case, OFFICER).draft
    assert draft is not None
    case = counter.do(edit_letter, case, body_of(draft.text) + "\n本轮说明。", OFFICER)
    case = counter.judge(counter.supplement(case), blocking())
    counter.decide(case, Event.CORRECT)
    assert "本轮说明" not in counter.letters(case, "supplement-notice")[-1].text


def test_an_answer_to_a_question_leaves_with_what_was_added(tmp_path: Path) -> None:
    counter = Counter(tmp_path)
    asked = Finding("mail-inquiry", Severity.REVIEW, "来信咨询。")
    case = counter.judge(counter.open("hours-flexible", unit=None), asked)
    with counter.services.reading() as work:
        seen = preview_case(work, case, OFFICER)
    assert seen.draft is not None
    assert (seen.draft.kind, seen.event, seen.doubts) == ("inquiry-answer", None, ())
    body = body_of(seen.draft.text).replace("联系方式：", "请先在网上填报。\n\n联系方式：")
    counter.do(edit_letter, case, body, OFFICER)
    letter, = counter.letters(case, "inquiry-answer")
    with counter.services.work() as work:
        send_held(work, letter, OFFICER)
    letter, = counter.letters(case, "inquiry-answer")
    assert letter.state is LetterState.QUEUED
    assert "请先在网上填报。" in letter.text


def test_a_line_that_would_end_the_letter_is_left_out() -> None:
    body = body_of(WRITTEN).replace("请尽快补正。", f"请尽快补正。\n{RULE}\n如有困难，请来电。")
    text = edited(WRITTEN, edit_of(WRITTEN, body))
    assert text.count(RULE) == 1
    assert body_of(text) == body_of(WRITTEN).replace("请尽快补正。", "请尽快补正。\n\n如有困难，请来电。")
