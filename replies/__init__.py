"""Outcome to letter, letter to the sender."""
