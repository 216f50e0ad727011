"""Which names the seals of a submission ought to bear, and that judging tests them against these."""


import pytest

from cases.report import FieldValue, ItemRef, MaterialReading, MaterialStatus, Need, Outcome, Report, Unit
from judging.seal_names import expected_names

UNIT = "北京华兴劳务有限公司"


def report(unit: str | None, *fields: FieldValue) -> Report:
    form = MaterialReading("form", "申请书", Need.REQUIRED, MaterialStatus.PRESENT, fields=fields)
    return Report(Outcome.REVIEW, Unit(unit, ""), ItemRef(None), (), (), (form,), ())


@pytest.mark.parametrize(
    ("unit", "fields", "names"),
    [
        (None, (), ()),
        (UNIT, (), (UNIT,)),
        (UNIT + "通州分公司", (), (UNIT + "通州分公司", UNIT)),
        (UNIT, (FieldValue("parent_name", "上海大通集团公司", 1, (0, 0, 1, 1), 0.9),), (UNIT, "上海大通集团公司")),
    ],
    ids=["nobody", "applicant", "branch", "parent named"],
)
def test_seals_may_bear_the_applicants_name_and_its_companys(
    unit: str | None, fields: tuple[FieldValue, ...], names: tuple[str, ...]
) -> None:
    assert expected_names(report(unit, *fields)) == names
