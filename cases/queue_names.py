"""Names of the queues that carry steps; a step's row says which one it waits on."""

from __future__ import annotations

INTAKE = "intake"        # seconds: parse a message, open its cases
LETTERS = "letters"      # seconds: hand a letter over
READ = "read"            # minutes: read and judge a case
READ_LONG = "read-long"  # the same for long documents, so that they do not hold up the others

LONG_PAGES_SIZE = 20_000_000
"""Bytes of material above which a case is read on the long queue."""

ALL = (LETTERS, INTAKE, READ, READ_LONG)
QUICK = (LETTERS, INTAKE)
