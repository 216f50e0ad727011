"""Where files from outside are parsed: child processes with limits, and the way to talk to them.

The lowest layer: imports nothing of ours. ``process`` is for callers, ``child`` runs inside and nowhere else.
"""
