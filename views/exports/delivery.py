"""Delivery of an export: to a named file, or as an open file that no name leads to any more."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import BinaryIO

from cases.errors import UsageError
from casework.services import Services
from record.officers import Officer
from views.exports.export import FORMATS, Exported, Order, export


def export_to_file(
    services: Services, officer: Officer, name: str, out: Path, first: date | None, last: date | None
) -> Exported:
    """Export to ``out``, whose ending says the format; a file of that name is replaced once all is written.

    Only the user who runs the command can read the file.

    Raises:
        UsageError: The ending is no format's, or the folder cannot be written to.
        NotFound, NotPermitted, RequestInvalid: As for :func:`views.exports.export.export`.
    """
    form = out.suffix.lower().removeprefix(".")
    if form not in FORMATS:
        raise UsageError(reason=f"文件名须以 {'、'.join(f'.{one}' for one in FORMATS)} 之一结尾")
    try:
        with tempfile.TemporaryDirectory(dir=out.parent) as folder:
            exported = export(services, officer, Order(name, form, first, last), Path(folder))
            exported.path.chmod(0o600)
            exported.path.replace(out)
    except OSError as error:
        raise UsageError(reason=f"无法写入“{out}”：文件夹不存在、无权写入或磁盘已满") from error
    return Exported(out, exported.file_name, exported.rows)


def export_to_stream(services: Services, officer: Officer, order: Order) -> tuple[BinaryIO, str]:
    """Export to an open file and return it with the name to save it under.

    Its folder is gone before the first byte is read: whatever becomes of the reader, nothing is left behind.

    Raises:
        NotFound, NotPermitted, RequestInvalid: As for :func:`views.exports.export.export`.
    """
    with tempfile.TemporaryDirectory() as folder:
        exported = export(services, officer, order, Path(folder))
        return exported.path.open("rb"), exported.file_name
