"""What a test needs beside this process, told by the names that it and its module use.

``servers``: starts a server or another process. ``reading``: loads the recognition models, or draws whole papers.
A test with neither is pure: it runs first, and in ``./run test --quick`` unless its file is marked ``thorough``.
"""

from __future__ import annotations

import pytest

NAMES = {
    "servers": {
        "dovecot_server", "netease_server", "postfix_server", "redis_server", "smtp_server", "mailbox",
        "imap_fault_proxy", "place", "servers", "serving", "Desk", "Seat", "subprocess", "multiprocessing",
        "start_queue_store", "browser", "run_command",
        "inspect_files", "open_document", "Child", "extract_archive", "check_signatures",
    },
    "reading": {
        "engine", "one_engine", "make_engine", "RapidEngine", "Office", "Desk", "Seat", "kept_submission",
        "draw_submission", "draw_set", "draw_table", "draw_text_page", "draw_seal_page", "draw_ring_page", "judge",
    },
}
"""By mark: fixtures, and names that a test module imports."""


def mark(items: list[pytest.Item]) -> None:
    """Give each test its marks, and put the files of pure tests first."""
    for item in items:
        for name in needs(item):
            item.add_marker(name)
    costly = {item.path for item in items if not is_pure(item)}
    items.sort(key=lambda item: item.path in costly)


def needs(item: pytest.Item) -> set[str]:
    """Return the marks that the names tell."""
    if not isinstance(item, pytest.Function):
        return set()
    used = {*item.fixturenames, *vars(item.module)}
    return {name for name, words in NAMES.items() if not used.isdisjoint(words)}


def is_pure(item: pytest.Item) -> bool:
    """Tell whether a test needs nothing but this process."""
    return not any(item.get_closest_marker(name) for name in NAMES)
