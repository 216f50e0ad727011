"""Judging without mail: files checked by hand, past cases under draft rules."""
