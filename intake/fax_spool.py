"""A fax server's receive folder (HylaFAX ``recvq``) as a source. Source: faxrcvd(8), TIFF 6.0 section 2.

The server writes into the very file that it leaves for us, so a file is taken only when it has come to rest.
Nothing in the folder is ever changed or deleted: the fax server keeps its own house.
"""

from __future__ import annotations

import json
import pathlib
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Literal

from cases.errors import SourceUnavailable
from intake.set_aside import SetAside, Skipped
from intake.source import Known, RawMessage

MEDIA_TYPES = {".tif": "image/tiff", ".tiff": "image/tiff", ".pdf": "application/pdf"}
GIVEN_UP = timedelta(minutes=15)
"""A file that is still not whole after so long never will be: it is taken and marked incomplete."""
_NUMBER_KEYS = ("number", "telephone", "caller", "callid1")
_ERROR_KEYS = ("error", "msg", "message")
_LONGEST_SIDE_FILE = 64 * 1024
_MOST_PAGES = 1000


class FaxSpoolSource:
    """A :class:`intake.source.MailSource` on one folder; the key is name, modification time and size.

    Beside ``fax1.tif`` may lie ``fax1.tif.json``, ``fax1.json``, ``fax1.tif.txt`` or ``fax1.txt``: caller number
    (``number`` or ``CALLID1``) and the reason of a broken reception (``error`` or ``MSG``).
    """

    def __init__(
        self,
        name: str,
        channel: str,
        folder: pathlib.Path,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        quiet_seconds: float = 30.0,
        size_limit: int = 60 * 1024 * 1024,
    ) -> None:
        """Keep the settings.

        Args:
            name: Account name in the ledger.
            channel: Code of the catalogue's channel.
            folder: The receive folder.
            clock: Tells the time against which the files' ages are measured, aware.
            quiet_seconds: So long a file without a side file must not have grown; the pause between
                two pages of a call is some ten seconds.
            size_limit: Bytes; a larger file is reported, not read.
        """
        self.name = name
        self._channel = channel
        self._folder = folder
        self._clock = clock
        self._quiet = timedelta(seconds=quiet_seconds)
        self._size_limit = size_limit
        self._aside = SetAside(clock)
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
        """Yield the faxes that have come to rest and are not known, oldest first.

        Raises:
            SourceUnavailable: The folder is not there or cannot be read.
        """
        files = {f"{path.name};{changed};{size}": (path, changed, size) for path, changed, size in self._files()}
        ours = known(list(files))
        new = {key: found for key, found in files.items() if key not in ours}
        self._aside.keep("", new)
        self._older = {}
        for key in self._aside.in_turn(new):
            path, changed, size = new[key]
            arrival = datetime.fromtimestamp(changed / 1e9, UTC)
            if since is not None and arrival < since:
                self._older[key] = arrival
                continue
            fax = self._take(path, key, arrival, size)
            if fax is not None:
                self._aside.clear(key)
                yield fax
            del fax  # one in memory at a time

    def acknowledge(self, key: str) -> None:
        """Do nothing: the ledger knows the key, and the folder belongs to the fax server."""

    def close(self) -> None:
        """Do nothing: no file stays open between two polls."""

    def _files(self) -> list[tuple[pathlib.Path, int, int]]:
        try:
            found = []
            for path in self._folder.iterdir():
                if path.suffix.lower() in MEDIA_TYPES and not path.name.startswith(".") and path.is_file():
                    facts = path.stat()
                    found.append((path, facts.st_mtime_ns, facts.st_size))
        except OSError as error:
            raise SourceUnavailable(source=self.name, reason=type(error).__name__) from error
        return sorted(found, key=lambda entry: (entry[1], entry[0].name))

    def _take(self, path: pathlib.Path, key: str, changed: datetime, size: int) -> RawMessage | None:
        """Return the fax, or None while it may still grow."""
        age = abs(self._clock() - changed)  # a clock set back must not hide a fax
        side = _side_file(path)
        if side is None and age < self._quiet:
            return None
        try:
            content = path.read_bytes() if size <= self._size_limit else b""
        except FileNotFoundError:
            return None
        except OSError as error:
            self._aside.note(key, type(error).__name__)
            return None
        trouble = _first(side or {}, _ERROR_KEYS)
        if size > self._size_limit:
            trouble = "文件过大"
        elif len(content) != size or not is_whole(content):
            if age < GIVEN_UP and not trouble:
                return None
            trouble = trouble or "文件不完整"
        trouble = trouble or damage(content)
        return RawMessage(
            key=key,
            channel=self._channel,
            content=content,
            received_at=changed,
            media_type=MEDIA_TYPES[path.suffix.lower()],
            name=path.name,
            telephone=_number(_first(side or {}, _NUMBER_KEYS)) or _number(sender_id(content)),
            incomplete=trouble,
        )


_IMAGE_DESCRIPTION, _ASCII = 270, 2
_ROWS, _BAD_LINES, _CLEAN, _RUN_OF_BAD_LINES = 257, 326, 327, 328
_SHORT, _LONG = 3, 4
_NOT_CLEAN = 2
_MANY = 0.05
"""Share of a page's lines: one in twenty lost makes small characters doubtful."""
_LONG_RUN = 20
"""Lines: at 98 to the inch five millimetres, a line of text."""
_MOST_TOLD = 5
_INLINE = 4
"""Bytes of a value that stands in the directory itself."""
_LONGEST_ID = 64


def is_whole(content: bytes) -> bool:
    """Tell whether a TIFF's directories, or a PDF's end mark, are all there."""
    if content.startswith(b"%PDF-"):
        return b"%%EOF" in content[-1024:]
    order = {b"II*\0": "little", b"MM\0*": "big"}.get(content[:4])
    if order is None:
        return bool(content)  # neither: it is for the examination to say so

    def number(start: int, length: int) -> int:
        return int.from_bytes(content[start : start + length], "little" if order == "little" else "big")

    position, pages = number(4, 4), 0
    while position and pages < _MOST_PAGES:
        end = position + 2 + 12 * number(position, 2)
        if position < 8 or end + 4 > len(content):
            return False
        position, pages = number(end, 4), pages + 1
    return pages > 0


def damage(content: bytes) -> str:
    """Return in Chinese which pages the fax server received with bad lines, empty without any.

    Source: TIFF 6.0 supplement (class F): 326 counts bad lines, 327 says whether they still stand in the page (2), 328
    is the longest run of them. Lines that the server mended count where they are many.
    """
    told = []
    for page, tags in enumerate(_directories(content), 1):
        bad, rows = tags.get(_BAD_LINES, 0), tags.get(_ROWS, 0)
        run = tags.get(_RUN_OF_BAD_LINES, 0)
        left = tags.get(_CLEAN) == _NOT_CLEAN and max(bad, run) > 0
        if left or (rows and bad > rows * _MANY) or run > _LONG_RUN:
            told.append(f"第{page}页有{max(bad, run)}行接收错误")
    return "，".join(told[:_MOST_TOLD])


def _directories(content: bytes) -> Iterator[dict[int, int]]:
    """Yield the whole numbers that each page's directory holds, by tag."""
    order: Literal["little", "big"] = "little" if content.startswith(b"II") else "big"

    def number(start: int, length: int) -> int:
        return int.from_bytes(content[start : start + length], order)

    position = number(4, 4) if content[:4] in (b"II*\0", b"MM\0*") else 0
    for _ in range(_MOST_PAGES):
        end = position + 2 + 12 * number(position, 2)
        if position < 8 or end + 4 > len(content):
            return
        entries = range(position + 2, end, 12)
        sizes = {_SHORT: 2, _LONG: 4}
        yield {number(at, 2): number(at + 8, sizes[number(at + 2, 2)]) for at in entries if number(at + 2, 2) in sizes}
        position = number(end, 4)


def sender_id(content: bytes) -> str:
    """Return the sender's own number from the first page of a fax as HylaFAX and spandsp store it, empty without one.

    Source: recvq(5F): ``ImageDescription`` (TIFF tag 270) holds the transmitting station's identification.
    """
    order: Literal["little", "big"] = "little" if content.startswith(b"II") else "big"

    def number(start: int, length: int) -> int:
        return int.from_bytes(content[start : start + length], order)

    directory = number(4, 4)
    if content[:4] not in (b"II*\0", b"MM\0*") or directory + 2 > len(content):
        return ""
    for entry in range(directory + 2, directory + 2 + 12 * number(directory, 2), 12):
        if number(entry, 2) == _IMAGE_DESCRIPTION and number(entry + 2, 2) == _ASCII:
            length = number(entry + 4, 4)
            start = entry + 8 if length <= _INLINE else number(entry + 8, 4)
            return content[start : start + min(length, _LONGEST_ID)].split(b"\0")[0].decode("ascii", "replace")
    return ""


def _side_file(path: pathlib.Path) -> dict[str, str] | None:
    """Return what the side file says, keys in lower case, or None where there is none."""
    for candidate in (path.with_name(path.name + ".json"), path.with_suffix(".json")):
        if (text := _text_of(candidate)) is not None:
            return _from_json(text)
    for candidate in (path.with_name(path.name + ".txt"), path.with_suffix(".txt")):
        if (text := _text_of(candidate)) is not None:
            pairs = (line.partition("=") for line in re.split(r"[\r\n|]+", text))
            return {key.strip().lower(): value.strip().strip("\"'") for key, mark, value in pairs if mark}
    return None


def _text_of(path: pathlib.Path) -> str | None:
    try:
        with path.open("rb") as stream:
            return stream.read(_LONGEST_SIDE_FILE).decode("utf-8", "replace")
    except OSError:
        return None


def _from_json(text: str) -> dict[str, str]:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return {str(key).lower(): str(value) for key, value in values.items() if value} if isinstance(values, dict) else {}


def _first(values: dict[str, str], keys: tuple[str, ...]) -> str:
    return next((values[key] for key in keys if values.get(key)), "")


def _number(text: str) -> str | None:
    """Return a telephone number of digits, blanks, ``+`` and ``-``; None for what is none."""
    cleaned = re.sub(r"[^0-9+\- ]", "", text).strip()[:32]
    return cleaned if len(re.sub(r"\D", "", cleaned)) >= 3 else None
