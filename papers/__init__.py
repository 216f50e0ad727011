"""Readings of pages → documents, values and facts; no pixel."""
