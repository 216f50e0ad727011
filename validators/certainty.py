"""How surely something must be read before a rule speaks, and how sure a rule is of what it says.

The numbers lie around ``CONFIDENCE_LIMIT`` (:mod:`validators.outcome`): what is below it goes to an officer.
"""

from __future__ import annotations

SURE_VALUE = 0.9
"""Confidence from which a value that was read may contradict another paper, the file's name or a date.

Labelled values that are read well come above it, values found by their form alone below: one slip is no contradiction.
"""

SURE_FIGURE = 0.85
"""Confidence from which a count may contradict another count.

A count is taken from running text as often as from a label, hence the lower limit; its findings are an officer's.
"""

SURE_LINE = 0.95
"""Score of a text line from which a number on it that cannot be is more likely the paper's fault than the reader's."""

CLEAR_LINE = 0.99
"""Score of a line from which a name that differs by a single character, or by a word, is another's, and a 0 is no D."""

WELL_READ = 0.85
"""Confidence that a content is not there, where all pages of the paper are readable."""

UNREAD = 0.5
"""Confidence of what rests on something that was not read: no better than even, so that an officer looks."""
