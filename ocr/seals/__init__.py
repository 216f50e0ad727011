"""Seal impressions: ink, outline, words, and which impressions are one stamp's."""
