"""A report as people read it on a terminal."""

from __future__ import annotations

import io

from rich.console import Console

from cases.finding import Severity
from cases.report import Outcome
from commands.tables import print_inspection
from judging.question import Question
from pipeline.without_mail.inspection import Inspection
from tests.replies.made import NOW, finding, report

CLAUSE = "《某某办法》（某部令第1号）第八条"


def test_hints_stand_last_in_a_table_of_their_own_and_each_text_is_named_once() -> None:
    made = report(
        Outcome.SUPPLEMENT, *(finding("seal-missing", page=number, clause=CLAUSE) for number in (3, 4)),
        finding("material-signature-missing", Severity.HINT, "未找到法定代表人的签字处。", confirmed=False),
    )  # fmt: skip
    told = io.StringIO()
    print_inspection(Console(file=told, width=140), Inspection(made, (), (), Question(NOW)))
    text = told.getvalue()
    assert text.count(CLAUSE) == 1
    assert text.index("审核意见") < text.index(CLAUSE) < text.index("提示（") < text.index("未找到法定代表人的签字处")
