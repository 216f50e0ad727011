"""A letter's finished text as modest HTML: escaped paragraphs and lists, no style sheet, link or picture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

_NUMBERED = re.compile(r"^(\d+)[.．] ?(.*)$")
_BULLET = re.compile(r"^[-·] ?(.*)$")
_HEADING = re.compile(r"^[一二三四五六七八九十]+、[^。；]{1,40}$")
_RULE = re.compile(r"^─{4,}$")


def to_html(text: str) -> str:
    """Return a whole HTML document; the first line becomes the title.

    Mail programs differ in what they keep of HTML, so only the oldest elements are used.
    """
    title, _, rest = text.strip().partition("\n")
    body = "\n".join(_blocks(rest))
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title></head>\n<body>\n<h2>{escape(title)}</h2>\n{body}\n</body></html>\n"
    )


def _blocks(text: str) -> Iterator[str]:
    for block in re.split(r"\n\s*\n", text.strip()):
        yield from _block(block.splitlines())


def _block(lines: list[str]) -> Iterator[str]:
    items: list[str] = []
    tag = ""
    for line in lines:
        kind, content = _kind(line)
        if tag and kind != tag:
            yield _list(tag, items)
            items, tag = [], ""
        if kind in {"ol", "ul"}:
            tag = kind
            items.append(content)
        else:
            yield content
    if tag:
        yield _list(tag, items)


def _kind(line: str) -> tuple[str, str]:
    if match := _NUMBERED.match(line.strip()):
        return "ol", f'<li value="{match[1]}">{escape(match[2])}</li>'
    if match := _BULLET.match(line.strip()):
        return "ul", f"<li>{escape(match[1])}</li>"
    if _RULE.match(line.strip()):
        return "hr", "<hr>"
    if _HEADING.match(line.strip()):
        return "h3", f"<h3>{escape(line.strip())}</h3>"
    return "p", f"<p>{escape(line.strip())}</p>"


def _list(tag: str, items: list[str]) -> str:
    return f"<{tag}>\n" + "\n".join(items) + f"\n</{tag}>"
