"""The same file twice in one submission. Source: contract §4 ``submission-duplicate``; a repeated mail has a letter."""

from __future__ import annotations

from collections.abc import Iterator

from cases.finding import Finding, Place
from validators.finding import find
from validators.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Yield one notice for each file whose pages are those of a file before it."""
    contents: dict[int, list[str]] = {}
    first_page: dict[int, int] = {}
    for page in subject.pages:
        contents.setdefault(page.file, []).append(page.content_key)
        first_page.setdefault(page.file, page.number)
    known: dict[tuple[str, ...], int] = {}
    for file, keys in contents.items():
        earlier = known.setdefault(tuple(keys), file)
        if earlier != file and all(keys):
            message = f"第{file + 1}个文件与第{earlier + 1}个文件内容完全相同，已按一份处理，无需重复提交。"
            yield find(subject, "submission-duplicate", message, place=Place(page=first_page[file]))
