"""Strict reading of catalogue files: every wrong, missing or unknown entry is noted with its line.

A :class:`Section` is one mapping of a file. Its ``take`` methods return a value of the asked kind
or, after noting the problem, a harmless stand-in, so that one pass finds every mistake.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from cases.errors import CatalogueError
from catalogue.texts import Text

Scalar = str | int | float | bool | date | None
CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
FIELD_CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_KINDS: dict[type, str] = {
    str: "文字（数字或日期请加引号）", int: "整数", bool: "true 或 false", date: "日期（YYYY-MM-DD）",
}
_STAND_INS: dict[type, tuple[int, ...]] = {str: (), int: (), bool: (), date: (1, 1, 1)}
E = TypeVar("E", bound=StrEnum)
T = TypeVar("T", str, int, bool, date)


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a file with the line it stands on, from 1."""

    value: Scalar | list[Node] | dict[str, Node]
    line: int


@dataclass(slots=True)
class Problems:
    """What is wrong so far; shared by all sections of one load.

    Attributes:
        texts: The texts that a source or clause may name, read before all other files.
    """

    errors: list[CatalogueError] = field(default_factory=list)
    texts: Mapping[str, Text] = field(default_factory=dict)

    def note(self, file: str, line: int, reason: str) -> None:
        """Keep one problem."""
        self.errors.append(CatalogueError(file=file, line=line, reason=reason))


class Section:
    """One mapping of a catalogue file.

    Args:
        title: What it is in messages, e.g. ``材料 agent-identity``.
    """

    def __init__(self, node: Node, file: str, problems: Problems, title: str = "") -> None:
        self.file, self.line, self.title = file, node.line, title
        self._problems = problems
        self._taken: set[str] = set()
        self._entries: dict[str, Node] = node.value if isinstance(node.value, dict) else {}
        if not isinstance(node.value, dict):
            self.refuse("此处应为一组“键: 值”")

    @classmethod
    @contextmanager
    def reading(cls, node: Node, file: str, problems: Problems, title: str = "") -> Iterator[Section]:
        """Open a section and, at the end, note the keys that nobody asked for."""
        section = cls(node, file, problems, title)
        yield section
        for key, entry in section._entries.items():
            if key not in section._taken:
                section.refuse(f"不认识的键“{key}”", entry.line)

    def refuse(self, reason: str, line: int | None = None) -> None:
        """Note a problem of this section."""
        prefix = f"{self.title}：" if self.title else ""
        self._problems.note(self.file, line or self.line, prefix + reason)

    def line_of(self, key: str) -> int:
        """Line of a key, of the section itself where the key is not there."""
        return self._entries[key].line if key in self._entries else self.line

    def has(self, key: str) -> bool:
        """Whether a key is there with a value other than null."""
        return key in self._entries and self._entries[key].value is not None

    def is_text(self, key: str) -> bool:
        """Whether a key is there with text, where a list is possible as well."""
        return key in self._entries and isinstance(self._entries[key].value, str)

    @property
    def texts_known(self) -> Mapping[str, Text]:
        """The texts that a source or clause may name."""
        return self._problems.texts

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys in file order."""
        return tuple(self._entries)

    def text(self, key: str, default: str | None = None) -> str:
        """Take text without outer blanks; needed and not empty where there is no default."""
        value = self._scalar(key, str, default)
        if value.strip() != value or (default is None and not value and key in self._entries):
            self.refuse(f"“{key}”不能为空，首尾不能有空格", self.line_of(key))
        return value

    def text_or_none(self, key: str) -> str | None:
        """Take text, None where it is not given."""
        return self.text(key) if self.given(key) else None

    def code_or_none(self, key: str) -> str | None:
        """Take a code, None where it is not given."""
        return self.code(key) if self.given(key) else None

    def code(self, key: str) -> str:
        """Take a code such as ``dispatch-new``."""
        value = self.text(key)
        if value and not CODE.fullmatch(value):
            self.refuse(f"“{key}”应为小写英文编码，如 dispatch-new，现为“{value}”", self.line_of(key))
        return value

    def number(self, key: str, default: int | None = None, least: int = 0) -> int:
        """Take a whole number not below ``least``."""
        value = self._scalar(key, int, default)
        if key in self._entries and value < least:
            self.refuse(f"“{key}”不能小于{least}，现为{value}", self.line_of(key))
        return value

    def number_or_none(self, key: str, least: int = 0) -> int | None:
        """Take a whole number, None where it is not given."""
        return self.number(key, least=least) if self.given(key) else None

    def flag(self, key: str, default: bool) -> bool:
        """Take true or false."""
        return self._scalar(key, bool, default)

    def day(self, key: str) -> date | None:
        """Take a date, None where it is null or not given."""
        return self._scalar(key, date, None) if self.given(key) else None

    def choice(self, key: str, kind: type[E], default: E | None = None) -> E:
        """Take a member of an enumeration."""
        value = self.text(key, default.value if default is not None else None)
        try:
            return kind(value)
        except ValueError:
            if value:
                options = "、".join(kind)
                self.refuse(f"“{key}”应为 {options} 之一，现为“{value}”", self.line_of(key))
            return next(iter(kind))

    def one_of(self, key: str, options: Collection[str], default: str | None = None) -> str:
        """Take one of some words."""
        value = self.text(key, default)
        if value and value not in options:
            self.refuse(f"“{key}”应为 {'、'.join(options)} 之一，现为“{value}”", self.line_of(key))
        return value

    def texts(self, key: str, options: Collection[str] = (), names: bool = False) -> tuple[str, ...]:
        """Take a list of texts without repeats; ``names`` asks for identifiers."""
        values: list[str] = []
        for node in self.nodes(key):
            if not isinstance(node.value, str) or not node.value.strip():
                self.refuse(f"“{key}”的每一项应为{_KINDS[str]}", node.line)
            elif node.value in values:
                self.refuse(f"“{key}”中“{node.value}”重复", node.line)
            elif options and node.value not in options:
                self.refuse(f"“{key}”中的“{node.value}”应为 {'、'.join(options)} 之一", node.line)
            elif names and not FIELD_CODE.fullmatch(node.value):
                self.refuse(f"“{key}”中的“{node.value}”应为小写英文字段名", node.line)
            else:
                values.append(node.value)
        return tuple(values)

    def nodes(self, key: str) -> list[Node]:
        """Take a list as it stands; none where it is not given."""
        if not self.given(key):
            return []
        node = self._entries[key]
        if isinstance(node.value, list):
            return node.value
        self.refuse(f"“{key}”应为列表", node.line)
        return []

    @contextmanager
    def inner(self, key: str, title: str = "") -> Iterator[Section]:
        """Open a mapping inside this one; an empty one where it is not given."""
        node = self._entries[key] if self.given(key) else Node({}, self.line)
        with self.reading(node, self.file, self._problems, title or self.title) as section:
            yield section

    def entries(self) -> Iterable[tuple[str, Node]]:
        """All keys with their nodes, taken as known: for mappings whose keys are data."""
        self._taken.update(self._entries)
        return self._entries.items()

    def given(self, key: str) -> bool:
        """Take a key as known and tell whether it has a value other than null."""
        self._taken.add(key)
        return self.has(key)

    def _scalar(self, key: str, kind: type[T], default: T | None) -> T:
        self._taken.add(key)
        node = self._entries.get(key)
        if node is None or (node.value is None and default is not None):
            if default is None:
                self.refuse(f"缺少“{key}”")
            return default if default is not None else kind(*_STAND_INS[kind])
        if isinstance(node.value, kind) and not (kind is int and isinstance(node.value, bool)):
            return node.value
        self.refuse(f"“{key}”应为{_KINDS[kind]}", node.line)
        return default if default is not None else kind(*_STAND_INS[kind])
