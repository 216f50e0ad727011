"""联系电话目录: which department answers which telephone, with validity (S003 五(三))."""

from __future__ import annotations

from collections.abc import Iterator

from record.contacts import Contact
from views.exports.request import Request
from views.exports.sheet import Column, Kind, Row, Sheet

COLUMNS = (
    Column("科室代码", Kind.CODE, 22), Column("科室名称", width=24), Column("电话", Kind.CODE, 18),
    Column("生效日期", Kind.DATE, 12), Column("失效日期", Kind.DATE, 12), Column("备注", width=30),
    Column("来源", width=12), Column("当前有效", width=10),
)


def directory(request: Request) -> Sheet:
    """Return the directory as imported, behind it what the catalogue says of departments that it does not name."""
    return Sheet("联系电话目录", request.note(), COLUMNS, _rows(request))


def _rows(request: Request) -> Iterator[Row]:
    imported = request.work.contacts.all(request.office.code)
    for one in imported:
        yield _row(one, "导入", "是" if one.holds_on(request.today) else "否")
    named = {one.department for one in imported if one.holds_on(request.today)}
    for code, department in request.catalogue.departments.items():
        for phone in department.phones if code not in named else ():
            yield (code, department.name, phone, None, None, None, "业务目录", "是")


def _row(contact: Contact, source: str, valid: str) -> Row:
    return (
        contact.department, contact.name, contact.phone, contact.valid_from, contact.valid_to, contact.note or None,
        source, valid,
    )
