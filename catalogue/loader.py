"""Reads the catalogue's files: the only home of YAML.

Only plain YAML is taken: no anchors, aliases, tags or repeated keys, and no YAML 1.1 words such as
``no`` or ``on`` for truth values. Each file stays below :data:`MAX_BYTES`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import yaml

from cases.errors import CatalogueError
from catalogue.backpay_entries import read_backpay
from catalogue.clause_entries import read_clauses
from catalogue.consistency import ItemFile, check_fields, check_references, check_versions
from catalogue.field_entries import read_fields
from catalogue.inheritance import item_code, resolve
from catalogue.item_entries import read_item
from catalogue.model import Catalogue
from catalogue.online import read_online
from catalogue.saying_entries import read_sayings
from catalogue.schema import Node, Problems, Scalar
from catalogue.shared_entries import (
    read_calendar,
    read_channels,
    read_departments,
    read_documents,
    read_letters,
    read_offices,
    read_whitelists,
)
from catalogue.source_entries import read_texts

PACKAGED = Path(__file__).parent
"""Folder of the data that comes with the package."""

MAX_BYTES = 1_000_000
_MAX_DEPTH = 20
_FILES = (
    "fields.yaml", "documents.yaml", "letters.yaml", "channels.yaml", "departments.yaml", "offices.yaml",
    "calendar.yaml", "online.yaml", "whitelists.yaml", "backpay.yaml", "clauses.yaml",
    "sayings.yaml", "texts.yaml",
)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_catalogue(folder: Path | None = None) -> Catalogue:
    """Read and check a whole catalogue.

    Args:
        folder: Holds ``items/`` and the files beside it; None: the packaged data.

    Raises:
        CatalogueError: A file is refused; the first problem in file order.
    """
    catalogue, problems = _read(folder or PACKAGED)
    if problems.errors:
        raise problems.errors[0]
    return catalogue


def lint(folder: Path | None = None) -> list[CatalogueError]:
    """Return everything that is wrong with a catalogue, none if it can be used."""
    return _read(folder or PACKAGED)[1].errors


def load_draft(files: Sequence[Path], folder: Path | None = None) -> tuple[Catalogue, list[CatalogueError]]:
    """Read a catalogue in which draft files stand for today's, and all that is wrong with it.

    Args:
        files: Item files, each in place of all versions of its item, or files named as those beside ``items/``.
        folder: Today's catalogue; None: the packaged data.
    """
    catalogue, problems = _read(folder or PACKAGED, files)
    return catalogue, problems.errors


def _read(folder: Path, drafts: Sequence[Path] = ()) -> tuple[Catalogue, Problems]:
    problems = Problems()
    beside = {path.name: path for path in drafts if path.name in _FILES}
    paths = {name: beside.get(name, folder / name) for name in _FILES}
    nodes = {name: _read_file(path, name, problems) for name, path in paths.items()}
    (
        fields, documents, letters, channels, departments, offices, calendar, online, whitelists, backpay, clauses,
        sayings, texts,
    ) = nodes.values()  # fmt: skip
    problems.texts = read_texts(texts, "texts.yaml", problems)
    item_paths = {f"items/{path.name}": path for path in sorted((folder / "items").glob("*.yaml"))}
    read = _read_items(item_paths, [path for path in drafts if path.name not in _FILES], problems)
    said = read_sayings(sayings, "sayings.yaml", problems)
    items = [(name, node, replace(item, sayings=said.get(item.code, ()))) for name, node, item in read]
    known = {**paths, **item_paths, **{f"draft/{path.name}": path for path in drafts}}
    catalogue = Catalogue(
        version=_version([(name, known[name]) for name in (*_FILES, *(name for name, _, _ in items))], items),
        fields=read_fields(fields, "fields.yaml", problems),
        documents=read_documents(documents, "documents.yaml", problems),
        items=tuple(item for _, _, item in items),
        channels=read_channels(channels, "channels.yaml", problems),
        departments=read_departments(departments, "departments.yaml", problems),
        offices=read_offices(offices, "offices.yaml", problems),
        letters=read_letters(letters, "letters.yaml", problems),
        directory=read_online(online, "online.yaml", problems),
        backpay=read_backpay(backpay, "backpay.yaml", problems),
        whitelists=read_whitelists(whitelists, "whitelists.yaml", problems),
        clauses=read_clauses(clauses, "clauses.yaml", problems),
        **read_calendar(calendar, "calendar.yaml", problems),
    )
    if not items and not problems.errors:
        problems.note("items/", 1, "没有任何业务事项文件")
    check_references(catalogue, items, nodes, problems)
    check_fields(catalogue, items, nodes, problems)
    check_versions(items, problems)
    return catalogue, problems


def _read_items(paths: Mapping[str, Path], drafts: Sequence[Path], problems: Problems) -> list[ItemFile]:
    """Read the items; a draft stands for all files of its item."""
    new = {f"draft/{path.name}": _read_file(path, f"draft/{path.name}", problems) for path in drafts}
    codes = {item_code(node) for node in new.values()}
    old = {name: _read_file(path, name, problems) for name, path in paths.items()}
    kept = {name: node for name, node in old.items() if item_code(node) is None or item_code(node) not in codes}
    nodes = resolve({**kept, **new}, problems)
    read = [(name, node, read_item(node, name, problems)) for name, node in nodes.items()]
    return [(name, node, item) for name, node, item in read if item is not None]


def _version(files: Sequence[tuple[str, Path]], items: Sequence[ItemFile]) -> str:
    """The newest item's version, and a digest of all files."""
    digest = hashlib.sha256()
    for name, path in files:
        digest.update(name.encode() + b"\0" + (path.read_bytes() if path.is_file() else b""))
    return max((item.version for _, _, item in items), default="0") + "+" + digest.hexdigest()[:8]


def _read_file(path: Path, name: str, problems: Problems) -> Node:
    """Return a file's content as nodes; an empty mapping where it cannot be read."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ValueError(f"文件超过{MAX_BYTES // 1000}KB")
        text = path.read_text("utf-8-sig")
        _refuse_deep(text)
        root = yaml.compose(text, Loader=_LOADER)
        if root is None:
            raise ValueError("文件为空")
        return _Converter(name, problems).convert(root)
    except OSError:
        problems.note(name, 1, "文件不存在或无法读取")
    except UnicodeDecodeError as error:
        problems.note(name, 1, f"不是 UTF-8 编码（第{error.start + 1}个字节）")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problems.note(name, mark.line + 1 if mark else 1, f"YAML 语法错误：{error.problem or error.context}")
    except (yaml.YAMLError, ValueError) as error:
        problems.note(name, 1, str(error))
    return Node({}, 1)


def _refuse_deep(text: str) -> None:
    """Refuse deep nesting before composing: libyaml composes recursively and would crash."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _MAX_DEPTH:
            line = event.start_mark.line + 1 if event.start_mark is not None else 1
            raise ValueError(f"第{line}行嵌套超过{_MAX_DEPTH}层")


class _Converter:
    """Turns YAML nodes into ours, refusing what a reader of the file could misread."""

    def __init__(self, file: str, problems: Problems) -> None:
        self._file, self._problems = file, problems
        self._seen: set[int] = set()

    def convert(self, node: yaml.Node) -> Node:
        line = node.start_mark.line + 1
        if id(node) in self._seen:
            return self._refuse(line, "不支持锚点与引用（& 与 *）")
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, line)
        if isinstance(node, yaml.SequenceNode):
            return Node([self.convert(entry) for entry in node.value], line)
        assert isinstance(node, yaml.ScalarNode)
        return Node(self._scalar(node, line), line)

    def _mapping(self, node: yaml.MappingNode, line: int) -> Node:
        entries: dict[str, Node] = {}
        for key, value in node.value:
            at = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode) or key.value == "<<":
                self._refuse(at, "键应为单个词，不支持合并键")
            elif key.value in entries:
                self._refuse(at, f"键“{key.value}”重复")
            else:
                entries[key.value] = Node(self.convert(value).value, at)
        return Node(entries, line)

    def _scalar(self, node: yaml.ScalarNode, line: int) -> Scalar:
        """Resolve a plain scalar; a quoted one is always text."""
        text = str(node.value)
        if node.style:  # None or empty for a plain scalar, by loader
            return text
        if text in ("", "null", "~"):
            return None
        if text in ("true", "false"):
            return text == "true"
        if re.fullmatch(r"-?(0|[1-9]\d*)", text):
            return int(text)
        if _DATE.fullmatch(text):
            try:
                return date.fromisoformat(text)
            except ValueError:
                self._refuse(line, f"“{text}”不是有效日期")
                return date(1, 1, 1)
        return text

    def _refuse(self, line: int, reason: str) -> Node:
        self._problems.note(self._file, line, reason)
        return Node(None, line)
