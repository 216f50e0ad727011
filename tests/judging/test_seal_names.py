"""Which names the seals of a submission ought to bear, and that judging tests them against these."""

from __future__ import annotations

import pytest

from cases.reading import PageReading, SealKind
from cases.report import FieldValue, ItemRef, MaterialReading, MaterialStatus, Need, Outcome, Report, Unit
from judging.seal_names import expected_names
from tests.validators.builders import form_page, seal

UNIT = "北京华兴劳务有限公司"


def report(unit: str | None, *fields: FieldValue, pages: tuple[PageReading, ...] = ()) -> Report:
    form = MaterialReading("form", "申请书", Need.REQUIRED, MaterialStatus.PRESENT, fields=fields)
    return Report(Outcome.REVIEW, Unit(unit, ""), ItemRef(None), (), pages, (form,), ())


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


@pytest.mark.parametrize("read", ["北京华兴劳务有限公司工会委员会", "北京华兴劳务有限公司工会委", "公司工会"])
def test_a_union_s_seal_may_bear_its_union_s_name(read: str) -> None:
    union = UNIT + ("工会" if read.endswith("工会") else "工会委员会")
    for kind, names in ((SealKind.UNION, (UNIT, union)), (SealKind.OFFICIAL, (UNIT,))):
        assert expected_names(report(UNIT, pages=(form_page(1, seals=(seal(read, kind=kind),)),))) == names
