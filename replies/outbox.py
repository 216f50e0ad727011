"""OutboxMailer: letters as files in a folder, for a demonstration or a mail system that collects them."""

from __future__ import annotations

import os
import tempfile
from hashlib import sha256
from pathlib import Path

from cases.errors import DeliveryDeferred


class OutboxMailer:
    """Writes each message to ``<digest>.eml``; the same message twice is one file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, sender: str, recipient: str, content: bytes) -> None:
        """Write one message so that it is there whole or not at all.

        Raises:
            DeliveryDeferred: The folder cannot be written.
        """
        del sender, recipient  # the message itself names both
        target = self.folder / f"{sha256(content).hexdigest()[:40]}.eml"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if not target.exists():
                _write(target, content)
        except OSError as error:
            raise DeliveryDeferred(reason=f"无法写入发件文件夹：{error.strerror}") from error


def _write(target: Path, content: bytes) -> None:
    descriptor, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, target)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
