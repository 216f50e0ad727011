"""What a command writes is for its account alone; what calls it keeps its own mask of rights."""

from __future__ import annotations

import os

from commands.__main__ import main


def test_mask_of_the_caller_is_as_it_was() -> None:
    before = os.umask(0o022)
    try:
        assert main(["catalogue", "lint"]) == 0
        assert os.umask(0o022) == 0o022
    finally:
        os.umask(before)
