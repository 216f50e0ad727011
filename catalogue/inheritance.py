"""``same_as``: a file that says only in what its item differs from another one."""

from __future__ import annotations

from collections.abc import Mapping

from catalogue.schema import Node, Problems

_OWN = frozenset({
    "code", "name", "name_in_letters", "aliases", "broad_names", "version", "valid_from", "valid_to", "same_as",
})  # fmt: skip
"""Keys that are never taken over."""


def resolve(nodes: Mapping[str, Node], problems: Problems) -> dict[str, Node]:
    """Return the files with what ``same_as`` takes over filled in.

    A mistake in what was taken over is reported at the line of ``same_as``; the other file reports its own.

    Args:
        nodes: Content by file name.
        problems: Takes what is wrong with a ``same_as``.
    """
    return {file: _resolved(file, node, nodes, problems) for file, node in nodes.items()}


def _resolved(file: str, node: Node, nodes: Mapping[str, Node], problems: Problems) -> Node:
    if not isinstance(node.value, dict) or "same_as" not in node.value:
        return node
    pointer = node.value["same_as"]
    found = [one.value for name, one in nodes.items() if name != file and item_code(one) == pointer.value]
    bases = [one for one in found if isinstance(one, dict)]
    if not bases:
        problems.note(file, pointer.line, f"“same_as”所指的事项“{pointer.value}”不存在")
        return node
    base = max(bases, key=lambda one: str(one["valid_from"].value) if "valid_from" in one else "")
    if "same_as" in base:
        problems.note(file, pointer.line, f"“same_as”所指的事项“{pointer.value}”自身也用了“same_as”")
        return node
    taken = {key: _at(one, pointer.line) for key, one in base.items() if key not in _OWN}
    return Node({**taken, **node.value}, node.line)


def item_code(node: Node) -> object:
    """Return the code that an item's file gives itself, before anything is checked; None without one."""
    code = node.value.get("code") if isinstance(node.value, dict) else None
    return code.value if code is not None else None


def _at(node: Node, line: int) -> Node:
    """Return the same content as if all of it stood on one line."""
    if isinstance(node.value, dict):
        return Node({key: _at(one, line) for key, one in node.value.items()}, line)
    if isinstance(node.value, list):
        return Node([_at(one, line) for one in node.value], line)
    return Node(node.value, line)
