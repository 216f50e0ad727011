"""Logs: no identity, telephone or card number gets through, and exceptions come without their words."""

from __future__ import annotations

import io
import json
import logging
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.logs import mask_numbers

CANARY = "11010119900307771X"
PHONE = "13912345678"
CODE = """
import logging, structlog
from pipeline.logs import set_up_logs
set_up_logs()
canary, phone = "11010119900307771X", "13912345678"
log = structlog.get_logger()
log.info(f"event {canary}", name=f"张三{canary}.pdf", phone=phone, number=int(canary[:17] + "1"), pages=12, share=0.5,
         nested={"list": [canary, {"deep": phone}], canary: 1}, error=ValueError(canary), kind="read", none=None)
try:
    raise ValueError(canary)
except ValueError:
    log.error("failed", exc_info=True)
    logging.getLogger("uvicorn.error").exception("boom %s", phone)
logging.getLogger("x").warning("id%s", canary)
"""


@pytest.fixture(scope="module")
def lines() -> list[str]:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert done.stdout == ""
    return done.stderr.splitlines()


def test_no_number_gets_through(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert CANARY not in text
    assert CANARY[:17] not in text
    assert PHONE not in text
    assert "Traceback" not in text
    assert len(lines) == 4


def test_our_lines_are_json_with_the_rest_kept(lines: list[str]) -> None:
    first = json.loads(lines[0])
    assert (first["pages"], first["share"], first["kind"], first["none"]) == (12, 0.5, "read", None)
    assert first["error"] == "ValueError"
    assert first["name"] == f"张三{'*' * 18}.pdf"
    assert first["timestamp"].endswith("Z")


@given(st.text("0123456789abcXx 张,.:-", max_size=12), st.text("abXx 张,.:-", max_size=12))
def test_identity_number_is_masked_wherever_it_stands(before: str, after: str) -> None:
    hidden = before.rstrip("0123456789") + "110101199003077715" + after
    assert "110101199003077715" not in mask_numbers(hidden)


def test_our_own_ids_stay_readable() -> None:
    step = "0170370a6f40a13912345678bc000abc"
    line = f"step {step} SL20200212-000123 2020-02-12T09:00"
    assert mask_numbers(line) == line


def test_formatter_leaves_tracebacks_out() -> None:
    from pipeline.logs import _MaskingFormatter

    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_MaskingFormatter("%(message)s"))
    logger = logging.Logger("alone")
    logger.addHandler(handler)
    try:
        raise ValueError(CANARY)
    except ValueError:
        logger.exception("failed")
    assert stream.getvalue() == "failed\n"
