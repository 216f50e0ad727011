"""A Maildir folder as a source, for machines without an IMAP server.

Source: D. J. Bernstein, "Using maildir format".
"""

from __future__ import annotations

import pathlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from cases.errors import SourceUnavailable
from intake.set_aside import SetAside, Skipped
from intake.source import Known, RawMessage

_FLAGS = ":2,"
_LONGEST_HEADER = 256 * 1024


class MaildirSource:
    """A :class:`intake.source.MailSource` on ``new`` and ``cur`` of one Maildir; a message's key is its unique name."""

    def __init__(self, name: str, channel: str, folder: pathlib.Path, size_limit: int = 60 * 1024 * 1024) -> None:
        self.name = name
        self._channel = channel
        self._folder = folder
        self._size_limit = size_limit
        self._aside = SetAside(lambda: datetime.now(UTC))
        self._older: dict[str, datetime] = {}

    @property
    def skipped(self) -> Mapping[str, Skipped]:
        """See :class:`intake.source.MailSource`."""
        return self._aside.skipped

    @property
    def older(self) -> Mapping[str, datetime]:
        """See :class:`intake.source.MailSource`."""
        return self._older

    def poll(self, known: Known, since: datetime | None = None) -> Iterator[RawMessage]:
        """Yield the messages that are not known, oldest first.

        Raises:
            SourceUnavailable: The folder is not there or cannot be read.
        """
        files = {_key(path): path for path in self._files()}
        ours = known(list(files))
        new = {key: path for key, path in files.items() if key not in ours}
        self._aside.keep("", new)
        self._older = {}
        for key in self._aside.in_turn(new):
            message = self._take(new[key], since)
            if message is not None:
                yield message
            del message  # one in memory at a time

    def acknowledge(self, key: str) -> None:
        """Move the message to ``cur`` with the flag S; a message that is gone needs no sign."""
        for path in self._files():
            if _key(path) == key:
                flags = path.name.partition(_FLAGS)[2]
                marked = f"{key}{_FLAGS}{''.join(sorted({*flags, 'S'}))}"
                self._rename(path, self._folder / "cur" / marked)

    def close(self) -> None:
        """Do nothing: no file stays open between two polls."""

    def _files(self) -> list[pathlib.Path]:
        try:
            found = [path for part in ("new", "cur") for path in (self._folder / part).iterdir()]
            dated = [(path.stat().st_mtime_ns, path.name, path) for path in found if path.is_file()]
        except FileNotFoundError:
            if (self._folder / "new").is_dir() and (self._folder / "cur").is_dir():
                return self._files()  # a file was moved between the listing and its date
            raise SourceUnavailable(source=self.name, reason="文件夹不存在") from None
        except OSError as error:
            raise SourceUnavailable(source=self.name, reason=type(error).__name__) from error
        return [path for _, name, path in sorted(dated) if not name.startswith(".")]

    def _take(self, path: pathlib.Path, since: datetime | None) -> RawMessage | None:
        """Return a message; None for one that has gone, came before ``since``, or cannot be read."""
        try:
            arrival = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            if since is not None and arrival < since:
                self._older[_key(path)] = arrival
                return None
            message = self._read(path)
        except FileNotFoundError:
            return None
        except OSError as error:
            self._aside.note(_key(path), type(error).__name__)
            return None
        self._aside.clear(_key(path))
        return message

    def _read(self, path: pathlib.Path) -> RawMessage:
        facts = path.stat()
        too_large = facts.st_size > self._size_limit
        with path.open("rb") as stream:
            content = stream.read(_LONGEST_HEADER if too_large else -1)
        limit = self._size_limit // (1024 * 1024)
        return RawMessage(
            key=_key(path),
            channel=self._channel,
            content=_header_only(content) if too_large else content,
            received_at=datetime.fromtimestamp(facts.st_mtime, UTC),
            incomplete=f"邮件大小为{facts.st_size / 1024 / 1024:.1f}MB，超过{limit}MB的上限" if too_large else "",
        )

    def _rename(self, path: pathlib.Path, target: pathlib.Path) -> None:
        try:
            path.rename(target)
        except FileNotFoundError:
            return
        except OSError as error:
            raise SourceUnavailable(source=self.name, reason=type(error).__name__) from error


def _key(path: pathlib.Path) -> str:
    return path.name.partition(_FLAGS)[0]


def _header_only(content: bytes) -> bytes:
    ends = [end for mark in (b"\r\n\r\n", b"\n\n") if (end := content.find(mark)) >= 0]
    return content[: min(ends)] + b"\r\n\r\n" if ends else content
